package io.automigrate.engine.flyway;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/** Connections to a database that executes one call and reports a failure for it. */
final class LostAnswer {
    private static final Set<String> COUNTED = Set.of("execute", "executeUpdate", "executeQuery", "commit");

    private final DataSource database;
    private final int call;
    private int calls;

    /** @param call the number of the call, counted from 1 */
    LostAnswer(DataSource database, int call) {
        this.database = database;
        this.call = call;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, database);
    }

    /** Returns whether the answer of the call was lost; false when there were fewer calls. */
    boolean happened() {
        return calls >= call;
    }

    private <T> T proxy(Class<T> type, Object real) {
        InvocationHandler handler = (self, method, arguments) -> invoke(real, method, arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        Object result;
        try {
            result = method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (COUNTED.contains(method.getName()) && ++calls == call) {
            throw new SQLException("the answer is lost", "57014");
        }
        if (result instanceof Connection || result instanceof Statement) {
            return proxy((Class<?>) method.getReturnType(), result);
        }
        return result;
    }
}
