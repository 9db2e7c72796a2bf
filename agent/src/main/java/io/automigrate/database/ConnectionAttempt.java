package io.automigrate.database;

import io.automigrate.database.driver.JdbcDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * One call of the driver on a separate thread. When a server accepts a connection and never answers, the call of the driver can't be
 * interrupted, so the agent leaves the thread behind. The thread ends with the call.
 */
final class ConnectionAttempt implements PendingConnection, Runnable {
    private static final class SameThread implements Executor {
        @Override
        public void execute(Runnable command) {
            command.run();
        }
    }

    private final JdbcDriver driver;
    private final Login login;
    private final Thread thread;

    private boolean ended;
    private boolean abandoned;
    private Connection connection;
    private Throwable failure;

    private ConnectionAttempt(JdbcDriver driver, Login login) {
        this.driver = driver;
        this.login = login;
        // The thread inherits no thread-locals, because it may outlive the attempt.
        thread = new Thread(null, this, "auto-migrate-connect", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(driver.application());
    }

    static ConnectionAttempt start(JdbcDriver driver, Login login) {
        ConnectionAttempt attempt = new ConnectionAttempt(driver, login);
        attempt.thread.start();
        return attempt;
    }

    @Override
    public void run() {
        Connection opened = null;
        Throwable problem = null;
        try {
            opened = connect();
        } catch (Throwable e) {
            problem = e;
        }
        if (!deliver(opened, problem) && opened != null) {
            close(opened);
        }
    }

    private synchronized boolean deliver(Connection opened, Throwable problem) {
        ended = true;
        if (abandoned) {
            return false;
        }
        connection = opened;
        failure = problem;
        return true;
    }

    private Connection connect() throws SQLException {
        Connection opened = driver.connect(login.withLimits());
        if (driver.isGiven() || !login.limitsReads()) {
            return opened;
        }
        try {
            opened.setNetworkTimeout(new SameThread(), 0);
            return opened;
        } catch (SQLException | RuntimeException | AbstractMethodError e) {
            // The driver is older than JDBC 4.1. Without limits the driver may hang, but with limits a long migration
            // could not run.
            close(opened);
            return driver.connect(login.account());
        }
    }

    @Override
    public Connection await(Duration limit) throws SQLException, InterruptedException {
        // The method waits for the end of the thread, because a normal start may leave no thread behind. join(0) would
        // wait for ever.
        thread.join(Math.max(1, limit.toMillis()));
        synchronized (this) {
            if (!ended) {
                return null;
            }
        }
        thread.join();
        return result();
    }

    private synchronized Connection result() throws SQLException {
        if (failure instanceof SQLException e) {
            throw e;
        }
        if (failure instanceof RuntimeException || failure instanceof LinkageError) {
            throw new SQLException("the JDBC driver failed: " + failure, failure);
        }
        if (failure instanceof Error e) {
            throw e;
        }
        // From here on the connection belongs to the caller, also when the attempt is abandoned.
        Connection taken = connection;
        connection = null;
        return taken;
    }

    @Override
    public synchronized void abandon() {
        abandoned = true;
        if (connection != null) {
            close(connection);
        }
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            // No thread waits for this connection any more, and the server notices its end.
        }
    }
}
