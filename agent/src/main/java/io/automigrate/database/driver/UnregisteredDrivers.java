package io.automigrate.database.driver;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverAction;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The class in place of {@code DriverManager} for drivers on the {@code AUTO_MIGRATE_CLASSPATH}: the same methods without effect. A
 * driver that asks for other drivers gets those which announce themselves to its own class loader. The engine opens connections on threads
 * whose context class loader knows no driver.
 */
public final class UnregisteredDrivers {
    private UnregisteredDrivers() {}

    /** Does nothing. */
    public static void registerDriver(Driver driver) {
        // We instantiate the driver ourselves.
    }

    /** Does nothing. */
    public static void registerDriver(Driver driver, DriverAction action) {
        // As above.
    }

    /** Does nothing. */
    public static void deregisterDriver(Driver driver) {
        // Nothing has been registered.
    }

    public static Enumeration<Driver> getDrivers() {
        return Collections.enumeration(services());
    }

    public static Stream<Driver> drivers() {
        return services().stream();
    }

    /** Returns the first driver that accepts the URL. */
    public static Driver getDriver(String url) throws SQLException {
        for (Driver driver : services()) {
            if (driver.acceptsURL(url)) {
                return driver;
            }
        }
        throw new SQLException("No suitable driver", "08001");
    }

    public static Connection getConnection(String url) throws SQLException {
        return getConnection(url, new Properties());
    }

    /** Returns a new connection. */
    public static Connection getConnection(String url, String user, String password) throws SQLException {
        Properties account = new Properties();
        if (user != null) {
            account.setProperty("user", user);
        }
        if (password != null) {
            account.setProperty("password", password);
        }
        return getConnection(url, account);
    }

    public static Connection getConnection(String url, Properties properties) throws SQLException {
        return getDriver(url).connect(url, properties);
    }

    public static int getLoginTimeout() {
        return DriverManager.getLoginTimeout();
    }

    /** Does nothing. */
    public static void setLoginTimeout(int seconds) {
        // The setting would also change the application.
    }

    public static PrintWriter getLogWriter() {
        return DriverManager.getLogWriter();
    }

    /** Does nothing. */
    public static void setLogWriter(PrintWriter out) {
        // The setting would also change the application.
    }

    public static void println(String message) {
        DriverManager.println(message);
    }

    private static List<Driver> services() {
        List<Driver> drivers = new ArrayList<>();
        for (Driver driver : ServiceLoader.load(Driver.class, callersLoader())) {
            drivers.add(driver);
        }
        return drivers;
    }

    /** Returns the loader of the class that has called this class, as {@code DriverManager} does. */
    private static ClassLoader callersLoader() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(type -> type != UnregisteredDrivers.class)
                        .findFirst()
                        .orElse(UnregisteredDrivers.class))
                .getClassLoader();
    }
}
