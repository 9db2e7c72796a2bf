package io.automigrate.engine.failure;

import io.automigrate.engine.sql.ScriptProgress;
import io.automigrate.engine.sql.SqlError;
import io.automigrate.failure.CauseChain;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import java.util.Optional;

/** A script or a Java migration failed. */
final class ScriptFailure {
    private static final int STATEMENT_LENGTH = 400;

    private ScriptFailure() {}

    /** Recognises a script of which nothing is in the database, and that Flyway does not mark as failed. */
    static Optional<Failure> untouched(FailedRun run, Throwable thrown) {
        return thrown instanceof UntouchedScriptException untouched
                ? run.error(thrown)
                        .map(error -> unmarked(run, error, untouched.script(), untouched.line(), untouched.statement()))
                : Optional.empty();
    }

    /** Recognises a script whose connection broke: Flyway then reports only that the clean-up after the script failed. */
    static Optional<Failure> broken(FailedRun run, Throwable thrown) {
        ScriptProgress progress = run.progress();
        return progress.failure() == null
                ? Optional.empty()
                : run.error(progress.failure())
                        .map(error -> unmarked(run, error, progress.script(), run.line(), progress.sql()));
    }

    private static Failure unmarked(FailedRun run, SqlError error, String script, int line, String statement) {
        Failure failure = refused(script, script, line, statement, error);
        return error.isLockTimeout()
                ? finishWithoutLock(failure, run.state())
                : finish(failure, ScriptRemedy.of(error.subject(), script), run.state());
    }

    /** Recognises a script with a statement that the database refused, and a Java migration that threw an exception. */
    static Optional<Failure> failed(FailedRun run, Throwable thrown) {
        return FailedScript.of(thrown).map(script -> failed(run, script, thrown));
    }

    private static Failure failed(FailedRun run, FailedScript script, Throwable thrown) {
        String name = script.migration().getScript();
        String place = String.valueOf(script.migration().getPhysicalLocation());
        Optional<SqlError> found = run.error(thrown);
        if (!script.isSql() || found.isEmpty()) {
            // A Java migration's own exception says more than those around it.
            String cause = new CauseChain(thrown).deepest().toString();
            return finish(
                    Failure.of(ExitCode.MIGRATION_FAILED, name + ": " + FlywayFailure.firstLine(cause))
                            .in(name, 0)
                            .with("script", place),
                    "correct the migration (" + ScriptRemedy.DEVELOPERS + ")",
                    run.state());
        }
        SqlError error = found.get();
        int line = error.line(script.line(), script.statement(), RefusedScript.line(run, name, script.line()));
        Failure failure = refused(name, place, line, script.statement(), error);
        if (error.isLockTimeout()) {
            return finishWithoutLock(failure, run.state());
        }
        if (error.exception() instanceof SharedSessionException) {
            return finish(failure, SharedSessionException.remedy(), run.state());
        }
        Optional<UrlLimit> limit = UrlLimit.behind(
                error.exception(), run.settings().account().url().value());
        if (limit.isPresent()) {
            return finish(
                    failure.with("cause", limit.get().cause()), limit.get().remedy(), run.state());
        }
        SchemaState state = run.state();
        // Where statements commit by themselves, a process that is killed can't leave a mark in the history.
        boolean halfDoneBefore = error.isRepetition() && state.cleanUp().isPresent();
        return finish(
                halfDoneBefore
                        ? failure.with(
                                "cause",
                                "what this statement makes is there already: perhaps an earlier start was ended in the middle"
                                        + " of this script, which ran up to here or further")
                        : failure,
                ScriptRemedy.of(error.subject(), name),
                state);
    }

    private static Failure refused(String name, String place, int line, String statement, SqlError error) {
        String where = line == 0 ? "" : ", line " + line;
        Failure failure = Failure.of(error.exitCode(), name + where + ": " + error.headline())
                .in(name, line)
                .sqlState(error.exception().getSQLState())
                .with("script", place + where)
                .with("statement", shorten(statement))
                .with("database", error.details());
        return FlywayFailure.withDeepest(failure, error);
    }

    private static Failure finish(Failure failure, String remedy, SchemaState state) {
        return failure.with("state", state.text())
                .remedy(remedy
                        + state.cleanUp().map(cleanUp -> "; " + cleanUp).orElse("")
                        + "; then start again. Migrations that are already in the history are not run again");
    }

    private static Failure finishWithoutLock(Failure failure, SchemaState state) {
        return failure.with("cause", "another session had the table, or rows of it, for too long")
                .with("state", state.text())
                .remedy("find the session that has it, often one with a transaction that was left open"
                        + state.cleanUp().map(cleanUp -> "; " + cleanUp).orElse("")
                        + "; then start again. AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT is how long a statement waits");
    }

    private static String shorten(String statement) {
        return statement.length() <= STATEMENT_LENGTH ? statement : statement.substring(0, STATEMENT_LENGTH) + " …";
    }
}
