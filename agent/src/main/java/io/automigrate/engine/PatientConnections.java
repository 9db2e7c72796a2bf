package io.automigrate.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Connections on which a {@link TableStatement} that gave up on its table is executed again where it stands, after a pause. What came
 * before it is committed and holds no lock. If Flyway saw the failure it would mark the script as failed, and the next start, or another
 * instance at once, would refuse to go past that mark.
 */
final class PatientConnections {
    private final Supplier<StatementLockRetries> retries;

    private PatientConnections(Supplier<StatementLockRetries> retries) {
        this.retries = retries;
    }

    /**
     * Makes connections of this source patient.
     *
     * @param retries says for a statement how long
     */
    static DataSource of(DataSource source, Supplier<StatementLockRetries> retries) {
        return new PatientConnections(retries).patient(source);
    }

    private DataSource patient(DataSource source) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = call(source, method, arguments);
            return result instanceof Connection connection ? patient(connection) : result;
        });
    }

    private Connection patient(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("equals")) {
                return proxy == arguments[0];
            }
            Object result = call(connection, method, arguments);
            return method.getName().equals("createStatement") ? patient((Statement) result) : result;
        });
    }

    private Statement patient(Statement statement) {
        return proxy(Statement.class, (proxy, method, arguments) -> {
            boolean isPatient = method.getName().startsWith("execute")
                    && arguments != null
                    && TableStatement.isRepeatable(String.valueOf(arguments[0]));
            return isPatient ? callAgain(statement, method, arguments) : call(statement, method, arguments);
        });
    }

    private Object callAgain(Statement statement, Method method, Object[] arguments) throws Throwable {
        StatementLockRetries ofThis = retries.get();
        while (true) {
            try {
                return call(statement, method, arguments);
            } catch (SQLException e) {
                if (!ofThis.mayGoOn(e)) {
                    throw e;
                }
            }
            try {
                ofThis.pause("it changed nothing");
            } catch (InterruptedException e) {
                throw Activity.canceled();
            }
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(PatientConnections.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
