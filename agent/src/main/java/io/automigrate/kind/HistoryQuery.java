package io.automigrate.kind;

import java.util.List;

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
 * @param all a statement that reads the histories of many schemas, with {@code {schemas}} for their names and {@code {table}} for the table's
 *     name, both as literals; empty for none. See {@link #selectAll}
 */
public record HistoryQuery(
        char quote, String place, String restriction, boolean asksSchemaFirst, String tolerant, String all) {
    private static final String[] COLUMNS = {"installed_rank", "version", "description", "type", "checksum", "success"};

    /** Makes a query with no other statement. */
    public HistoryQuery(char quote, String place, String restriction, boolean asksSchemaFirst) {
        this(quote, place, restriction, asksSchemaFirst, "", "");
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
        return tolerant.replace("{table}", literal(name(schema, table)))
                .replace("{head}", head())
                .replace("{select}", select(schema, table));
    }

    /**
     * Returns the statement that reads the histories of many schemas; null where the database has no such statement. Schemas with equal
     * histories share their rows. The columns are those of {@link #select}, then the positions of the schemas that have this history,
     * counted from 1, with commas between them. Column 7 is null where there is no table. A history without rows, or one that the account
     * may not read, is a row without a rank. The statement waits for a locked table for a second at most.
     */
    public String selectAll(List<String> schemas, String table) {
        if (all.isEmpty()) {
            return null;
        }
        StringBuilder names = new StringBuilder(schemas.size() * 16);
        for (String schema : schemas) {
            names.append(names.length() == 0 ? "" : ", ").append(literal(schema));
        }
        return all.replace("{table}", literal(table)).replace("{schemas}", names);
    }

    private static String literal(String name) {
        return "'" + name.replace("'", "''") + "'";
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
