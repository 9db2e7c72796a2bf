package io.automigrate.engine.task;

import io.automigrate.backup.DatabaseBackup;
import io.automigrate.engine.failure.RefusedRunException;
import io.automigrate.engine.watch.Activity;
import io.automigrate.engine.watch.HistoryState;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The backup before the first script of a run, if a setting asks for it. */
public final class BackupStep {
    private final Optional<DatabaseBackup> backup;
    private final Settings.History history;
    private final DataSource connections;
    private final Activity activity;
    private HistoryState seen;
    private String place;

    /**
     * @param connections for a database that writes the backup itself
     */
    public BackupStep(
            Optional<DatabaseBackup> backup, Settings.History history, DataSource connections, Activity activity) {
        this.backup = backup;
        this.history = history;
        this.connections = connections;
        this.activity = activity;
    }

    /**
     * Remembers the state of the history before Flyway has its lock. If the history has changed before the first script, another instance
     * migrates and has made the backup.
     *
     * @param isUnused whether the history has no applied migration, or does not exist
     */
    void look(boolean isUnused) {
        if (backup.isEmpty()) {
            return;
        }
        if (isUnused) {
            seen = HistoryState.EMPTY;
            return;
        }
        try (Connection connection = connections.getConnection()) {
            seen = HistoryState.read(connection, history);
        } catch (SQLException e) {
            // Then this instance makes a backup as well: one too many is better than one too few.
            seen = null;
        }
    }

    /**
     * Makes the backup when this is the first script.
     *
     * @param migrating the connection that migrates
     * @throws RefusedRunException when there is none; Flyway, which calls this, must not go on
     */
    public void beforeScript(Connection migrating) {
        if (backup.isEmpty() || place != null) {
            return;
        }
        activity.backupBegins(backup.get().runsProgram());
        try {
            HistoryState now = HistoryState.read(migrating, history);
            boolean isMoving = seen != null && seen.rank() != now.rank();
            place = isMoving ? backup.get().leaveToOthers() : backup.get().take(connections, now.version());
        } catch (StartupException e) {
            throw new RefusedRunException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedRunException(e);
        } catch (SQLException e) {
            throw new RefusedRunException(e);
        } finally {
            activity.backupEnds();
        }
    }

    /** Returns the failure with the backup that helps out of it, if one was made. */
    public Failure mention(Failure failure) {
        return place == null ? failure : failure.with("backup", place + ", of the state before this start");
    }
}
