package io.automigrate.database.driver;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.url.JdbcUrl;
import java.sql.Driver;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The class that opens the sockets of a driver, when the URL names one. */
final class SocketFactory {
    /** The parameter of a URL. A constant, so that a URL without the parameter does not load this class. */
    static final String PARAMETER = "socketFactory=";

    private static final Pattern CLASS = Pattern.compile("[?&]" + PARAMETER + "([^&]+)");

    private SocketFactory() {}

    /**
     * Refuses a URL whose socket factory the driver can't find. The driver would fail with a lost connection, and the agent would wait for
     * a database that never comes.
     */
    static void check(JdbcUrl url, Driver driver) throws StartupException {
        Matcher matcher = CLASS.matcher(url.value());
        if (!matcher.find() || isThere(matcher.group(1), driver.getClass().getClassLoader())) {
            return;
        }
        throw new StartupException(Failure.of(
                        ExitCode.CONFIGURATION,
                        "The database's URL leads to a socket factory that is not on the application's class path: \""
                                + matcher.group(1) + "\"")
                .with("database", url.toString())
                .with("state", "nothing was changed")
                .remedy("add the library of the socket factory to the application (Cloud SQL:"
                        + " com.google.cloud.sql:postgres-socket-factory or mysql-socket-factory-connector-j-8; any Unix"
                        + " socket: com.kohlschutter.junixsocket:junixsocket-core, for MySQL junixsocket-mysql), or name its jar"
                        + " with AUTO_MIGRATE_CLASSPATH; or let AUTO_MIGRATE_URL name host and port"));
    }

    private static boolean isThere(String type, ClassLoader loader) {
        String file = type.replace('.', '/') + ".class";
        return (loader == null ? ClassLoader.getSystemResource(file) : loader.getResource(file)) != null;
    }
}
