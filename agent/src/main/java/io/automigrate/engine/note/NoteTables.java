package io.automigrate.engine.note;

import io.automigrate.kind.DatabaseKind;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tables of the agent beside a history.
 *
 * @param catalog the catalog as JDBC calls it; may be null
 * @param schema the schema as JDBC calls it; may be null
 * @param quote the quote around names; may be empty
 */
record NoteTables(String catalog, String schema, String quote) {
    /** Returns the tables in the schema of a history. */
    static NoteTables beside(Settings.History history, DatabaseKind kind, Connection connection) throws SQLException {
        boolean isCatalog = kind.isSchemaCatalog();
        String current = isCatalog ? connection.getCatalog() : connection.getSchema();
        String schema = history.defaultSchema()
                .or(() -> history.schemas().stream().findFirst())
                .orElse(current);
        String quote = connection.getMetaData().getIdentifierQuoteString().strip();
        return isCatalog
                ? new NoteTables(schema, null, quote)
                : new NoteTables(connection.getCatalog(), kind.hasSchemas() ? schema : null, quote);
    }

    /** Returns the tables whose names begin with a prefix. */
    List<String> named(Connection connection, String prefix) throws SQLException {
        List<String> tables = new ArrayList<>();
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet found = data.getTables(catalog, schema, prefix + "%", null)) {
            while (found.next()) {
                String table = found.getString("TABLE_NAME");
                // In a pattern "_" stands for any letter.
                if (table.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT))) {
                    tables.add(table);
                }
            }
        }
        return tables;
    }

    /** Returns the full name of a table in a statement. */
    String full(String table) {
        String place = schema != null ? schema : isCatalogPlace() ? catalog : null;
        return place == null ? name(table) : name(place) + "." + name(table);
    }

    private boolean isCatalogPlace() {
        return quote.equals("`");
    }

    /** Returns a name in a statement. */
    String name(String name) {
        return quote + name + quote;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
