package io.automigrate.engine;

import io.automigrate.report.ExitCode;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The connections that Flyway gets: each statement is noted in the {@link Activity} while the database is at it, so that it can be
 * told and canceled.
 *
 * <p>The proxies' class loader sees the driver's classes: Flyway asks the loader of a connection's class for PostgreSQL's
 * {@code CopyManager} when a script holds {@code COPY … FROM STDIN}.
 */
final class WatchedConnections implements DataSource {
    private static final String CREATE_TABLE = "CREATE TABLE";

    private final DataSource source;
    private final Activity activity;
    private final Optional<SqliteLock> lock;
    private final List<Connection> open = new ArrayList<>();
    private ClassLoader loader;
    private Connection latest;
    private boolean unprepared;

    /**
     * @param lock what a transaction takes when it begins; empty where a statement of Flyway's takes it
     */
    WatchedConnections(DataSource source, Activity activity, Optional<SqliteLock> lock) {
        this.source = source;
        this.activity = activity;
        this.lock = lock;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = lock.isPresent() ? connect() : source.getConnection();
        synchronized (this) {
            if (loader == null) {
                loader = new ProxyLoader(
                        connection.unwrap(Connection.class).getClass().getClassLoader());
            }
            open.add(connection);
            if (unprepared) {
                leaveUnprepared(connection.unwrap(Connection.class));
            }
            return (Connection)
                    Proxy.newProxyInstance(loader, new Class<?>[] {Connection.class}, new OfConnection(connection));
        }
    }

    /** Whoever writes much to an SQLite database keeps others from reading, and so from connecting. */
    private Connection connect() throws SQLException {
        activity.lockBegins("");
        try {
            return source.getConnection();
        } finally {
            activity.lockEnds();
        }
    }

    /** Returns the connection that a statement was made with last, as the driver made it; null when there is none. */
    synchronized Connection latest() {
        return latest;
    }

    /** From now on PostgreSQL's driver keeps no statements on the server: behind a pooler they are somewhere else the next time. */
    synchronized void leaveUnprepared() {
        unprepared = true;
    }

    private static void leaveUnprepared(Connection connection) throws SQLException {
        try {
            connection.getClass().getMethod("setPrepareThreshold", int.class).invoke(connection, 0);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new SQLException("the driver can't work behind a pooler: " + e, e);
        }
    }

    /** Cuts what is open, for a thread that does not end when its statement is canceled. */
    synchronized void abort() {
        for (Connection connection : open) {
            try {
                connection.unwrap(Connection.class).abort(Runnable::run);
            } catch (SQLException | RuntimeException e) {
                // It is broken already, or the driver can't; nothing else is left to do.
                continue;
            }
        }
    }

    private synchronized void used(Connection connection) {
        try {
            latest = connection.unwrap(Connection.class);
        } catch (SQLException e) {
            latest = connection;
        }
    }

    private synchronized void closed(Connection connection) {
        open.remove(connection);
    }

    /** Sees the driver and nothing of ours; goes with the last proxy. */
    private static final class ProxyLoader extends ClassLoader {
        ProxyLoader(ClassLoader driver) {
            super(driver == null ? ClassLoader.getPlatformClassLoader() : driver);
        }
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The history table can't be made because the account may not: nothing that another attempt would change. */
    private boolean isRefusedTable(String sql, SQLException refusal) {
        return activity.step().isEmpty()
                && sql.stripLeading().regionMatches(true, 0, CREATE_TABLE, 0, CREATE_TABLE.length())
                && new SqlError(refusal).exitCode() == ExitCode.ACCESS_REFUSED;
    }

    /** Not Flyway's exception and not the database's: either would make Flyway try ten times, a second apart. */
    private static final class RefusedTableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RefusedTableException(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private final class OfConnection implements InvocationHandler {
        private final Connection connection;

        OfConnection(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            String name = method.getName();
            switch (name) {
                case "equals":
                    return proxy == arguments[0];
                case "hashCode":
                    return System.identityHashCode(proxy);
                case "close":
                    closed(connection);
                    break;
                case "setAutoCommit":
                    if (lock.isPresent() && Boolean.FALSE.equals(arguments[0])) {
                        lock.get().begin(connection);
                        return null;
                    }
                    break;
                default:
                    break;
            }
            Object result = WatchedConnections.invoke(connection, method, arguments);
            if (!(result instanceof Statement)) {
                return result;
            }
            used(connection);
            String sql = arguments == null || !(arguments[0] instanceof String) ? "" : (String) arguments[0];
            Class<?> type = result instanceof CallableStatement
                    ? CallableStatement.class
                    : result instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
            return Proxy.newProxyInstance(
                    loader, new Class<?>[] {type}, new OfStatement((Statement) result, (Connection) proxy, sql));
        }
    }

    private final class OfStatement implements InvocationHandler {
        private final Statement statement;
        private final Connection connection;
        private final String prepared;

        OfStatement(Statement statement, Connection connection, String prepared) {
            this.statement = statement;
            this.connection = connection;
            this.prepared = prepared;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            String name = method.getName();
            if (name.equals("getConnection")) {
                return connection;
            }
            if (!name.startsWith("execute")) {
                return WatchedConnections.invoke(statement, method, arguments);
            }
            boolean failed = true;
            String sql = arguments == null ? prepared : String.valueOf(arguments[0]);
            activity.begins(statement, sql);
            try {
                Object result = WatchedConnections.invoke(statement, method, arguments);
                failed = false;
                return result;
            } catch (Throwable e) {
                activity.failed(e);
                if (e instanceof SQLException refusal && isRefusedTable(sql, refusal)) {
                    throw new RefusedTableException(refusal);
                }
                throw e;
            } finally {
                activity.ended(failed);
            }
        }
    }

    /** Not supported: there is one account. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("this data source has one account");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no java.util.logging here");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
