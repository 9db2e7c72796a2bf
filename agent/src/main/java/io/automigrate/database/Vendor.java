package io.automigrate.database;

import io.automigrate.url.JdbcUrl;
import java.util.Locale;

/** Whose error codes these are: a number means something else at every vendor's. */
enum Vendor {
    POSTGRESQL,
    MYSQL,
    ORACLE,
    SQLSERVER,
    H2,
    SQLITE,
    DERBY,
    HSQLDB,
    OTHER;

    /** Returns the vendor behind a URL, also behind a wrapping driver: {@code jdbc:aws-wrapper:postgresql://…}. */
    static Vendor of(JdbcUrl url) {
        String rest = url.value().toLowerCase(Locale.ROOT);
        for (int colon = rest.indexOf(':'); colon >= 0; colon = rest.indexOf(':')) {
            rest = rest.substring(colon + 1);
            if (rest.startsWith("/")) {
                return OTHER;
            }
            Vendor vendor = named(rest);
            if (vendor != OTHER) {
                return vendor;
            }
        }
        return OTHER;
    }

    private static Vendor named(String rest) {
        int end = rest.indexOf(':');
        return switch (end < 0 ? rest : rest.substring(0, end)) {
            case "postgresql" -> POSTGRESQL;
            case "mysql", "mariadb" -> MYSQL;
            case "oracle" -> ORACLE;
            case "sqlserver" -> SQLSERVER;
            case "h2" -> H2;
            case "sqlite" -> SQLITE;
            case "derby" -> DERBY;
            case "hsqldb" -> HSQLDB;
            default -> OTHER;
        };
    }
}
