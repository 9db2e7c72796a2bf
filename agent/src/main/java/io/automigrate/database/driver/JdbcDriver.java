package io.automigrate.database.driver;

import io.automigrate.failure.StartupException;
import io.automigrate.kind.DatabaseAddress;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.url.JdbcUrl;
import java.security.CodeSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The application's own JDBC driver for a URL. The agent never asks {@code DriverManager} for the driver: the manager looks for drivers
 * only once, with the class loader of the first caller, so an application with another loader would find none.
 */
public final class JdbcDriver {
    private final Driver driver;
    private final JdbcUrl url;
    private final ClassLoader application;
    private final boolean isGiven;
    private Logger silenced;
    private Level before;

    public JdbcDriver(Driver driver, JdbcUrl url, ClassLoader application) {
        this(driver, url, application, false);
    }

    private JdbcDriver(Driver driver, JdbcUrl url, ClassLoader application, boolean isGiven) {
        this.isGiven = isGiven;
        this.driver = Objects.requireNonNull(driver, "driver");
        this.url = Objects.requireNonNull(url, "url");
        this.application = Objects.requireNonNull(application, "application");
    }

    /**
     * Finds the driver: the class that is known for the URL, else a driver that announces itself as a service and accepts the URL.
     *
     * @param application the loader of the application's classes, or {@link ExtraClassPath#loader()} over it; also the context class
     *     loader of all driver code
     * @throws StartupException {@code CONFIGURATION}: no driver (with the artifact to add), a driver that lacks a class or a Java module, a
     *     driver that does not accept the URL, or a socket factory of the URL that is not there
     */
    public static JdbcDriver find(JdbcUrl url, ClassLoader application) throws StartupException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            Driver driver = new DriverSearch(url, application).find();
            if (url.value().contains(SocketFactory.PARAMETER)) {
                SocketFactory.check(url, driver);
            }
            return new JdbcDriver(driver, url, application);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Returns the driver for the connections of a data source that the application has made: the data source knows the account, the URL
     * and all properties.
     *
     * @param connections opens the connections; its text is one for debug lines
     */
    public static JdbcDriver given(Driver connections, JdbcUrl url, ClassLoader application) {
        return new JdbcDriver(connections, url, application, true);
    }

    /** Returns this driver for the URL to which its connections lead. */
    public JdbcDriver at(JdbcUrl found) {
        return new JdbcDriver(driver, found, application, isGiven);
    }

    /** Returns whether the application has decided how to connect, so that no limit of ours counts. */
    public boolean isGiven() {
        return isGiven;
    }

    /** Finds the driver for our own connections to a database; see {@link #find(JdbcUrl, ClassLoader)}. */
    public static JdbcDriver find(DatabaseAddress address, ExtraClassPath classPath) throws StartupException {
        DatabaseAddress ours = address.pastObservers();
        return find(ours.complete(), classPath.forDriver(ours));
    }

    /** Returns whether {@link #find(DatabaseAddress, ExtraClassPath)} would return one. */
    public static boolean isThere(DatabaseAddress address, ExtraClassPath classPath) {
        try {
            find(address, classPath);
            return true;
        } catch (StartupException e) {
            return false;
        }
    }

    /** Returns a new connection; the caller sets the context class loader. */
    public Connection connect(Properties properties) throws SQLException {
        Connection connection = driver.connect(url.value(), properties);
        if (connection == null) {
            throw UrlNotAcceptedException.by(driver.getClass().getName());
        }
        return connection;
    }

    /** Returns the driver itself. */
    public Driver driver() {
        return driver;
    }

    /**
     * Keeps our statements out of the application's log while the application's own copy of a driver is used that writes to {@code
     * java.util.logging}: a framework may have configured the driver's loggers already. Does nothing for another driver.
     */
    public void silence(DatabaseKind kind) {
        // An unknown driver may log to neither, and asking for a logger would begin the logging.
        boolean isBySlf4j =
                kind.logsBySlf4j(url) && (!kind.isBundled() || application.getResource(ExtraClassPath.SLF4J) != null);
        if (isBySlf4j || !kind.logsByJavaUtilLogging(url)) {
            return;
        }
        // A server's log manager has the loggers of each context class loader, and the driver's class was initialised
        // with this one.
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            // The driver's class has asked for its logger, so this is not the first question for one.
            silenced = Logger.getLogger(type().getPackageName());
        } finally {
            thread.setContextClassLoader(loader);
        }
        before = silenced.getLevel();
        silenced.setLevel(Level.OFF);
    }

    /** Gives the driver's logger the level that it had. */
    public void endSilence() {
        if (silenced != null) {
            silenced.setLevel(before);
        }
    }

    JdbcUrl url() {
        return url;
    }

    Class<?> type() {
        return driver.getClass();
    }

    public ClassLoader application() {
        return application;
    }

    /** Returns class, version and jar, for debug lines: {@code org.postgresql.Driver 42.7 from file:/app/lib/postgresql.jar}. */
    @Override
    public String toString() {
        return isGiven ? driver.toString() : describe(driver);
    }

    static String describe(Driver driver) {
        Class<?> type = driver.getClass();
        String version = type.getPackage().getImplementationVersion();
        if (version == null) {
            version = driver.getMajorVersion() + "." + driver.getMinorVersion();
        }
        CodeSource source = type.getProtectionDomain().getCodeSource();
        String place = source == null || source.getLocation() == null ? "" : " from " + source.getLocation();
        return type.getName() + " " + version + place;
    }
}
