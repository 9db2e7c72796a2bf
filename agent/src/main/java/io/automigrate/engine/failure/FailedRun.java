package io.automigrate.engine.failure;

import io.automigrate.engine.sql.SqlError;
import io.automigrate.settings.Settings;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/**
 * A run of Flyway that failed.
 *
 * @param flyway the Flyway that ran; null when the run failed before Flyway was ready
 * @param schema the schema with the history table
 * @param isFirstStatement whether the failed script came no further than its first statement
 * @param ownCommit the statement of the failed script that committed what ran before, as text for messages; empty when there is none
 */
public record FailedRun(
        Flyway flyway, String schema, Settings settings, boolean isFirstStatement, Optional<String> ownCommit) {
    /** Returns the database's error in an exception of Flyway or of a driver. */
    Optional<SqlError> error(Throwable thrown) {
        return SqlError.in(thrown, settings.account().kind());
    }

    /** Asks the database which state the schema is in now. */
    SchemaState state() {
        return state(false);
    }

    /**
     * Asks the database which state the schema is in now.
     *
     * @param isUntouched whether no statement of the failed script had an effect
     */
    SchemaState state(boolean isUntouched) {
        return flyway == null ? SchemaState.untouched() : SchemaState.ask(this, isUntouched);
    }
}
