package io.automigrate.engine.watch;

import io.automigrate.engine.sql.SqlError;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.SessionViews;
import io.automigrate.settings.Settings;
import io.automigrate.text.Elapsed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/**
 * Asks the database over a separate connection for the session that blocks the migrating thread. A fact that the account may
 * not read, or that the database does not know, is left out.
 */
public final class DatabaseInsight {
    /** A database that does not answer must not block the watch. */
    private static final int PATIENCE_MILLIS = 3000;

    private final DataSource source;
    private final DatabaseKind kind;
    private final SessionViews views;
    private final WatchedConnections watched;
    private final Settings.History history;
    private final Duration patience;

    /** @param settings with the longest time for a connection, and the history */
    public DatabaseInsight(DataSource source, DatabaseKind kind, WatchedConnections watched, Settings settings) {
        this.source = source;
        this.kind = kind;
        this.history = settings.history();
        views = kind.sessions(history.table());
        this.watched = watched;
        patience = settings.waiting().connectTimeout().plusMillis(PATIENCE_MILLIS);
    }

    /** Returns the session that holds Flyway's lock, {@code held by …}; empty when the session is not known. */
    String lockHolder(String lockSql) {
        return ask(connection -> views.lockHolder(connection, lockSql)).orElse("");
    }

    /** Returns the object that the statement waits for, or the progress of the statement; empty when neither is known. */
    String statement(String sql) {
        return ask(connection -> views.statement(connection, watched.latest(), sql))
                .orElse("");
    }

    /** Returns the version of the schema in the history. */
    Optional<String> historyVersion() {
        return ask(
                connection -> HistoryState.read(connection, history).version().orElse(null));
    }

    /**
     * Returns the reason why the database counts as silent; empty when the database answers or can't be asked. A second connection is the
     * proof: a statement may take hours, but a healthy server answers another connection.
     *
     * @param isCalling whether the migrating thread waits for an answer
     */
    String silence(boolean isCalling) {
        Connection busy = watched.latest();
        if (!views.isAvailable() || busy == null) {
            return "";
        }
        try {
            boolean isLost = isCalling && Boolean.FALSE.equals(answer(connection -> views.isAtWork(connection, busy)));
            return isLost ? "the server is not at work for this connection, so its answer was lost" : "";
        } catch (SQLException e) {
            SqlError error = SqlError.in(e, kind).orElseThrow();
            return error.isConnectionLost() ? "a second connection gets no answer either: " + error.headline() : "";
        }
    }

    /**
     * A question to the database.
     *
     * @param <T> the answer, which may be null
     */
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private Optional<String> ask(Question<String> question) {
        if (!views.isAvailable()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(answer(question));
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /** Asks on a separate thread, because some drivers wait without a limit where the network loses an answer, and the watch must go on. */
    private <T> T answer(Question<T> question) throws SQLException {
        FutureTask<T> asking = new FutureTask<>(() -> answerNow(question));
        Thread thread = new Thread(null, asking, "auto-migrate-look", 0, false);
        thread.setDaemon(true);
        thread.start();
        try {
            return asking.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SQLNonTransientConnectionException("no answer within " + Elapsed.whole(patience), "08006", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("the question was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new SQLException("the question failed: " + e.getCause(), e.getCause());
        }
    }

    private <T> T answerNow(Question<T> question) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
            return question.ask(connection);
        }
    }
}
