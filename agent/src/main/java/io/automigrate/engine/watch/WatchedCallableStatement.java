package io.automigrate.engine.watch;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A call of a procedure that is noted while the database is at it. Flyway makes none, only the application's own migrations and
 * callbacks do: a proxy of the JDK's, which costs more to make than classes that are written out, will do.
 */
final class WatchedCallableStatement implements InvocationHandler {
    private final CallableStatement statement;
    private final Connection connection;
    private final WatchedConnections connections;
    private final String prepared;

    WatchedCallableStatement(
            CallableStatement statement, Connection connection, WatchedConnections connections, String sql) {
        this.statement = statement;
        this.connection = connection;
        this.connections = connections;
        this.prepared = sql;
    }

    CallableStatement proxy() {
        return (CallableStatement) Proxy.newProxyInstance(
                WatchedCallableStatement.class.getClassLoader(), new Class<?>[] {CallableStatement.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (name.equals("getConnection")) {
            return connection;
        }
        if (!name.startsWith("execute")) {
            return call(method, arguments);
        }
        String sql = arguments == null ? prepared : String.valueOf(arguments[0]);
        return connections.watch(statement, sql, () -> call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws SQLException {
        try {
            return method.invoke(statement, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
