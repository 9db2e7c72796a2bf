package io.automigrate.engine.watch;

import io.automigrate.engine.ClassBytes;
import io.automigrate.engine.jdbc.DelegatingDataSource;
import io.automigrate.engine.jdbc.Execution;
import io.automigrate.engine.sql.LastingRows;
import io.automigrate.engine.sql.SqlError;
import io.automigrate.failure.ExitCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The connections that Flyway gets: the {@link Activity} notes each statement while the database executes it, so that the agent can log
 * and cancel the statement.
 */
public final class WatchedConnections extends DelegatingDataSource {
    private static final String CREATE_TABLE = "CREATE TABLE";

    /** The longest wait for an abort that the server does not answer, in milliseconds. */
    private static final long LONGEST_ABORT = 200;

    private final Activity activity;
    private final Optional<WholeDatabaseLock> lock;
    private final LastingRows rows;
    private final List<Connection> open = new ArrayList<>();
    private BesideDriver loader;
    private Connection latest;

    /**
     * @param lock the lock that a transaction takes when it begins; empty where a statement of Flyway takes a lock
     */
    public WatchedConnections(DataSource source, Activity activity, Optional<WholeDatabaseLock> lock) {
        super(source);
        this.activity = activity;
        this.lock = lock;
        rows = new LastingRows(activity.kind());
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = lock.isPresent() ? connect() : inner().getConnection();
        synchronized (this) {
            if (loader == null) {
                loader = new BesideDriver(
                        connection.unwrap(Connection.class).getClass().getClassLoader());
            }
            open.add(connection);
            return loader.connection(connection, this);
        }
    }

    /** A connection that writes much to an SQLite database keeps others from reading, and so from connecting. */
    private Connection connect() throws SQLException {
        activity.lockBegins("");
        try {
            return inner().getConnection();
        } finally {
            activity.lockEnds();
        }
    }

    /** Returns the driver's connection of the last statement; null before the first statement. */
    synchronized Connection latest() {
        return latest;
    }

    /**
     * Cuts all open connections, for a thread that does not end when its statement is canceled. Each connection gets a thread, because
     * some drivers ask the server first.
     */
    void abort() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Connection connection : open()) {
            Thread thread = new Thread(null, () -> abort(connection), "auto-migrate-abort", 0, false);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join(LONGEST_ABORT);
        }
    }

    private synchronized List<Connection> open() {
        return List.copyOf(open);
    }

    private static void abort(Connection connection) {
        try {
            connection.unwrap(Connection.class).abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            // The connection is broken already, or the driver can't cut it; nothing else is left to do.
            return;
        }
    }

    void callBegins() {
        activity.callBegins();
    }

    void callEnds() {
        activity.callEnds();
    }

    /** Rolls back, and notes that the driver is in a call that is no statement. */
    void rollback(Connection connection) throws SQLException {
        activity.rollsBack(connection);
        try {
            connection.rollback();
        } finally {
            activity.callEnds();
        }
    }

    /** Commits, and notes what the database has committed. */
    void commit(Connection connection) throws SQLException {
        activity.commitBegins(connection);
        try {
            connection.commit();
            activity.committed(connection);
        } finally {
            activity.callEnds();
        }
    }

    private synchronized void used(Connection connection) {
        try {
            latest = connection.unwrap(Connection.class);
        } catch (SQLException e) {
            latest = connection;
        }
    }

    synchronized void closed(Connection connection) {
        open.remove(connection);
    }

    /** A class loader that sees the driver and one class of the agent. The garbage collector removes it with the last connection. */
    private static final class BesideDriver extends ClassLoader {
        private static final String OURS = "io.automigrate.";

        BesideDriver(ClassLoader driver) {
            super(driver == null ? ClassLoader.getPlatformClassLoader() : driver);
        }

        Connection connection(Connection connection, WatchedConnections connections) throws SQLException {
            try {
                return (Connection) loadClass(ConnectionBesideDriver.class.getName())
                        .getConstructor(Connection.class, WatchedConnections.class)
                        .newInstance(connection, connections);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(OURS)) {
                return super.loadClass(name, resolve);
            }
            if (!name.equals(ConnectionBesideDriver.class.getName())) {
                return WatchedConnections.class.getClassLoader().loadClass(name);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                byte[] bytes = ClassBytes.of(name);
                return defineClass(name, bytes, 0, bytes.length);
            }
        }
    }

    /** Returns whether the account lacks the right to make the history table. Another attempt would not change that. */
    private boolean isRefusedTable(String sql, SQLException refusal) {
        return activity.step().isEmpty()
                && sql.stripLeading().regionMatches(true, 0, CREATE_TABLE, 0, CREATE_TABLE.length())
                && new SqlError(refusal, activity.kind()).exitCode() == ExitCode.ACCESS_REFUSED;
    }

    /** The exception is neither one of Flyway nor one of the driver, because after those Flyway would try ten times, a second apart. */
    private static final class RefusedTableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RefusedTableException(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** The server may be asked, so the driver is in a call that is no statement. */
    private boolean rowsStay(Connection connection, String sql) throws SQLException {
        activity.callBegins();
        try {
            return rows.stay(connection.unwrap(Connection.class), sql);
        } finally {
            activity.callEnds();
        }
    }

    /** Notes the statement while the driver executes it. */
    <T> T watch(Connection connection, Statement statement, String sql, Execution<T> execution) throws SQLException {
        used(connection);
        Throwable failure = null;
        activity.begins(statement, sql, connection, activity.step().isPresent() && rowsStay(connection, sql));
        try {
            return execution.perform();
        } catch (SQLException e) {
            failure = e;
            if (isRefusedTable(sql, e)) {
                throw new RefusedTableException(e);
            }
            throw e;
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            activity.ended(failure, connection);
        }
    }

    /** Returns whether this method has begun the transaction, with the lock that the transaction needs. */
    boolean beginsItself(Connection connection, boolean autoCommit) throws SQLException {
        if (autoCommit || lock.isEmpty()) {
            return false;
        }
        lock.get().begin(connection);
        return true;
    }
}
