package io.automigrate.engine.note;

import io.automigrate.kind.DatabaseKind;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The note that a database was empty and is to get initial data: an empty table beside the history. It is made with the first script of the
 * migrations and dropped with the first script of the initial data, so that a start that ends in between is made up for by the next one.
 */
public final class SeedNote {
    private static final String SUFFIX = "_due";

    private final Settings settings;
    private final MigrationLog log;
    private boolean isDue;
    private boolean isDone;

    /** Makes the note of one run. */
    public SeedNote(Settings settings, MigrationLog log) {
        this.settings = settings;
        this.log = log;
    }

    /** Notes that the database was empty before this run. */
    public void foundEmpty() {
        isDue = settings.seed().isPresent();
    }

    /**
     * Writes or removes the note before the first script of a run.
     *
     * @param connection the connection of the script
     */
    public void beforeScript(Connection connection) {
        if (isDone) {
            return;
        }
        isDone = true;
        try {
            if (isDue) {
                String table = settings.seed().orElseThrow().table();
                // Asked first: on PostgreSQL a statement that fails would take the script's transaction with it.
                if (!isThere(connection, settings.history(), settings.account().kind(), table)) {
                    change(connection, table, "CREATE TABLE ", " (due INT)");
                }
            } else if (isSeed()
                    && isDue(connection, settings.history(), settings.account().kind())) {
                change(connection, settings.history().table(), "DROP TABLE ", "");
            }
        } catch (SQLException e) {
            log.debug("No note is kept of the initial data that is due: " + e.getMessage());
        }
    }

    /** Initial data begins with a baseline at 0, see {@link Settings#forSeed}. */
    private boolean isSeed() {
        return "0".equals(settings.engine().flyway().get("baselineVersion"));
    }

    private void change(Connection connection, String seedTable, String before, String after) throws SQLException {
        NoteTables tables =
                NoteTables.beside(settings.history(), settings.account().kind(), connection);
        NoteTables.execute(connection, before + tables.full(seedTable + SUFFIX) + after);
    }

    /**
     * Returns whether initial data is due.
     *
     * @param seeds the history of the initial data
     */
    public static boolean isDue(Connection connection, Settings.History seeds, DatabaseKind kind) throws SQLException {
        return isThere(connection, seeds, kind, seeds.table());
    }

    private static boolean isThere(Connection connection, Settings.History history, DatabaseKind kind, String seedTable)
            throws SQLException {
        String name = seedTable + SUFFIX;
        for (String table : NoteTables.beside(history, kind, connection).named(connection, name)) {
            if (table.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
