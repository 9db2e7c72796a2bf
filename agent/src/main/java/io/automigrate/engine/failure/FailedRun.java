package io.automigrate.engine.failure;

import io.automigrate.engine.sql.ScriptProgress;
import io.automigrate.engine.sql.SqlError;
import io.automigrate.settings.Settings;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/**
 * A run of Flyway that failed.
 *
 * @param flyway the Flyway that ran; null when the run failed before Flyway was ready
 * @param schema the schema with the history table
 * @param progress the progress of the script that was running
 * @param undone the version that an undo script was taking back; empty when no undo script was running
 * @param line the line of the statement that was sent last; 0 when the line is not known
 */
public record FailedRun(
        Flyway flyway, String schema, Settings settings, ScriptProgress progress, Optional<String> undone, int line) {
    /** Returns the database's error in an exception of Flyway or of a driver. */
    Optional<SqlError> error(Throwable thrown) {
        return SqlError.in(thrown, settings.account().kind());
    }

    /** Returns whether the script failed because what its statement makes is there already. */
    boolean isRepetition() {
        return progress.failure() != null
                && error(progress.failure()).filter(SqlError::isRepetition).isPresent();
    }

    /** Asks the database which state the schema is in now. */
    SchemaState state() {
        return flyway == null ? SchemaState.untouched() : SchemaState.ask(this);
    }
}
