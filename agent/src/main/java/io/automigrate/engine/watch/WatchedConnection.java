package io.automigrate.engine.watch;

import io.automigrate.engine.jdbc.DelegatingConnection;
import io.automigrate.engine.jdbc.Execution;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection whose statements are noted in the {@link Activity} while the database executes them.
 *
 * <p>The class is public and its constructor protected, because {@link ConnectionBesideDriver} has another class loader.
 */
public class WatchedConnection extends DelegatingConnection {
    private final WatchedConnections connections;

    protected WatchedConnection(Connection connection, WatchedConnections connections) {
        super(connection);
        this.connections = connections;
    }

    @Override
    protected <T> T execute(Statement statement, String sql, Execution<T> execution) throws SQLException {
        return connections.watch(inner(), statement, sql, execution);
    }

    @Override
    protected void callBegins() {
        connections.callBegins();
    }

    @Override
    protected void callEnds() {
        connections.callEnds();
    }

    /** Many drivers ask the server for metadata with statements of their own, which no statement of this connection is. */
    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        DatabaseMetaData metaData = super.getMetaData();
        return (DatabaseMetaData) Proxy.newProxyInstance(
                WatchedConnection.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                (proxy, method, arguments) -> {
                    callBegins();
                    try {
                        return method.invoke(metaData, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        callEnds();
                    }
                });
    }

    @Override
    public void commit() throws SQLException {
        connections.commit(inner());
    }

    @Override
    public void rollback() throws SQLException {
        connections.rollback(inner());
    }

    @Override
    public void setAutoCommit(boolean value) throws SQLException {
        if (!connections.beginsItself(inner(), value)) {
            super.setAutoCommit(value);
        }
    }

    @Override
    public void close() throws SQLException {
        connections.closed(inner());
        super.close();
    }
}
