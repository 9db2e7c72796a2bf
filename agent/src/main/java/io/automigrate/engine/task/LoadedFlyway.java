package io.automigrate.engine.task;

import io.automigrate.engine.failure.FailedRun;
import io.automigrate.engine.failure.HistoryMismatch;
import io.automigrate.engine.failure.VersionsInHistory;
import io.automigrate.engine.sql.ScriptProgress;
import io.automigrate.engine.sql.SqlError;
import io.automigrate.failure.StartupException;
import io.automigrate.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Flyway with its configuration, the watched connections and the catalog's scripts.
 *
 * @param schema the schema with the history table
 * @param backup the backup before the first script
 */
public record LoadedFlyway(Flyway flyway, String schema, BackupStep backup, RunContext context) {
    /** Returns the settings of Flyway, and of the steps that Flyway does not have itself. */
    Settings.Engine engine() {
        return context.settings().engine();
    }

    /** Compares the history with the scripts. */
    HistoryMismatch mismatch() {
        return HistoryMismatch.of(flyway, schema, context.settings());
    }

    /**
     * Refuses a history that does not agree with the scripts. Pending scripts are allowed.
     *
     * @throws StartupException {@code SCHEMA_MISMATCH}
     */
    void refuseMismatch() throws StartupException {
        HistoryMismatch mismatch = mismatch();
        if (mismatch.isReal()) {
            throw new StartupException(mismatch.describe(List.of()));
        }
    }

    /** Returns this run for those who describe a failure before the first script. */
    FailedRun asRun() {
        return new FailedRun(flyway, schema, context.settings(), ScriptProgress.NONE, Optional.empty(), 0);
    }

    /** Returns whether Flyway failed only because the database gave up waiting for Flyway's own lock. */
    boolean isLockTimeout(RuntimeException failure) {
        return context.activity().isLocking()
                && context.error(failure).filter(SqlError::isLockTimeout).isPresent();
    }

    /** Returns the version that the schema is at: the highest one that was applied, and not one that failed. */
    static Optional<String> version(MigrationInfoService info) {
        MigrationInfo current = info.current();
        if (current == null || !current.getState().isFailed()) {
            return version(current);
        }
        // Flyway counts a failed version as the current one.
        TreeSet<MigrationVersion> versions = VersionsInHistory.of(info.applied());
        return versions.isEmpty()
                ? Optional.empty()
                : Optional.of(versions.last().getVersion());
    }

    private static Optional<String> version(MigrationInfo migration) {
        return migration == null || migration.getVersion() == null
                ? Optional.empty()
                : Optional.of(migration.getVersion().getVersion());
    }
}
