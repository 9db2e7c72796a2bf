package io.automigrate.url;

/** What is known of databases by the word after {@code jdbc:}. */
final class Vendor {
    private Vendor() {}

    /** Returns the word that stands for the database in {@code {vendor}}: Spring Boot's, so that its folders are found. */
    static String of(JdbcUrl url) {
        String subprotocol = url.subprotocol();
        if (isWrapper(subprotocol)) {
            int start = "jdbc:".length() + subprotocol.length() + 1;
            String inner = "jdbc:" + url.value().substring(start);
            return inner.indexOf(':', 5) > 5 ? of(new JdbcUrl(inner)) : subprotocol;
        }
        return switch (subprotocol) {
            case "mysql+srv" -> "mysql";
            case "sap" -> "hana";
            case "firebirdsql" -> "firebird";
            case "as400" -> "db2";
            case "informix-sqli", "informix-direct" -> "informix";
            case "ch" -> "clickhouse";
            default -> subprotocol;
        };
    }

    /** Returns whether the word names a driver that hands over to the one which the rest of the URL names. */
    static boolean isWrapper(String subprotocol) {
        return switch (subprotocol) {
            case "tc", "p6spy", "aws-wrapper", "otel", "log4jdbc" -> true;
            default -> false;
        };
    }

    /** Returns the port that the database listens at when nobody says otherwise; 0 when that is not known. */
    static int defaultPort(String vendor) {
        return switch (vendor) {
            case "postgresql" -> 5432;
            case "mysql", "mariadb" -> 3306;
            case "oracle" -> 1521;
            case "sqlserver", "jtds" -> 1433;
            case "h2" -> 9092;
            case "redshift" -> 5439;
            default -> 0;
        };
    }
}
