package io.automigrate.engine.failure;

import io.automigrate.engine.sql.SqlError;
import io.automigrate.failure.CauseChain;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.kind.ErrorSubject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.flywaydb.core.Flyway;

/** Translates what Flyway threw into a failure for the user: what failed, the state of the schema, and what to do. */
public final class FlywayFailure {
    /** The first one that knows the exception decides. */
    private static final List<Recogniser> RECOGNISERS = List.of(
            ReadOnlyServer::recognise,
            ScriptFailure::untouched,
            ScriptFailure::failed,
            FlywayRefusal::invalidHistory,
            RefusedScript::duplicate,
            RefusedScript::mixed,
            RefusedScript::unparsable,
            FlywayRefusal::schemaWithoutHistory,
            OldServer::recognise,
            FlywayRefusal::historyLocked,
            FlywayRefusal::placeholderWithoutValue,
            FlywayRefusal::unknownDatabase,
            FlywayRefusal::noSchema,
            ScriptFailure::broken,
            FlywayFailure::refusedStatement,
            FlywayFailure::incompatibleClasses);

    private FlywayFailure() {}

    /** Returns the failure of a run that lost the database before its first script began. */
    public static StartupException connectionLost(SqlError error) {
        Failure failure = Failure.of(
                        ExitCode.DATABASE_UNREACHABLE, "The connection to the database was lost: " + error.headline())
                .sqlState(error.exception().getSQLState())
                .with("database", error.details());
        return new StartupException(
                withDeepest(failure, error)
                        .with("state", "no script was begun")
                        .remedy("look at the server, its limit of connections and the network to it, then start again"),
                error.exception());
    }

    /** Returns the failure that a user reads for an exception of Flyway, of a driver or of this agent. */
    public static Failure describe(FailedRun run, Throwable thrown) {
        for (Recogniser recogniser : RECOGNISERS) {
            Optional<Failure> failure = recogniser.recognise(run, thrown);
            if (failure.isPresent()) {
                return failure.get();
            }
        }
        return unexpected(run, thrown);
    }

    private static Optional<Failure> refusedStatement(FailedRun run, Throwable thrown) {
        return run.error(thrown).map(error -> refusedStatement(run, error));
    }

    private static Failure refusedStatement(FailedRun run, SqlError error) {
        Failure refused = Failure.of(error.exitCode(), "The database refused: " + error.headline())
                .sqlState(error.exception().getSQLState())
                .with("database", error.details());
        Failure failure = withDeepest(refused, error).with("state", run.state().text());
        if (error.exitCode() == ExitCode.ACCESS_REFUSED) {
            return failure.remedy("give the account the right to create and change tables in schema \"" + run.schema()
                    + "\", or name another account with AUTO_MIGRATE_USER and AUTO_MIGRATE_PASSWORD");
        }
        return failure.remedy(
                error.subject() == ErrorSubject.SCRIPT
                        ? "look at the database's own log, then start again"
                        : ScriptRemedy.of(error.subject(), "") + "; then start again");
    }

    /** Names the deepest cause behind the driver's words: "An I/O error occurred" says less than "Read timed out". */
    static Failure withDeepest(Failure failure, SqlError error) {
        Throwable deepest = new CauseChain(error.exception()).deepest();
        boolean isSaid = deepest == error.exception()
                || deepest instanceof SQLException
                || error.details().contains(String.valueOf(deepest.getMessage()));
        return isSaid ? failure : failure.with("behind it", deepest.toString());
    }

    private static Optional<Failure> incompatibleClasses(FailedRun run, Throwable thrown) {
        CauseChain chain = new CauseChain(thrown);
        // A service of Flyway's that can't be made lacks a class, too.
        return chain.first(ServiceConfigurationError.class)
                .<Error>map(error -> error)
                .or(() -> chain.first(LinkageError.class))
                .map(error -> incompatibleClasses(run, error));
    }

    private static Failure incompatibleClasses(FailedRun run, Error error) {
        boolean isApplications = Flyway.class.getClassLoader() != Failure.class.getClassLoader();
        return Failure.of(
                        ExitCode.CONFIGURATION,
                        (isApplications
                                        ? "A class of the application does not fit the application's Flyway: "
                                        : "Classes do not fit together: ")
                                + error)
                .with("state", run.state().text())
                .remedy(
                        "compile Java migrations and callbacks against the Flyway that the application has, 7.1 or newer, and"
                                + " see that the application has everything that this Flyway and these classes need");
    }

    private static Failure unexpected(FailedRun run, Throwable thrown) {
        return Failure.of(ExitCode.MIGRATION_FAILED, "The migration failed: " + firstLine(thrown.toString()))
                .with("cause", thrown.toString())
                .with("state", run.state().text())
                .remedy("AUTO_MIGRATE_LOG_LEVEL=debug shows where this came from");
    }

    static String firstLine(String text) {
        return String.valueOf(text).strip().lines().findFirst().orElse("");
    }
}
