package io.automigrate.kind.known;

import io.automigrate.kind.DatabaseAddress;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.cockroachdb.CockroachDb;
import io.automigrate.kind.h2.H2;
import io.automigrate.kind.mariadb.MariaDb;
import io.automigrate.kind.mysql.MySql;
import io.automigrate.kind.oracle.Oracle;
import io.automigrate.kind.other.OtherDatabases;
import io.automigrate.kind.postgresql.PostgreSql;
import io.automigrate.kind.sqlite.Sqlite;
import io.automigrate.kind.sqlserver.SqlServer;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.UrlWrapper;
import java.util.List;
import java.util.Locale;

/**
 * The list of the kinds of databases. Only the kind that a URL asks for is loaded, which is why each kind is made by a static method:
 * a constructor here would make the JVM load every kind when it verifies this class.
 */
public final class DatabaseKinds {
    private DatabaseKinds() {}

    /** Returns the kind of database that a URL leads to, through any number of wrapping drivers. */
    public static DatabaseKind of(JdbcUrl url) {
        return at(url).kind();
    }

    /**
     * Returns the database that a URL leads to. An unknown word is taken for a wrapping driver when the word of a known database follows
     * it ({@code jdbc:some-proxy:postgresql:}), else for a database.
     */
    public static DatabaseAddress at(JdbcUrl url) {
        String value = url.value();
        int database = JdbcUrl.SCHEME.length();
        boolean isWrapped = true;
        int start = database;
        String word = word(value, start);
        while (word != null) {
            DatabaseKind kind = named(word);
            if (kind != null) {
                return address(kind, url, start);
            }
            isWrapped &= UrlWrapper.of(word) != null;
            start += word.length() + 1;
            word = word(value, start);
            if (isWrapped && word != null) {
                database = start;
            }
        }
        String name = word(value, database);
        return address(OtherDatabases.unknown(name == null ? url.subprotocol() : name), url, database);
    }

    /** Returns the kinds whose drivers take long to load; see {@link DatabaseKind#largestClasses}. */
    public static List<DatabaseKind> withLargeDrivers() {
        return List.of(PostgreSql.kind(), MariaDb.kind());
    }

    private static DatabaseAddress address(DatabaseKind kind, JdbcUrl url, int start) {
        int scheme = JdbcUrl.SCHEME.length();
        String value = url.value();
        return start == scheme
                ? new DatabaseAddress(kind, "", url)
                : new DatabaseAddress(
                        kind,
                        value.substring(scheme, start).toLowerCase(Locale.ROOT),
                        new JdbcUrl(JdbcUrl.SCHEME + value.substring(start)));
    }

    /** Returns the word that ends at the next colon, in lower case; null when there is none. */
    private static String word(String value, int start) {
        int end = start;
        while (end < value.length() && isPartOfWord(value.charAt(end))) {
            end++;
        }
        return end > start && end < value.length() && value.charAt(end) == ':'
                ? value.substring(start, end).toLowerCase(Locale.ROOT)
                : null;
    }

    private static boolean isPartOfWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "+-_.".indexOf(c) >= 0;
    }

    /** Returns null when the word is not the word of a database. */
    private static DatabaseKind named(String word) {
        return switch (word) {
            // The last three are names of images: jdbc:tc:postgis:16-3.4:///shop
            case "postgresql", "postgis", "timescaledb", "pgvector" -> PostgreSql.kind();
            case "cockroachdb", "cockroach" -> CockroachDb.kind();
            case "mysql", "mysql+srv" -> MySql.kind();
            case "mariadb" -> MariaDb.kind();
            case "h2" -> H2.kind();
            case "sqlite" -> Sqlite.kind();
            case "oracle" -> Oracle.kind();
            case "sqlserver", "mssqlserver" -> SqlServer.kind();
            case "jtds" -> SqlServer.jtds();
            default -> OtherDatabases.named(word);
        };
    }
}
