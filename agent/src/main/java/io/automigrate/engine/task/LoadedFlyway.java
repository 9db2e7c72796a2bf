package io.automigrate.engine.task;

import io.automigrate.engine.failure.HistoryMismatch;
import io.automigrate.engine.sql.SqlError;
import io.automigrate.failure.StartupException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Flyway with its configuration, our connections and the catalog's scripts.
 *
 * @param schema the schema with the history table
 * @param backup the backup before the first script
 */
public record LoadedFlyway(Flyway flyway, String schema, BackupStep backup, RunContext context) {
    /** Compares the history with the scripts. */
    HistoryMismatch mismatch() {
        return new HistoryMismatch(flyway.validateWithResult(), schema, context.settings());
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

    /** Returns whether Flyway failed only because the database gave up waiting for Flyway's own lock. */
    boolean isLockTimeout(RuntimeException failure) {
        return context.activity().isLocking()
                && SqlError.in(failure).filter(SqlError::isLockTimeout).isPresent();
    }

    /** Returns the version of a migration; empty for a repeatable one and for none. */
    static Optional<String> version(MigrationInfo migration) {
        return migration == null || migration.getVersion() == null
                ? Optional.empty()
                : Optional.of(migration.getVersion().getVersion());
    }
}
