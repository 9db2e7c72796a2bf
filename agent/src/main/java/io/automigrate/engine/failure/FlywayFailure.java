package io.automigrate.engine.failure;

import io.automigrate.engine.sql.SqlError;
import io.automigrate.engine.sql.TableStatement;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.settings.Settings;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Says in the operator's words what Flyway threw, what state the schema is in now, and what to do. */
public final class FlywayFailure {
    /** Flyway has no error code for it; the text is the same from 7.15 to 13.12 (its class RetryStrategy). */
    private static final String LOCK_TIMEOUT = "Number of retries exceeded while attempting to acquire";

    private static final String H2_LOCK_TIMEOUT = "Unable to lock table";
    private static final int STATEMENT_LENGTH = 400;

    private final Flyway flyway;
    private final String schema;
    private final Settings settings;
    private final boolean isFirstStatement;

    /**
     * Makes a translation for one run.
     *
     * @param flyway what ran, or null when it did not come so far
     * @param schema the schema with the history table
     * @param isFirstStatement whether a script that failed came no further than to its first statement
     */
    public FlywayFailure(Flyway flyway, String schema, Settings settings, boolean isFirstStatement) {
        this.flyway = flyway;
        this.schema = schema;
        this.settings = settings;
        this.isFirstStatement = isFirstStatement;
    }

    /** Returns the failure that a user reads for an exception of Flyway, of a driver or of this agent. */
    public Failure describe(Throwable thrown) {
        SQLException refused = databaseError(thrown);
        if (refused != null && new SqlError(refused).isReadOnly()) {
            return readOnly(new SqlError(refused));
        }
        if (thrown instanceof UntouchedScriptException untouched) {
            return finishWithoutLock(
                    refused(
                            untouched.script(),
                            untouched.script(),
                            untouched.line(),
                            untouched.statement(),
                            new SqlError(refused)),
                    true);
        }
        Optional<FailedScript> script = FailedScript.of(thrown);
        if (script.isPresent()) {
            return failedScript(script.get(), thrown);
        }
        FlywayException refusal = find(thrown, FlywayException.class);
        if (refusal == null) {
            return refused == null ? unexpected(thrown) : refusedStatement(new SqlError(refused));
        }
        String code = String.valueOf(refusal.getErrorCode());
        if (code.equals("VALIDATE_ERROR")) {
            return new HistoryMismatch(flyway.validateWithResult(), schema, settings).describe(List.of());
        }
        if (code.equals("NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE")) {
            return schemaWithoutHistory();
        }
        Optional<OldServer> old = OldServer.of(refusal);
        return old.isPresent()
                ? old.get().failure(settings.engine().kind())
                : refusal(refusal, firstLine(refusal.getMessage()));
    }

    private Failure readOnly(SqlError error) {
        String server = settings.account().address().endpoint().orElse("");
        String why = flyway == null
                ? ""
                : ReadOnlyServer.reason(
                        settings.account().kind().word(),
                        flyway.getConfiguration().getDataSource());
        return Failure.of(
                        ExitCode.ACCESS_REFUSED,
                        "The server" + (server.isEmpty() ? "" : " " + server) + " is read-only, and schema \"" + schema
                                + "\" is not up to date" + (why.isEmpty() ? "" : ": " + why))
                .with("database", error.details())
                .with("state", state().text())
                .remedy("let " + settings.account().source().replaceFirst(",.*", "")
                        + " lead to the server that takes changes, or migrate there first: a start with nothing pending needs"
                        + " no right to write");
    }

    private Failure failedScript(FailedScript script, Throwable thrown) {
        String name = script.migration().getScript();
        SQLException exception = databaseError(thrown);
        if (!script.isSql() || exception == null) {
            return finish(Failure.of(ExitCode.MIGRATION_FAILED, name + ": " + firstLine(deepest(thrown)))
                    .in(name, 0)
                    .with("script", String.valueOf(script.migration().getPhysicalLocation())));
        }
        SqlError error = new SqlError(exception);
        int line = script.line() + error.linesBefore(script.statement());
        String place = String.valueOf(script.migration().getPhysicalLocation());
        Failure failure = refused(name, place, line, script.statement(), error);
        if (error.isLockTimeout()) {
            boolean isUntouched = isFirstStatement && TableStatement.mayLeaveNothing(script.statement());
            return finishWithoutLock(failure, isUntouched);
        }
        // Where statements commit by themselves, a process that is killed can't leave a mark in the history.
        boolean halfDoneBefore = error.isRepetition() && state().cleanUp().isPresent();
        return finish(
                halfDoneBefore
                        ? failure.with(
                                "cause",
                                "what this statement makes is there already: perhaps an earlier start was ended in the middle"
                                        + " of this script, which ran up to here or further")
                        : failure);
    }

    private static Failure refused(String name, String place, int line, String statement, SqlError error) {
        String where = line == 0 ? "" : ", line " + line;
        return Failure.of(error.exitCode(), name + where + ": " + error.headline())
                .in(name, line)
                .sqlState(error.exception().getSQLState())
                .with("script", place + where)
                .with("statement", shorten(statement))
                .with("database", error.details());
    }

    private Failure finish(Failure failure) {
        SchemaState state = state();
        return failure.with("state", state.text())
                .remedy("correct the script"
                        + state.cleanUp().map(cleanUp -> "; " + cleanUp).orElse("")
                        + "; then start again. What is in the history does not run twice");
    }

    private Failure finishWithoutLock(Failure failure, boolean isUntouched) {
        SchemaState state = state(isUntouched);
        return failure.with("cause", "another session had the table, or rows of it, for too long")
                .with("state", state.text())
                .remedy("find the session that has it, often one with a transaction that was left open"
                        + state.cleanUp().map(cleanUp -> "; " + cleanUp).orElse("")
                        + "; then start again. AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT is how long a statement waits");
    }

    private Failure schemaWithoutHistory() {
        Optional<OldHistory> old =
                OldHistory.find(flyway.getConfiguration().getDataSource(), schema, settings.history());
        if (old.isPresent()) {
            return old.get().failure(schema);
        }
        Failure failure = Failure.of(
                ExitCode.SCHEMA_MISMATCH,
                "Schema \"" + schema + "\" is not empty and has no history table \""
                        + settings.history().table() + "\"");
        String tables =
                new ExistingTables(settings).in(flyway.getConfiguration().getDataSource(), schema);
        return (tables.isEmpty() ? failure : failure.with("tables", tables))
                .with("state", "nothing was changed")
                .remedy("one of these is the case:\n"
                        + "- it is the wrong place: correct AUTO_MIGRATE_URL, AUTO_MIGRATE_SCHEMAS or AUTO_MIGRATE_TABLE\n"
                        + "- the tables are what the scripts up to some version make: AUTO_MIGRATE_BASELINE_ON_MIGRATE=true with"
                        + " AUTO_MIGRATE_BASELINE_VERSION=<that version> stamps the schema and applies what is newer;"
                        + " AUTO_MIGRATE_BASELINE_VERSION=latest applies nothing\n"
                        + "- the tables have nothing to do with the scripts: AUTO_MIGRATE_BASELINE_ON_MIGRATE=true with"
                        + " AUTO_MIGRATE_BASELINE_VERSION=0 applies all of them");
    }

    private Failure refusal(FlywayException refusal, String message) {
        SQLException exception = databaseError(refusal);
        if (message.startsWith(LOCK_TIMEOUT) || exception != null && isHistoryLocked(message, exception)) {
            return Failure.of(
                            ExitCode.LOCK_TIMEOUT,
                            "Another instance still holds the migration lock of schema \"" + schema + "\"")
                    .with("database", message)
                    .with("state", "this instance changed nothing")
                    .remedy("look at what the other instance is doing; when it has ended, start this one again");
        }
        if (message.contains("No value provided for placeholder")) {
            return Failure.of(ExitCode.CONFIGURATION, message)
                    .with("state", state().text())
                    .remedy("set AUTO_MIGRATE_PLACEHOLDERS_<NAME> for each ${name} of the scripts");
        }
        if (message.contains("No Flyway database plugin") || message.contains("Unsupported Database")) {
            return Failure.of(ExitCode.CONFIGURATION, message)
                    .with("state", "nothing was changed")
                    .remedy(
                            "this agent migrates PostgreSQL, CockroachDB, MySQL, MariaDB, Oracle, H2 and SQLite; for others the"
                                    + " application needs Flyway with its module, "
                                    + FlywayModule.of(settings.account().kind().word()));
        }
        return exception == null ? unexpected(refusal) : refusedStatement(new SqlError(exception));
    }

    /** Flyway says the same when the lock can't be had because the database has just died of something else. */
    private static boolean isHistoryLocked(String message, SQLException exception) {
        return message.startsWith(H2_LOCK_TIMEOUT) && new SqlError(exception).isLockTimeout();
    }

    private Failure refusedStatement(SqlError error) {
        Failure failure = Failure.of(error.exitCode(), "The database refused: " + error.headline())
                .sqlState(error.exception().getSQLState())
                .with("database", error.details())
                .with("state", state().text());
        if (error.exitCode() == ExitCode.ACCESS_REFUSED) {
            return failure.remedy("give the account the right to create and change tables in schema \"" + schema
                    + "\", or name another account with AUTO_MIGRATE_USER and AUTO_MIGRATE_PASSWORD");
        }
        return failure.remedy("look at the database's own log, then start again");
    }

    private Failure unexpected(Throwable thrown) {
        if (thrown instanceof LinkageError) {
            return Failure.of(ExitCode.CONFIGURATION, "Classes do not fit together: " + thrown)
                    .with("state", state().text())
                    .remedy(
                            "compile Java migrations and callbacks against the Flyway that the application brings along,"
                                    + " 7.15 or newer, and see that all is there that this Flyway needs");
        }
        return Failure.of(ExitCode.MIGRATION_FAILED, "The migration failed: " + firstLine(thrown.toString()))
                .with("cause", thrown.toString())
                .with("state", state().text())
                .remedy("AUTO_MIGRATE_LOG_LEVEL=debug shows where this came from");
    }

    private SchemaState state() {
        return state(false);
    }

    private SchemaState state(boolean gaveUpFirst) {
        return flyway == null ? SchemaState.untouched() : SchemaState.ask(flyway, schema, settings, gaveUpFirst);
    }

    private static String firstLine(String text) {
        return String.valueOf(text).strip().lines().findFirst().orElse("");
    }

    private static String shorten(String statement) {
        return statement.length() <= STATEMENT_LENGTH ? statement : statement.substring(0, STATEMENT_LENGTH) + " …";
    }

    /** Returns what the driver threw; the pool wraps it when a connection can't be had in time. */
    public static SQLException databaseError(Throwable thrown) {
        SQLException exception = find(thrown, SQLException.class);
        if (exception instanceof SQLTransientConnectionException
                && exception.getCause() instanceof SQLException cause) {
            return cause;
        }
        return exception;
    }

    /** A Java migration's own exception says more than those around it. */
    private static String deepest(Throwable thrown) {
        Throwable current = thrown;
        for (int depth = 0; current.getCause() != null && depth < 50; depth++) {
            current = current.getCause();
        }
        return current.toString();
    }

    private static <T extends Throwable> T find(Throwable thrown, Class<T> type) {
        Throwable current = thrown;
        // The bound is for exceptions that are their own causes in a circle.
        for (int depth = 0; current != null && depth < 50; depth++) {
            if (type.isInstance(current)) {
                return type.cast(current);
            }
            current = current.getCause();
        }
        return null;
    }
}
