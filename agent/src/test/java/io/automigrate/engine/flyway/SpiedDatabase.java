package io.automigrate.engine.flyway;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A real database, of which a test knows what it is asked to execute, and which lies about itself where a test wants that. */
final class SpiedDatabase {
    private final DataSource database;
    private final Map<String, Object> lies;
    private final List<String> executed = new CopyOnWriteArrayList<>();

    /** @param lies the false results of methods of the meta data, by the names of the methods */
    SpiedDatabase(DataSource database, Map<String, Object> lies) {
        this.database = database;
        this.lies = lies;
    }

    /** Returns the statements that were executed without being prepared. */
    List<String> executed() {
        return executed;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = call(database, method, arguments);
            return result instanceof Connection connection ? spied(connection) : result;
        });
    }

    private Connection spied(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                arguments[0] = ofToday((String) arguments[0]);
            }
            Object result = call(connection, method, arguments);
            if (method.getName().equals("createStatement")) {
                return spied((Statement) result);
            }
            return result instanceof DatabaseMetaData metaData ? lying(metaData) : result;
        });
    }

    /** A Flyway that takes this H2 for an old one asks its questions in the old way. */
    private static String ofToday(String sql) {
        return sql.replace(
                "SELECT VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE NAME",
                "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME");
    }

    private Statement spied(Statement statement) {
        return proxy(Statement.class, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute") && arguments != null) {
                executed.add(String.valueOf(arguments[0]).strip());
            }
            return call(statement, method, arguments);
        });
    }

    private DatabaseMetaData lying(DatabaseMetaData metaData) {
        return proxy(DatabaseMetaData.class, (proxy, method, arguments) -> {
            Object lie = lies.get(method.getName());
            return lie == null ? call(metaData, method, arguments) : lie;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(SpiedDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
