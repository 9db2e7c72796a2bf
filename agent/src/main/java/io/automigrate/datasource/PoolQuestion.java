package io.automigrate.datasource;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.host.ApplicationEntrance;
import io.automigrate.host.PoolHook;
import java.lang.reflect.InvocationTargetException;

/** Asks a connection pool that is about to open for its database and its connections. */
public final class PoolQuestion {
    private PoolQuestion() {}

    /**
     * Asks the pool, on the thread that opens the pool and with the context class loader of the application: a password may be made now.
     *
     * @throws StartupException when the pool has another form than in every version known, or its settings fail
     */
    public static ApplicationDataSource ask(ApplicationEntrance application) throws StartupException {
        Reflected pool = new Reflected(application.context());
        PoolHook library = PoolHook.ofContext(application.context());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application.loader());
        try {
            return switch (library) {
                case HIKARI -> Hikari.of(pool);
                case TOMCAT_JDBC -> TomcatJdbc.of(pool, application.loader());
                case DBCP, TOMCAT_DBCP -> Dbcp.of(pool, library.toString());
                case AGROAL, AGROAL_POOLLESS -> Agroal.of(pool);
            };
        } catch (InvocationTargetException e) {
            throw failure(library, e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw failure(library, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static StartupException failure(PoolHook library, Throwable thrown) {
        return new StartupException(
                Failure.of(ExitCode.CONFIGURATION, "The pool of " + library + " can't be asked: " + thrown)
                        .with("state", "the database was not touched")
                        .remedy("use a version of " + library + " that docs/hosts.md names, or set AUTO_MIGRATE_URL to"
                                + " the JDBC URL; AUTO_MIGRATE_LOG_LEVEL=debug shows where this came from"),
                thrown);
    }
}
