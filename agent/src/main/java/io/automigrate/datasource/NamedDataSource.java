package io.automigrate.datasource;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.log.MigrationLog;
import io.automigrate.text.Elapsed;
import java.security.CodeSource;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ServiceLoader;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** A data source that a server binds to a name for its applications. */
public final class NamedDataSource {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final String SCHEME = "java:";
    private static final String ENVIRONMENT = "java:comp/env/";
    private static final String TOMEE = "openejb:";

    private final String name;
    private final String setting;
    private final ClassLoader application;
    private final Duration limit;
    private final MigrationLog log;

    /**
     * @param name the name in JNDI
     * @param setting the setting that names the data source, for messages
     * @param application the class loader of the application whose names are looked into
     * @param limit how long the data source may take to be bound
     */
    public NamedDataSource(String name, String setting, ClassLoader application, Duration limit, MigrationLog log) {
        this.name = name;
        this.setting = setting;
        this.application = application;
        this.limit = limit;
        this.log = log;
    }

    /**
     * Returns whether a server binds the name while the server itself starts. TomEE starts the EJBs of an application before Tomcat binds the
     * names of the application, so only the names of the whole server are there early enough for EJBs.
     *
     * @param name the name in JNDI
     */
    public static boolean isBoundBeforeApplications(String name) {
        return name.startsWith(TOMEE);
    }

    /**
     * Waits until the data source is bound. Servers make data sources while they start applications.
     *
     * @throws StartupException {@code CONFIGURATION}: nothing is bound within the limit, or something else than a data source whose
     *     physical connections can be opened
     */
    public ApplicationDataSource await() throws StartupException, InterruptedException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            return found();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw new StartupException(failure("The data source \"" + name + "\" can't be asked: " + e), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private ApplicationDataSource found() throws StartupException, InterruptedException, ReflectiveOperationException {
        long begin = System.nanoTime();
        Duration nextLine = Duration.ZERO;
        while (true) {
            try {
                return of(lookup());
            } catch (NamingException | SQLException e) {
                Duration waited = Duration.ofNanos(System.nanoTime() - begin);
                if (waited.compareTo(limit) >= 0) {
                    throw new StartupException(
                            failure("No data source is bound to \"" + name + "\": " + e)
                                    .with("waited", Elapsed.seconds(waited)),
                            e);
                }
                if (waited.compareTo(nextLine) >= 0) {
                    log.info("Waiting for the data source \"" + name + "\": " + e + ", " + Elapsed.whole(waited)
                            + " of " + Elapsed.limit(limit));
                    nextLine = waited.plus(BETWEEN_LINES);
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    /** A name without {@code java:} is one of the application's environment, or one of the whole server. */
    private Object lookup() throws NamingException {
        InitialContext context = new InitialContext();
        try {
            if (!name.startsWith(SCHEME)) {
                try {
                    return context.lookup(ENVIRONMENT + name);
                } catch (NamingException e) {
                    return context.lookup(name);
                }
            }
            return context.lookup(name);
        } finally {
            context.close();
        }
    }

    private ApplicationDataSource of(Object found) throws StartupException, ReflectiveOperationException, SQLException {
        if (!(found instanceof DataSource)) {
            throw new StartupException(failure("What is bound to \"" + name + "\" is no data source, but a "
                    + found.getClass().getName()));
        }
        return known(innermost(new Reflected(found))).named(name);
    }

    /** WildFly and TomEE hand out a data source that takes part in the server's transactions, around the one that connects. */
    private static Reflected innermost(Reflected source) throws ReflectiveOperationException {
        Reflected inner = source;
        while (inner.hasField("delegate") && inner.field("delegate") instanceof DataSource delegate) {
            inner = new Reflected(delegate);
        }
        return inner;
    }

    /** Looks for the part of a data source that opens physical connections: those of a pool would go on to the application. */
    private ApplicationDataSource known(Reflected source)
            throws StartupException, ReflectiveOperationException, SQLException {
        if (source.is("org.apache.commons.dbcp2.BasicDataSource")
                || source.is("org.apache.tomcat.dbcp.dbcp2.BasicDataSource")) {
            return Dbcp.of(source, "DBCP 2");
        }
        if (source.is("org.apache.tomcat.jdbc.pool.DataSourceProxy")) {
            return TomcatJdbc.of(new Reflected(source.call("getPoolProperties")), application);
        }
        if (source.is("com.zaxxer.hikari.HikariDataSource")) {
            return Hikari.ofDataSource(source);
        }
        if (source.is("io.agroal.pool.DataSource")) {
            return Agroal.of(new Reflected(source.field("connectionPool")));
        }
        if (source.is(Liberty.TYPE)) {
            return Liberty.of(source).orElseThrow(() -> unknown(source));
        }
        if (source.hasField("mcf")) {
            return ConnectorDataSource.of(new Reflected(source.field("mcf")));
        }
        DataSource plain = (DataSource) source.target();
        if (isOfDriver(plain)) {
            return ApplicationDataSource.of(
                    "data source",
                    name,
                    null,
                    null,
                    null,
                    new GivenConnections(
                            plain.getClass().getName(), plain::getConnection, GivenConnections.Session.UNCHANGED));
        }
        throw unknown(source);
    }

    private StartupException unknown(Reflected source) {
        return new StartupException(Failure.of(
                        ExitCode.CONFIGURATION,
                        "The data source \"" + name + "\" is a "
                                + source.target().getClass().getName() + ", a pool that the agent does not know")
                .with("state", "the database was not touched")
                .remedy("set AUTO_MIGRATE_URL to the JDBC URL"));
    }

    /** Returns whether a driver has made the data source, which then opens each connection itself. */
    private static boolean isOfDriver(DataSource source) {
        CodeSource place = source.getClass().getProtectionDomain().getCodeSource();
        for (Driver driver : ServiceLoader.load(Driver.class, source.getClass().getClassLoader())) {
            CodeSource ofDriver = driver.getClass().getProtectionDomain().getCodeSource();
            if (place != null && place.equals(ofDriver)) {
                return true;
            }
        }
        return false;
    }

    private Failure failure(String headline) {
        return Failure.of(ExitCode.CONFIGURATION, headline)
                .with("state", "the database was not touched")
                .remedy("correct the name in " + setting
                        + ", define the data source in the server, or set AUTO_MIGRATE_URL to the JDBC URL");
    }
}
