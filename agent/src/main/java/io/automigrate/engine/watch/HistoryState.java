package io.automigrate.engine.watch;

import io.automigrate.migration.SchemaVersion;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The state of Flyway's history at one moment.
 *
 * @param version the highest version that is applied and not taken back; empty when there is none
 * @param rank the rank of the newest row about a script; 0 when there is none
 */
public record HistoryState(Optional<String> version, int rank) {
    /** The state of a schema without applied migrations. */
    public static final HistoryState EMPTY = new HistoryState(Optional.empty(), 0);

    /** The rows that Flyway writes about the history itself. */
    private static final Set<String> MARKS = Set.of("BASELINE", "SCHEMA", "TABLE");

    /** Reads the history. */
    public static HistoryState read(Connection connection, Settings.History history) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString().strip();
        String schema = history.defaultSchema()
                .or(() -> history.schemas().stream().findFirst())
                .map(name -> quote + name + quote + ".")
                .orElse("");
        String sql = "SELECT [version], [type], [success], [installed_rank] FROM " + schema + "[" + history.table()
                + "] ORDER BY [installed_rank]";
        TreeSet<SchemaVersion> versions = new TreeSet<>();
        int rank = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.replace("[", quote).replace("]", quote))) {
            while (rows.next()) {
                String type = String.valueOf(rows.getString(2));
                rank = MARKS.contains(type) ? rank : Math.max(rank, rows.getInt(4));
                String version = rows.getString(1);
                if (version == null || !rows.getBoolean(3)) {
                    continue;
                }
                if (type.equals("DELETE")) {
                    versions.remove(SchemaVersion.parse(version));
                } else {
                    versions.add(SchemaVersion.parse(version));
                }
            }
        }
        Optional<String> newest = versions.isEmpty()
                ? Optional.empty()
                : Optional.of(versions.last().toString());
        return new HistoryState(newest, rank);
    }
}
