package io.automigrate.kind;

/**
 * The statement that reads Flyway's history. The statement also returns the schema of the table, the current schema of the connection and
 * the version of the server.
 *
 * @param quote the quote around names
 * @param place the columns for the schema of the table, the current schema and the version of the server
 * @param restriction the text behind the name of the table: joins and conditions
 * @param asksSchemaFirst whether the current schema has to be asked in a statement of its own, before this one
 * @param tolerant another statement, which does not fail where there is no table, with {@code {head}} for the statement up to its columns,
 *     {@code {select}} for the whole statement and {@code {table}} for the table's name as a literal; empty for none
 */
public record HistoryQuery(char quote, String place, String restriction, boolean asksSchemaFirst, String tolerant) {
    private static final String[] COLUMNS = {"installed_rank", "version", "description", "type", "checksum", "success"};

    /** Makes a query with no other statement. */
    public HistoryQuery(char quote, String place, String restriction, boolean asksSchemaFirst) {
        this(quote, place, restriction, asksSchemaFirst, "");
    }

    /** Returns whether a name contains no character that quoting could change. */
    public boolean isPlain(String name) {
        return name.indexOf(quote) < 0 && name.indexOf('\\') < 0 && name.indexOf('\0') < 0;
    }

    /**
     * Returns the statement. Its columns are those of the history, the table's schema, the current schema, the server's version.
     *
     * @param schema null for the connection's current schema
     */
    public String select(String schema, String table) {
        return head() + " FROM " + name(schema, table) + " h" + restriction + " ORDER BY 1";
    }

    /**
     * Returns the statement that gives one row without a rank and a schema where there is no table; null where the database has no such
     * statement.
     *
     * @param schema as in {@link #select}
     */
    public String selectIfThere(String schema, String table) {
        if (tolerant.isEmpty()) {
            return null;
        }
        return tolerant.replace("{table}", "'" + name(schema, table).replace("'", "''") + "'")
                .replace("{head}", head())
                .replace("{select}", select(schema, table));
    }

    private String head() {
        // The comment is Flyway's. Without it pgpool may ask a replica that does not have the newest rows yet.
        StringBuilder sql = new StringBuilder(512).append("/*NO LOAD BALANCE*/ SELECT ");
        for (String column : COLUMNS) {
            sql.append("h.").append(quote).append(column).append(quote).append(", ");
        }
        return sql.append(place).toString();
    }

    private String name(String schema, String table) {
        return (schema == null ? "" : quote + schema + quote + '.') + quote + table + quote;
    }
}
