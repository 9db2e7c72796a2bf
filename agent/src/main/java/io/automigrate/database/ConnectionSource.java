package io.automigrate.database;

import io.automigrate.database.driver.JdbcDriver;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.settings.Settings;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Opens connections for the migration account, each within {@code AUTO_MIGRATE_CONNECT_TIMEOUT}. This is no pool: a connection belongs to
 * the caller, but a caller may give one open connection back for the next caller, so that gate, check and engine share one login.
 */
public final class ConnectionSource implements DataSource, AutoCloseable {
    /** An embedded database takes as long as its files need; see {@link DatabaseKind#isEmbedded}. */
    private static final Duration NO_LIMIT = Duration.ofDays(1);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final JdbcDriver driver;
    private final Settings.Account account;
    private final Login login;
    private final Duration attemptLimit;
    private final AtomicReference<Connection> reusable = new AtomicReference<>();
    private final AtomicReference<PendingConnection> early = new AtomicReference<>();

    /**
     * Makes a source without opening a connection.
     *
     * @param driver the driver for the account's URL
     * @param waiting the limit on one attempt, which does not hold for a database inside this process
     */
    public ConnectionSource(JdbcDriver driver, Settings.Account account, Settings.Waiting waiting) {
        this.driver = Objects.requireNonNull(driver, "driver");
        this.account = Objects.requireNonNull(account, "account");
        login = new Login(account, waiting.connectTimeout());
        attemptLimit = account.address().isEmbedded() ? NO_LIMIT : waiting.connectTimeout();
    }

    /** Begins an attempt, or returns the attempt that began early. */
    PendingConnection start() {
        PendingConnection begun = early.getAndSet(null);
        return begun == null ? ConnectionAttempt.start(driver, login) : begun;
    }

    /** Begins the first attempt early, except with a database in this process, whose files would be made. */
    void beginEarly() {
        if (!account.address().isEmbedded()) {
            early.set(ConnectionAttempt.start(driver, login));
        }
    }

    /** Returns the driver, whose text describes it in debug lines. */
    public JdbcDriver driver() {
        return driver;
    }

    Duration attemptLimit() {
        return attemptLimit;
    }

    Settings.Account account() {
        return account;
    }

    /**
     * Returns the connection that was given back, if the server still answers over it, else a new connection. The connection is in
     * auto-commit mode, and the caller closes it.
     *
     * @throws SQLTimeoutException when the server did not answer in time
     * @throws SQLException when the driver failed, or this thread was interrupted; the thread stays interrupted
     */
    @Override
    public Connection getConnection() throws SQLException {
        Connection open = reusable.getAndSet(null);
        if (open != null) {
            if (isAlive(open)) {
                return open;
            }
            ConnectionAttempt.close(open);
        }
        return open(attemptLimit);
    }

    /**
     * Opens a connection within another limit; see {@link #getConnection()}.
     *
     * @throws SQLException when the driver failed, or this thread was interrupted; the thread stays interrupted
     */
    public Connection open(Duration limit) throws SQLException {
        PendingConnection attempt = start();
        try {
            Connection connection = attempt.await(limit);
            if (connection != null) {
                return connection;
            }
        } catch (InterruptedException e) {
            attempt.abandon();
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while connecting to the database", e);
        }
        attempt.abandon();
        throw new SQLTimeoutException(
                ConnectionProblem.noAnswer(limit, account.url()).reason(), "08001");
    }

    /**
     * Takes back a connection that the next {@link #getConnection} is to return. An open transaction is rolled back. A connection
     * that can't be reused is closed.
     */
    public void reuse(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            ConnectionAttempt.close(connection);
            return;
        }
        Connection surplus = reusable.getAndSet(connection);
        if (surplus != null && surplus != connection) {
            ConnectionAttempt.close(surplus);
        }
    }

    /** Closes the connection that was given back, and gives up the attempt that began early. */
    @Override
    public void close() {
        PendingConnection begun = early.getAndSet(null);
        if (begun != null) {
            discard(begun);
        }
        Connection open = reusable.getAndSet(null);
        if (open != null) {
            ConnectionAttempt.close(open);
        }
    }

    /** Waits a moment, so that an attempt which is about to succeed leaves no thread behind. */
    private static void discard(PendingConnection attempt) {
        try {
            Connection connection = attempt.await(PATIENCE);
            if (connection != null) {
                ConnectionAttempt.close(connection);
            }
        } catch (SQLException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        attempt.abandon();
    }

    /** Returns whether the server still answers over a connection. */
    public boolean isAlive(Connection connection) {
        try {
            // A backup may have taken so long that a firewall has forgotten the connection.
            return connection.isValid((int) Math.max(1, Math.min(attemptLimit.toSeconds(), 60)));
        } catch (SQLException | AbstractMethodError e) {
            return false;
        }
    }

    /** Throws an exception, because there is only one account. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("this data source has one account");
    }

    /** Returns zero, JDBC's word for "the system's own": the limit is {@code AUTO_MIGRATE_CONNECT_TIMEOUT}. */
    @Override
    public int getLoginTimeout() {
        return 0;
    }

    /** Has no effect, see {@link #getLoginTimeout}. */
    @Override
    public void setLoginTimeout(int seconds) {
        // Some pools call this method by default.
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    /** Has no effect. */
    @Override
    public void setLogWriter(PrintWriter out) {
        // Drivers log in their own ways.
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        // Asking for a logger would make the JVM choose its LogManager.
        throw new SQLFeatureNotSupportedException("no java.util.logging here");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (isWrapperFor(type)) {
            return type.cast(this);
        }
        throw new SQLException("not a wrapper for " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
