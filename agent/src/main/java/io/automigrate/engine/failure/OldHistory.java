package io.automigrate.engine.failure;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The history table of Flyway 4 and older. Flyway 4's is the same as today's but for its name; Flyway 3's has a column that nothing
 * fills any more.
 *
 * @param isOfFlyway3 whether it has that column
 */
public record OldHistory(boolean isOfFlyway3) {
    static final String TABLE = "schema_version";

    /** The order of the versions, which Flyway 4 replaced by the order of installation. */
    private static final String COLUMN_OF_FLYWAY_3 = "version_rank";

    private static final String COLUMN_OF_ALL = "installed_rank";

    /**
     * Returns the table; empty when there is none, or one of that name which is not Flyway's.
     *
     * @param history the settings of the history, whose table may have another name than Flyway's default
     */
    public static Optional<OldHistory> find(DataSource source, String schema, Settings.History history) {
        if (!history.table().equals(Settings.History.DEFAULT_TABLE)) {
            return Optional.empty();
        }
        try (Connection connection = source.getConnection()) {
            DatabaseMetaData metaData = connection.getMetaData();
            boolean isCatalog = connection.getSchema() == null;
            boolean flyway = false;
            boolean flyway3 = false;
            try (ResultSet columns = metaData.getColumns(
                    isCatalog ? schema : connection.getCatalog(), isCatalog ? null : schema, TABLE, "%")) {
                while (columns.next()) {
                    // "_" in the name stands for any letter.
                    if (columns.getString("TABLE_NAME").equalsIgnoreCase(TABLE)) {
                        flyway |= columns.getString("COLUMN_NAME").equalsIgnoreCase(COLUMN_OF_ALL);
                        flyway3 |= columns.getString("COLUMN_NAME").equalsIgnoreCase(COLUMN_OF_FLYWAY_3);
                    }
                }
            }
            return flyway || flyway3 ? Optional.of(new OldHistory(flyway3)) : Optional.empty();
        } catch (SQLException | RuntimeException e) {
            // Only the advice is lost.
            return Optional.empty();
        }
    }

    /** Returns the failure that names the table and the setting for it. */
    public Failure failure(String schema) {
        String table = Settings.History.DEFAULT_TABLE;
        return Failure.of(
                        ExitCode.SCHEMA_MISMATCH,
                        "Schema \"" + schema + "\" has the history table of an old Flyway, \"" + TABLE + "\", and no \""
                                + table + "\"")
                .with(
                        "history",
                        isOfFlyway3
                                ? "that of Flyway 3, which newer versions can't write: it has a column \""
                                        + COLUMN_OF_FLYWAY_3 + "\""
                                : "that of Flyway 4, which has today's columns")
                .with("state", "nothing was changed")
                .remedy(
                        isOfFlyway3
                                ? "let Flyway 4.2 run \"info\" or \"migrate\" once, which brings the table up to date, and then set"
                                        + " AUTO_MIGRATE_TABLE=" + TABLE
                                : "set AUTO_MIGRATE_TABLE=" + TABLE + ", or rename the table to \"" + table
                                        + "\"; the application's own Flyway needs the same");
    }
}
