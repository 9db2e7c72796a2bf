package io.automigrate.engine;

import io.automigrate.migration.SchemaVersion;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.TreeSet;

/** Reads from Flyway's history the version that the schema is at: the highest that is applied and not taken back. */
final class HistoryVersion {
    private final Settings.History history;

    HistoryVersion(Settings.History history) {
        this.history = history;
    }

    /** Returns the version; empty when there is none. */
    Optional<String> of(Connection connection) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString().strip();
        String schema = history.defaultSchema()
                .or(() -> history.schemas().stream().findFirst())
                .map(name -> quote + name + quote + ".")
                .orElse("");
        String sql = "SELECT [version], [type], [success] FROM " + schema + "[" + history.table()
                + "] WHERE [version] IS NOT NULL ORDER BY [installed_rank]";
        TreeSet<SchemaVersion> versions = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.replace("[", quote).replace("]", quote))) {
            while (rows.next()) {
                if (!rows.getBoolean(3)) {
                    continue;
                }
                SchemaVersion version = SchemaVersion.parse(rows.getString(1));
                if ("DELETE".equals(rows.getString(2))) {
                    versions.remove(version);
                } else {
                    versions.add(version);
                }
            }
        }
        return versions.isEmpty()
                ? Optional.empty()
                : Optional.of(versions.last().toString());
    }
}
