package io.automigrate.engine.note;

import io.automigrate.engine.sql.ScriptProgress;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The notes about scripts that began. A note is written in the transaction of the script, right before a statement that commits: the
 * statement commits the note as well, and a rollback takes the note away. It is removed in the transaction that writes the script's row.
 *
 * <p>Each run has a table of its own, because no other run may drop it. The table exists while a run needs a note.
 */
public final class ScriptNotes {
    private static final String SUFFIX = "_begun_";
    private static final String COLUMNS =
            " (script VARCHAR(500) NOT NULL, rank_before INT NOT NULL, last_sent INT NOT NULL, complete INT NOT NULL,"
                    + " begun VARCHAR(40) NOT NULL)";

    private final DataSource pool;
    private final DatabaseKind kind;
    private final Settings.History history;
    private final InstantSource clock;
    private final MigrationLog log;
    private final String name;
    private final SeedNote seeds;
    private NoteTables beside;
    private int rank;
    private boolean looked;
    private boolean keeps;
    private boolean exists;
    private String noted = "";
    /** The last statement whose note was written in the script's own transaction. */
    private int own;
    /** Whether the newest note of the script was committed over another connection. */
    private boolean isBeside;

    /**
     * Makes the notes of one run.
     *
     * @param pool the connections for the table
     */
    public ScriptNotes(DataSource pool, Settings settings, InstantSource clock, MigrationLog log) {
        this.pool = pool;
        kind = settings.account().kind();
        history = settings.history();
        seeds = new SeedNote(settings, log);
        this.clock = clock;
        this.log = log;
        name = history.table() + SUFFIX + UUID.randomUUID().toString().substring(0, 8);
    }

    /**
     * Looks for the notes of earlier runs. To be called under Flyway's lock, when no other run can be at a script.
     *
     * @throws StartupException {@code SCHEMA_MISMATCH} when a script began and has no row
     */
    public void look() throws StartupException {
        if (looked || !kind.keepsNotes()) {
            return;
        }
        looked = true;
        // The transaction of the script's own connection keeps a table from being dropped.
        try (Connection connection = pool.getConnection()) {
            List<String> tables = tables(connection);
            rank = number(connection, "SELECT MAX(" + column("installed_rank") + ") FROM " + quoted(history.table()));
            for (String table : tables) {
                refuse(connection, table);
            }
            keeps = true;
        } catch (SQLException e) {
            unable(e);
        }
    }

    /**
     * Looks for the notes of earlier runs without Flyway's lock, and changes nothing.
     *
     * @throws StartupException {@code SCHEMA_MISMATCH} when a script began and has no row, and no other run is known to be at it
     */
    public void lookOnly(String schema) throws StartupException {
        if (!kind.keepsNotes()) {
            return;
        }
        try (Connection connection = pool.getConnection()) {
            for (String table : tables(connection)) {
                BegunScript begun = unfinished(connection, table);
                if (begun != null
                        && kind.lockHolder(connection, schema, history.table()).isEmpty()) {
                    throw new StartupException(begun.failure(quoted(table)));
                }
            }
        } catch (SQLException e) {
            unable(e);
        }
    }

    /**
     * Removes all notes, because the operator has looked.
     *
     * @return the scripts that began and have no row
     * @throws StartupException {@code LOCK_TIMEOUT} when another run is at a script
     */
    public List<String> forget(String schema) throws SQLException, StartupException {
        List<String> scripts = new ArrayList<>();
        if (!kind.keepsNotes()) {
            return scripts;
        }
        try (Connection connection = pool.getConnection()) {
            for (String table : tables(connection)) {
                BegunScript begun = unfinished(connection, table);
                if (begun != null) {
                    refuseWhileApplied(connection, schema, begun);
                    scripts.add(begun.script());
                }
                NoteTables.execute(connection, "DROP TABLE " + quoted(table));
            }
        }
        return scripts;
    }

    private void refuseWhileApplied(Connection connection, String schema, BegunScript begun)
            throws SQLException, StartupException {
        Optional<String> holder = kind.lockHolder(connection, schema, history.table());
        if (holder.isPresent()) {
            throw new StartupException(Failure.of(
                            ExitCode.LOCK_TIMEOUT,
                            "Another instance is applying " + begun.script() + " now, " + holder.get())
                    .with("state", "the note about this script was not removed")
                    .remedy("wait until the other instance has ended, then look again"));
        }
    }

    /** Returns the note about initial data. */
    public SeedNote seeds() {
        return seeds;
    }

    private void unable(SQLException reason) {
        log.debug("No note is kept of the scripts that begin: " + reason.getMessage());
    }

    private void refuse(Connection connection, String table) throws SQLException, StartupException {
        BegunScript begun = unfinished(connection, table);
        if (begun != null) {
            throw new StartupException(begun.failure(quoted(table)));
        }
        // The run that made the table is over.
        drop(table);
    }

    /** Returns the script that a table names and that has no row; null when there is none. */
    private BegunScript unfinished(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT script, rank_before, last_sent, complete, begun FROM " + quoted(table))) {
            BegunScript unfinished = null;
            while (rows.next()) {
                BegunScript begun = new BegunScript(
                        rows.getString(1),
                        rows.getInt(2),
                        rows.getInt(3),
                        BegunScript.Reach.values()[rows.getInt(4)],
                        rows.getString(5));
                boolean isNewer = unfinished == null || begun.statement() > unfinished.statement();
                if (isNewer && !hasRow(connection, begun)) {
                    unfinished = begun;
                }
            }
            return unfinished;
        }
    }

    /** Returns whether another Flyway, which knows nothing of notes, has finished the script. */
    private boolean hasRow(Connection connection, BegunScript begun) throws SQLException {
        String sql = "SELECT COUNT(*) FROM " + quoted(history.table()) + " WHERE " + column("script") + " = ? AND "
                + column("installed_rank") + " > ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, begun.script());
            statement.setInt(2, begun.rank());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getInt(1) > 0;
            }
        }
    }

    private List<String> tables(Connection connection) throws SQLException {
        beside = NoteTables.beside(history, kind, connection);
        return beside.named(connection, history.table() + SUFFIX);
    }

    /**
     * Writes the note of a script whose next statement commits.
     *
     * @param connection the script's own connection
     */
    void write(Connection connection, ScriptProgress progress, boolean isComplete) {
        if (!keeps || !exists && !create()) {
            return;
        }
        boolean isNew = !noted.equals(progress.script());
        try {
            put(connection, progress, isNew, isComplete ? BegunScript.Reach.ALL : BegunScript.Reach.STATEMENTS);
            own = progress.statement();
            isBeside = false;
        } catch (SQLException e) {
            unable(e);
        }
    }

    /**
     * Writes the note of a script whose next statement changes rows that stay when the transaction is rolled back. The note is committed
     * over another connection, before the statement runs. A note of the script's own transaction would be locked there.
     */
    void writeBeside(ScriptProgress progress) {
        boolean isNew = !noted.equals(progress.script());
        boolean isEnough = !isNew && (isBeside || own > progress.committed());
        if (!keeps || isEnough || !exists && !create()) {
            return;
        }
        try (Connection connection = pool.getConnection()) {
            put(connection, progress, true, BegunScript.Reach.ROWS);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            own = isNew ? 0 : own;
            isBeside = true;
        } catch (SQLException e) {
            unable(e);
        }
    }

    private void put(Connection connection, ScriptProgress progress, boolean isNew, BegunScript.Reach reach)
            throws SQLException {
        String sql = isNew
                ? "INSERT INTO " + quoted(name)
                        + " (last_sent, complete, script, rank_before, begun) VALUES (?, ?, ?, ?, ?)"
                : "UPDATE " + quoted(name) + " SET last_sent = ?, complete = ? WHERE script = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, progress.statement());
            statement.setInt(2, reach.ordinal());
            statement.setString(3, progress.script());
            if (isNew) {
                statement.setInt(4, rank);
                statement.setString(
                        5, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
            }
            statement.executeUpdate();
            noted = progress.script();
        }
    }

    /** Makes the table over another connection: on the script's own the statement would commit. */
    private boolean create() {
        try (Connection connection = pool.getConnection()) {
            NoteTables.execute(connection, "CREATE TABLE " + quoted(name) + COLUMNS);
            exists = true;
            return true;
        } catch (SQLException e) {
            keeps = false;
            log.info("No note is kept of a script that begins, because the table for it can't be created ("
                    + e.getMessage() + "): if the process is killed in a script, the next start runs the script again");
            return false;
        }
    }

    /** Returns whether there is a note of the script that began last. */
    boolean isNoted() {
        return !noted.isEmpty();
    }

    /** Removes the note, in the transaction of the connection. */
    void remove(Connection connection) throws SQLException {
        NoteTables.execute(connection, "DELETE FROM " + quoted(name));
    }

    /** Notes that the row of the script, or the rollback of everything in the script, is committed. */
    void forgotten() {
        noted = "";
    }

    /** Drops the table of this run, unless a note is left in it. */
    public void end() {
        if (!exists) {
            return;
        }
        exists = false;
        try (Connection connection = pool.getConnection()) {
            if (number(connection, "SELECT COUNT(*) FROM " + quoted(name)) > 0) {
                return;
            }
        } catch (SQLException e) {
            unable(e);
            return;
        }
        drop(name);
    }

    private void drop(String table) {
        try (Connection connection = pool.getConnection()) {
            NoteTables.execute(connection, "DROP TABLE " + quoted(table));
        } catch (SQLException e) {
            log.debug("The table " + table + " can't be dropped: " + e.getMessage());
        }
    }

    private String quoted(String table) {
        return beside.full(table);
    }

    private String column(String column) {
        return beside.name(column);
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
