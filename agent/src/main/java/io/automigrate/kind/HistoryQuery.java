package io.automigrate.kind;

/**
 * The statement that reads Flyway's history. The statement also returns the schema of the table, the current schema of the connection and
 * the version of the server.
 *
 * @param quote the quote around names
 * @param place the columns for the schema of the table, the current schema and the version of the server
 * @param restriction the text behind the name of the table: joins and conditions
 * @param asksSchemaFirst whether the current schema has to be asked in a statement of its own, before this one
 */
public record HistoryQuery(char quote, String place, String restriction, boolean asksSchemaFirst) {
    private static final String[] COLUMNS = {"installed_rank", "version", "description", "type", "checksum", "success"};

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
}
