package io.automigrate.migration.history;

import io.automigrate.migration.SchemaVersion;

/**
 * How a kind of database is asked for Flyway's history: one statement, which also says in which schema the table is, which one is the
 * connection's own, and how old the server is. Databases that are not listed here are left to Flyway.
 */
enum HistoryQuery {
    /** The table is searched for along the search path, so the answer has to say where it was found. A view has no tableoid. */
    POSTGRESQL(
            '"',
            "n.nspname, current_schema(), current_setting('server_version')",
            " JOIN pg_catalog.pg_class c ON c.oid = h.tableoid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace",
            "10",
            "19"),
    MYSQL('`', "DATABASE(), DATABASE(), VERSION()", "", "8.0", "9.5"),
    MARIADB('`', "DATABASE(), DATABASE(), VERSION()", "", "10.3", "12.4"),
    /** When Flyway makes its table it leaves a row of the type TABLE there, which it hides from itself. */
    H2('"', "SCHEMA(), SCHEMA(), H2VERSION()", " WHERE h.\"type\" != 'TABLE'", "1.4", "2.5.253"),
    SQLITE('"', "'main', 'main', sqlite_version()", "", "3", "4");

    private static final String[] COLUMNS = {"installed_rank", "version", "description", "type", "checksum", "success"};

    private final char quote;
    private final String place;
    private final String restriction;
    private final String oldest;
    private final String tooNew;

    HistoryQuery(char quote, String place, String restriction, String oldest, String tooNew) {
        this.quote = quote;
        this.place = place;
        this.restriction = restriction;
        this.oldest = oldest;
        this.tooNew = tooNew;
    }

    /**
     * Returns how a database is asked, or null when it is not known here.
     *
     * @param vendor the word in the URL, wrapping drivers looked through
     */
    static HistoryQuery of(String vendor) {
        return switch (vendor) {
            case "postgresql" -> POSTGRESQL;
            case "mysql", "mariadb" -> MYSQL;
            case "h2" -> H2;
            case "sqlite" -> SQLITE;
            default -> null;
        };
    }

    /** Returns whether a name is the same whatever the quoting rules. */
    boolean isPlain(String name) {
        return name.indexOf(quote) < 0 && name.indexOf('\\') < 0 && name.indexOf('\0') < 0;
    }

    /**
     * Returns the statement; its columns are those of {@link HistoryRow}, then the table's schema, the current one, the version.
     *
     * @param schema null for the connection's own
     */
    String select(String schema, String table) {
        // The comment is Flyway's: without it pgpool may ask a replica that does not have the newest rows yet.
        StringBuilder sql = new StringBuilder(512).append("/*NO LOAD BALANCE*/ SELECT ");
        for (String column : COLUMNS) {
            sql.append("h.").append(quote).append(column).append(quote).append(", ");
        }
        sql.append(place).append(" FROM ");
        if (schema != null) {
            sql.append(quote).append(schema).append(quote).append('.');
        }
        sql.append(quote).append(table).append(quote).append(" h").append(restriction);
        return sql.append(" ORDER BY 1").toString();
    }

    /** Returns whether Flyway 13.12 starts on such a server without a word about its age ({@code Database.ensureSupported}). */
    boolean isVerified(String serverVersion) {
        HistoryQuery kind = this == MYSQL && serverVersion.contains("MariaDB") ? MARIADB : this;
        int end = 0;
        while (end < serverVersion.length() && isPartOfNumber(serverVersion.charAt(end))) {
            end++;
        }
        try {
            SchemaVersion version = SchemaVersion.parse(serverVersion.substring(0, end));
            return version.compareTo(SchemaVersion.parse(kind.oldest)) >= 0
                    && version.compareTo(SchemaVersion.parse(kind.tooNew)) < 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isPartOfNumber(char c) {
        return c == '.' || c >= '0' && c <= '9';
    }
}
