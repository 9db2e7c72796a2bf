package io.automigrate.engine.watch;

import io.automigrate.engine.ClassBytes;
import io.automigrate.engine.jdbc.DelegatingDataSource;
import io.automigrate.engine.jdbc.Execution;
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
 * The connections that Flyway gets: each statement is noted in the {@link Activity} while the database is at it, so that it can be
 * told and canceled.
 */
public final class WatchedConnections extends DelegatingDataSource {
    private static final String CREATE_TABLE = "CREATE TABLE";

    /** How long an abort that the server does not answer is waited for, in milliseconds. */
    private static final long LONGEST_ABORT = 200;

    private final Activity activity;
    private final Optional<WholeDatabaseLock> lock;
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

    /** Returns the connection that a statement was made with last, as the driver made it; null when there is none. */
    synchronized Connection latest() {
        return latest;
    }

    /**
     * Cuts all open connections, for a thread that does not end when its statement is canceled. Each on a thread of its own: some
     * drivers ask the server first.
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

    /** Notes that the driver is in a call that is no statement. */
    void note(Execution<Void> call) throws SQLException {
        activity.callBegins();
        try {
            call.perform();
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

    /** Sees the driver, and of ours one class and what that needs; goes with the last connection. */
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

    /** The history table can't be made because the account may not: nothing that another attempt would change. */
    private boolean isRefusedTable(String sql, SQLException refusal) {
        return activity.step().isEmpty()
                && sql.stripLeading().regionMatches(true, 0, CREATE_TABLE, 0, CREATE_TABLE.length())
                && new SqlError(refusal, activity.kind()).exitCode() == ExitCode.ACCESS_REFUSED;
    }

    /** Not Flyway's exception and not the database's: either would make Flyway try ten times, a second apart. */
    private static final class RefusedTableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RefusedTableException(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Notes what the driver is given while it is at it. */
    <T> T watch(Connection connection, Statement statement, String sql, Execution<T> execution) throws SQLException {
        used(connection);
        boolean failed = true;
        activity.begins(statement, sql);
        try {
            T result = execution.perform();
            failed = false;
            return result;
        } catch (SQLException e) {
            activity.failed(e);
            if (isRefusedTable(sql, e)) {
                throw new RefusedTableException(e);
            }
            throw e;
        } catch (RuntimeException | Error e) {
            activity.failed(e);
            throw e;
        } finally {
            activity.ended(failed);
        }
    }

    /** Returns whether the transaction was begun here, with the lock that it needs. */
    boolean beginsItself(Connection connection, boolean autoCommit) throws SQLException {
        if (autoCommit || lock.isEmpty()) {
            return false;
        }
        lock.get().begin(connection);
        return true;
    }
}
