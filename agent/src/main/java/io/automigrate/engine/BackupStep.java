package io.automigrate.engine;

import io.automigrate.backup.DatabaseBackup;
import io.automigrate.report.Failure;
import io.automigrate.report.StartupException;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The backup before the first script of a run, if one is wanted. */
final class BackupStep {
    private final Optional<DatabaseBackup> backup;
    private final Settings.History history;
    private final DataSource connections;
    private final Activity activity;
    private String place;

    /**
     * @param connections for a database that writes the backup itself
     */
    BackupStep(Optional<DatabaseBackup> backup, Settings.History history, DataSource connections, Activity activity) {
        this.backup = backup;
        this.history = history;
        this.connections = connections;
        this.activity = activity;
    }

    /**
     * Makes the backup when this is the first script.
     *
     * @param migrating the connection that migrates
     * @throws FailedException when there is none; Flyway, which calls this, must not go on
     */
    void beforeScript(Connection migrating) {
        if (backup.isEmpty() || place != null) {
            return;
        }
        activity.backupBegins(backup.get().runsProgram());
        try {
            place = backup.get().take(connections, new HistoryVersion(history).of(migrating));
        } catch (StartupException e) {
            throw new FailedException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedException(e);
        } catch (SQLException e) {
            throw new FailedException(e);
        } finally {
            activity.backupEnds();
        }
    }

    /** Returns the failure with the backup that helps out of it, if one was made. */
    Failure mention(Failure failure) {
        return place == null ? failure : failure.with("backup", place + ", of the state before this start");
    }

    /** Finds out of what Flyway threw that there was no backup. */
    static Optional<StartupException> failureIn(Throwable thrown) {
        Throwable current = thrown;
        for (int depth = 0; current != null && depth < 50; depth++) {
            if (current instanceof FailedException && current.getCause() instanceof StartupException failure) {
                return Optional.of(failure);
            }
            current = current.getCause();
        }
        return Optional.empty();
    }

    /** Passes through Flyway, which knows no checked exceptions. */
    private static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FailedException(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
