package io.automigrate.kind;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;

/** Calls methods that only the connection of one driver has. */
public final class DriverConnection {
    private DriverConnection() {}

    /**
     * Calls a method of the driver's connection, which may be inside the connections of wrapping drivers and pools.
     *
     * @param type the driver's interface with the method
     * @param argument the argument of the method; empty when it takes none
     * @throws SQLException when there is no such connection, or the method failed
     */
    public static Object call(Connection connection, String type, String method, OptionalInt argument)
            throws SQLException {
        try {
            Class<?> driver = Class.forName(type, false, connection.getClass().getClassLoader());
            Object target = driver.isInstance(connection) ? connection : connection.unwrap(driver);
            return argument.isEmpty()
                    ? driver.getMethod(method).invoke(target)
                    : driver.getMethod(method, int.class).invoke(target, argument.getAsInt());
        } catch (InvocationTargetException e) {
            throw new SQLException(method + " failed: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            throw new SQLException("the driver's connection has no " + method + ": " + e, e);
        }
    }
}
