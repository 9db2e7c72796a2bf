package io.automigrate.migration.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Flyway's history as one statement returned it.
 *
 * @param rows the rows in the order of their ranks
 * @param schema the schema of the table
 * @param currentSchema the current schema of the connection
 * @param serverVersion the version that the server reports
 */
record SchemaHistory(List<HistoryRow> rows, String schema, String currentSchema, String serverVersion) {

    /**
     * Reads the history without a lock and without a transaction.
     *
     * @throws SQLException above all when the table does not exist; the connection stays usable
     */
    static SchemaHistory read(Connection connection, String select) throws SQLException {
        List<HistoryRow> rows = new ArrayList<>();
        String schema = null;
        String currentSchema = null;
        String serverVersion = null;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(select)) {
            while (result.next()) {
                HistoryRow row = row(result);
                if (row != null) {
                    rows.add(row);
                }
                if (serverVersion == null) {
                    schema = result.getString(7);
                    currentSchema = result.getString(8);
                    serverVersion = result.getString(9);
                }
            }
        }
        return new SchemaHistory(rows, schema, currentSchema, serverVersion);
    }

    /**
     * Reads the histories of many schemas as {@link #read} does.
     *
     * @param select the statement of {@link io.automigrate.kind.HistoryQuery#selectAll}
     * @return the histories by the positions of their schemas, with commas between them
     */
    static Map<String, SchemaHistory> readAll(Connection connection, String select) throws SQLException {
        Map<String, SchemaHistory> histories = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(select)) {
            while (result.next()) {
                String places = result.getString(10);
                SchemaHistory history = histories.get(places);
                if (history == null) {
                    history = new SchemaHistory(
                            new ArrayList<>(), result.getString(7), result.getString(8), result.getString(9));
                    histories.put(places, history);
                }
                HistoryRow row = row(result);
                if (row != null) {
                    history.rows.add(row);
                }
            }
        }
        return histories;
    }

    /** Returns whether the statement itself said that there is no table. */
    boolean isTableMissing() {
        return serverVersion != null && schema == null && rows.isEmpty();
    }

    /** Returns null for the row that stands for no row. */
    private static HistoryRow row(ResultSet result) throws SQLException {
        int rank = result.getInt(1);
        if (result.wasNull()) {
            return null;
        }
        int number = result.getInt(5);
        Integer checksum = result.wasNull() ? null : number;
        return new HistoryRow(
                rank, result.getString(2), result.getString(3), result.getString(4), checksum, result.getBoolean(6));
    }
}
