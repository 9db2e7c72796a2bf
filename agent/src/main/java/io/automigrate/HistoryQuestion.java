package io.automigrate;

import io.automigrate.database.ConnectionProblem;
import io.automigrate.database.ConnectionSource;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.kind.SessionViews;
import io.automigrate.migration.history.UpToDateCheck;
import io.automigrate.settings.Settings;
import io.automigrate.text.Elapsed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Asks on a separate thread whether a schema is up to date. If another session holds the history table, or the server falls silent after
 * the login, the agent gives up at {@code AUTO_MIGRATE_WAIT_TIMEOUT}.
 */
class HistoryQuestion implements Runnable {
    private static final Duration LINE_EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_ABORT = Duration.ofMillis(500);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

    /** The server has been silent for the whole of {@code AUTO_MIGRATE_WAIT_TIMEOUT}: there is no time left to try again. */
    static final class GivenUpException extends StartupException {
        private static final long serialVersionUID = 1;

        private GivenUpException(Failure failure) {
            super(failure);
        }

        /** Makes the exception here, because the verifier would load this type in every start if another class made it. */
        static StartupException of(Failure failure) {
            return new GivenUpException(failure);
        }
    }

    private final SchemaStart schema;
    private final UpToDateCheck check;
    private final ConnectionSource source;
    private final Connection connection;
    private final Settings settings;
    private volatile UpToDateCheck.Answer answer;
    private volatile Throwable failure;

    HistoryQuestion(SchemaStart schema, UpToDateCheck check, ConnectionSource source, Connection connection) {
        this.schema = schema;
        this.check = check;
        this.source = source;
        this.connection = connection;
        settings = schema.settings();
    }

    /**
     * Asks, and logs what the question waits for.
     *
     * @throws StartupException {@code LOCK_TIMEOUT} when another session held the history table until the deadline;
     *     {@code DATABASE_UNREACHABLE} when the server did not answer, or the connection broke
     */
    UpToDateCheck.Answer ask() throws StartupException, InterruptedException {
        await();
        return result();
    }

    /** Asks, and waits for the end of the question. */
    final void await() throws StartupException, InterruptedException {
        Thread thread = new Thread(null, this, "auto-migrate-check", 0, false);
        thread.setDaemon(true);
        long start = schema.nanoTime();
        Duration timeout = settings.waiting().timeout();
        Duration limit = timeout.isZero() ? settings.waiting().connectTimeout() : timeout;
        thread.start();
        try {
            Duration waited = Duration.ZERO;
            String blocker = "";
            while (waited.compareTo(limit) < 0) {
                Duration left = limit.minus(waited);
                thread.join(Math.max(1, (left.compareTo(LINE_EVERY) < 0 ? left : LINE_EVERY).toMillis()));
                if (!thread.isAlive()) {
                    throwFailure();
                    return;
                }
                waited = Duration.ofNanos(schema.nanoTime() - start);
                blocker = blocker();
                tell(blocker, waited, limit);
            }
            throw tooLate(blocker, limit);
        } finally {
            if (thread.isAlive()) {
                abort(thread);
            }
        }
    }

    @Override
    public void run() {
        try {
            askOn(connection);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Asks for many schemas at once. A start without tenants does not load the class of this question. */
    static Map<String, UpToDateCheck.Answer> askAll(
            SchemaStart database,
            UpToDateCheck check,
            List<String> schemas,
            ConnectionSource source,
            Connection connection)
            throws StartupException, InterruptedException {
        OfSchemas question = new OfSchemas(database, check, schemas, source, connection);
        question.await();
        return question.answers;
    }

    /** The question for many schemas. If a table is locked, the statement gives up, and each schema gets a question of its own. */
    private static final class OfSchemas extends HistoryQuestion {
        private final UpToDateCheck check;
        private final List<String> schemas;
        private volatile Map<String, UpToDateCheck.Answer> answers = Map.of();

        private OfSchemas(
                SchemaStart database,
                UpToDateCheck check,
                List<String> schemas,
                ConnectionSource source,
                Connection connection) {
            super(database, check, source, connection);
            this.check = check;
            this.schemas = schemas;
        }

        @Override
        void askOn(Connection database) {
            answers = check.ask(database, schemas);
        }
    }

    /** Asks the database, on the thread of the question. */
    void askOn(Connection database) {
        answer = check.ask(database);
    }

    private void throwFailure() {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    private UpToDateCheck.Answer result() throws StartupException {
        if (!(answer instanceof UpToDateCheck.UpToDate)
                && answer instanceof UpToDateCheck.Doubt doubt
                && doubt.failure() != null
                && !doubt.isHistoryMissing()) {
            refuseLoss(doubt.failure());
        }
        return answer;
    }

    private void refuseLoss(SQLException cause) throws StartupException {
        // A connection inside this process can't be lost. For a locked SQLite file the engine waits.
        if (settings.account().address().isEmbedded() || source.isAlive(connection)) {
            return;
        }
        String reason = ConnectionProblem.of(cause, settings.account().url()).reason();
        throw new StartupException(
                unreachable("The connection was lost while the history was read: " + reason)
                        .sqlState(cause.getSQLState()),
                cause);
    }

    private void tell(String blocker, Duration waited, Duration limit) {
        String reason = "no answer yet from the history table \""
                + settings.history().table() + "\"" + (blocker.isEmpty() ? "" : ", " + blocker);
        schema.log()
                .info("Waiting for database: " + reason + ", " + Elapsed.whole(waited) + " of " + Elapsed.limit(limit));
        schema.log().database().waiting(reason, waited, limit);
    }

    private StartupException tooLate(String blocker, Duration limit) {
        String headline = "The history table \"" + settings.history().table() + "\" could not be read within "
                + Elapsed.limit(limit);
        if (blocker.isEmpty()) {
            return GivenUpException.of(unreachable(headline + ": the server did not answer"));
        }
        return new StartupException(Failure.of(ExitCode.LOCK_TIMEOUT, headline + ": " + blocker)
                .with("database", settings.account().url().toString())
                .with("state", "nothing was changed")
                .remedy("end the session that holds the table, often one with an open transaction;"
                        + " AUTO_MIGRATE_WAIT_TIMEOUT is the longest wait for the table"));
    }

    private Failure unreachable(String headline) {
        return Failure.of(ExitCode.DATABASE_UNREACHABLE, headline)
                .with("database", settings.account().url().toString())
                .with("state", "nothing was changed")
                .remedy("look at the server and at the network to it; AUTO_MIGRATE_WAIT_TIMEOUT is the longest wait");
    }

    /** Returns the session that the question waits for, {@code waits for …}; empty when none is known. */
    private String blocker() {
        SessionViews views =
                settings.account().kind().sessions(settings.history().table());
        if (!views.isAvailable()) {
            return "";
        }
        try (Connection other = source.open(LONGEST_LOOK)) {
            other.setNetworkTimeout(Runnable::run, (int) LONGEST_LOOK.toMillis());
            String found = views.statement(other, connection.unwrap(Connection.class), check.sql());
            return found == null ? "" : found;
        } catch (SQLException | RuntimeException | LinkageError e) {
            return "";
        }
    }

    /** Ends the question. The abort has a separate thread, because some drivers ask the server first. */
    private void abort(Thread thread) throws InterruptedException {
        Thread aborting = new Thread(null, this::abort, "auto-migrate-abort", 0, false);
        aborting.setDaemon(true);
        aborting.start();
        aborting.join(LONGEST_ABORT.toMillis());
        thread.join(LONGEST_ABORT.toMillis());
    }

    private void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            // The connection is broken, or the driver can't abort. The thread is a daemon and ends with the process.
            return;
        }
    }
}
