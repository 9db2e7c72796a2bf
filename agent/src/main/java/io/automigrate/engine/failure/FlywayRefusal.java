package io.automigrate.engine.failure;

import io.automigrate.engine.sql.SqlError;
import io.automigrate.failure.CauseChain;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.settings.Settings;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/** Flyway itself refused to begin or to go on, known by its error codes and, where these say nothing, by its words. */
final class FlywayRefusal {
    /** Flyway has no error code for it; the text is the same from 7.1 to 13.12 (its class RetryStrategy). */
    private static final String LOCK_TIMEOUT = "Number of retries exceeded while attempting to acquire";

    private static final String H2_LOCK_TIMEOUT = "Unable to lock table";

    private FlywayRefusal() {}

    /** Recognises a history that does not agree with the scripts. */
    static Optional<Failure> invalidHistory(FailedRun run, Throwable thrown) {
        return hasCode(thrown, "VALIDATE_ERROR")
                ? Optional.of(HistoryMismatch.of(run.flyway(), run.schema(), run.settings())
                        .describe(List.of()))
                : Optional.empty();
    }

    /** Recognises a schema that contains tables but no history. */
    static Optional<Failure> schemaWithoutHistory(FailedRun run, Throwable thrown) {
        return hasCode(thrown, "NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE")
                ? Optional.of(SchemaWithoutHistory.failure(run))
                : Optional.empty();
    }

    /** Recognises the wait for Flyway's lock that ended without it. */
    static Optional<Failure> historyLocked(FailedRun run, Throwable thrown) {
        String message = message(thrown);
        // Flyway says the same when the lock can't be had because the database has just died of something else.
        boolean isLocked = message.startsWith(LOCK_TIMEOUT)
                || message.startsWith(H2_LOCK_TIMEOUT)
                        && run.error(thrown).filter(SqlError::isLockTimeout).isPresent();
        return isLocked
                ? Optional.of(Failure.of(
                                ExitCode.LOCK_TIMEOUT,
                                "Another instance still holds the migration lock of schema \"" + run.schema() + "\"")
                        .with("database", message)
                        .with("state", "this instance changed nothing")
                        .remedy("look at what the other instance is doing; when it has ended, start this one again"))
                : Optional.empty();
    }

    /** Recognises a script with a placeholder that has no value. */
    static Optional<Failure> placeholderWithoutValue(FailedRun run, Throwable thrown) {
        String message = message(thrown);
        return message.contains("No value provided for placeholder")
                ? Optional.of(Failure.of(ExitCode.CONFIGURATION, message)
                        .with("state", run.state().text())
                        .remedy("set AUTO_MIGRATE_PLACEHOLDERS_<NAME> for each ${name} of the scripts"))
                : Optional.empty();
    }

    /** Recognises a database that this Flyway has no module for. */
    static Optional<Failure> unknownDatabase(FailedRun run, Throwable thrown) {
        String message = message(thrown);
        boolean isUnknown = message.contains("No Flyway database plugin") || message.contains("Unsupported Database");
        return isUnknown
                ? Optional.of(Failure.of(ExitCode.CONFIGURATION, message)
                        .with("state", "nothing was changed")
                        .remedy(
                                "this agent migrates PostgreSQL, CockroachDB, MySQL, MariaDB, Oracle, H2 and SQLite; for others the"
                                        + " application needs Flyway with its module, "
                                        + run.settings().account().kind().flywayModule()))
                : Optional.empty();
    }

    /** Recognises a URL of MySQL or MariaDB without a database. */
    static Optional<Failure> noSchema(FailedRun run, Throwable thrown) {
        Settings.Account account = run.settings().account();
        return message(thrown).startsWith("Unable to determine schema for the schema history table")
                ? Optional.of(Failure.of(
                                ExitCode.CONFIGURATION,
                                "The URL names no database, so there is no schema for the history and the tables")
                        .with("database", account.url() + " (" + account.source() + ")")
                        .with("state", "nothing was changed")
                        .remedy("write the name of the database behind host and port in " + account.source()
                                + ", or set AUTO_MIGRATE_SCHEMAS"))
                : Optional.empty();
    }

    static boolean hasCode(Throwable thrown, String code) {
        return new CauseChain(thrown)
                .first(FlywayException.class)
                .filter(refusal -> String.valueOf(refusal.getErrorCode()).equals(code))
                .isPresent();
    }

    /** Returns the first line of Flyway's message; empty when the exception is not Flyway's. */
    static String message(Throwable thrown) {
        return FlywayFailure.firstLine(text(thrown));
    }

    /** Returns Flyway's message; empty when the exception is not Flyway's. */
    static String text(Throwable thrown) {
        return new CauseChain(thrown)
                .first(FlywayException.class)
                .map(refusal -> String.valueOf(refusal.getMessage()))
                .orElse("");
    }
}
