package io.automigrate.migration.history;

import io.automigrate.migration.SchemaVersion;

/**
 * The statement that reads Flyway's history on each kind of database. The statement also returns the schema of the table, the current
 * schema of the connection and the version of the server. All other kinds of databases are left to Flyway.
 */
enum HistoryQuery {
    /** PostgreSQL finds the table along the search path, so the answer contains the table's schema. A view has no tableoid. */
    POSTGRESQL(
            '"',
            "n.nspname, current_schema(), current_setting('server_version')",
            " JOIN pg_catalog.pg_class c ON c.oid = h.tableoid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace",
            "10",
            "19"),
    MYSQL('`', "DATABASE(), DATABASE(), VERSION()", "", "8.0", "9.5"),
    MARIADB('`', "DATABASE(), DATABASE(), VERSION()", "", "10.3", "12.4"),
    /** Flyway adds a row of type TABLE when it creates its table, and ignores this row afterwards. */
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
     * Returns the query for a kind of database, or null for an unknown kind.
     *
     * @param vendor the kind of database, behind any wrapping driver
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

    /** Returns whether a name contains no character that quoting could change. */
    boolean isPlain(String name) {
        return name.indexOf(quote) < 0 && name.indexOf('\\') < 0 && name.indexOf('\0') < 0;
    }

    /**
     * Returns the statement. Its columns are those of {@link HistoryRow}, the table's schema, the current schema, the server's version.
     *
     * @param schema null for the connection's current schema
     */
    String select(String schema, String table) {
        // The comment is Flyway's. Without it pgpool may ask a replica that does not have the newest rows yet.
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

    /** Returns whether Flyway 13.12 accepts a server of this version without a warning ({@code Database.ensureSupported}). */
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
