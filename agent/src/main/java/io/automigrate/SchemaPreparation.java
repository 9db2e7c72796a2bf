package io.automigrate;

import io.automigrate.database.ConnectionSource;
import io.automigrate.database.DatabaseGate;
import io.automigrate.database.HeadStart;
import io.automigrate.database.ReadyDatabase;
import io.automigrate.database.driver.ExtraClassPath;
import io.automigrate.database.driver.JdbcDriver;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.StartupException;
import io.automigrate.host.ApplicationEntrance;
import io.automigrate.host.HostApplication;
import io.automigrate.host.JavaRuntime;
import io.automigrate.log.MigrationLog;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Prepares one database for an application: reads the catalog of scripts, waits for the database, then does the work. Each step hands its
 * result to the next. This class links to JDBC, so the agent loads it after {@link JavaRuntime} has found JDBC.
 */
final class SchemaPreparation {
    private final Settings settings;
    private final StartAction action;
    private final HostApplication host;
    private final JdbcDriver connections;
    private final MigrationLog log;
    private final LongSupplier nanoTime;

    SchemaPreparation(Settings settings, StartAction action, Launch launch, MigrationLog log, LongSupplier nanoTime) {
        this.settings = settings;
        this.action = action;
        this.host = launch.host();
        this.connections = launch.connections();
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /**
     * Brings the database to the state that the scripts ask for, or runs the command.
     *
     * @return false when this is not the application to migrate for
     * @throws StartupException when the schema is not what the scripts ask for
     */
    boolean prepare(ApplicationEntrance application) throws StartupException, InterruptedException {
        long start = nanoTime.getAsLong();
        ClassPathRoots roots = host.isDeferred()
                ? ClassPathRoots.ofApplication(application.loader(), settings.classPath())
                : ClassPathRoots.ofThisJvm(settings.classPath());
        try (ExtraClassPath classPath = ExtraClassPath.open(settings.classPath(), application.loader())) {
            if (host.isServer() && isPassedOver(application, roots, classPath)) {
                return false;
            }
            try (HeadStart headStart = headStart(classPath);
                    MigrationCatalog catalog = MigrationCatalog.read(settings.scripts(), roots)) {
                log.info(headline(application, catalog));
                for (String warning : catalog.warnings()) {
                    log.warn(warning);
                }
                if (catalog.isEmpty()) {
                    nothingFound(catalog, roots, classPath);
                    return true;
                }
                warnOfFleeting();
                SchemaStart schema = new SchemaStart(settings, roots, catalog, classPath, log, nanoTime);
                if (settings.tenants().isPresent()) {
                    prepareTenants(schema, headStart.source());
                } else {
                    prepare(schema, headStart, start);
                }
                return true;
            } catch (StartupException e) {
                if (hasDriver(classPath)) {
                    throw e;
                }
                if (isHelper(classPath) && new MissingScripts(settings, host).mayBeOnAnotherClassPath(roots)) {
                    leaveAlone();
                    return true;
                }
                throw MissingScripts.withProgram(e, host);
            }
        } catch (StartupException e) {
            log.database().failed(e.failure());
            throw e;
        }
    }

    private boolean hasDriver(ExtraClassPath classPath) {
        return connections != null || JdbcDriver.isThere(settings.account().address(), classPath);
    }

    private HeadStart headStart(ExtraClassPath classPath) {
        return connections == null
                ? HeadStart.begin(settings.account(), settings.waiting(), classPath)
                : HeadStart.with(connections, settings.account(), settings.waiting(), classPath);
    }

    /** A warning and no failure: something else in this process may hold a connection to the database. */
    private void warnOfFleeting() {
        Settings.Account account = settings.account();
        String keep = account.kind().endsWithConnection(account.address().url());
        if (connections == null && !keep.isEmpty()) {
            log.warn(
                    "The database is in memory and ends with its last connection: unless something else holds one, the application will"
                            + " not find what is migrated now; " + keep);
        }
    }

    private void prepareTenants(SchemaStart schema, ConnectionSource source)
            throws StartupException, InterruptedException {
        Settings.Waiting waiting = settings.waiting();
        Reconnection reconnection = null;
        while (true) {
            TenantSequence tenants = new TenantSequence(schema, action);
            try {
                tenants.prepare(source, waiting);
                return;
            } catch (StartupException e) {
                if (!tenants.isUntouched()) {
                    throw e;
                }
                reconnection = reconnection == null ? new Reconnection(waiting, log, nanoTime) : reconnection;
                waiting = reconnection.after(e);
            }
        }
    }

    private void prepare(SchemaStart schema, HeadStart headStart, long start)
            throws StartupException, InterruptedException {
        ConnectionSource source = headStart.source();
        if (log.isDebugEnabled()) {
            log.debug("JDBC driver: " + source.driver());
        }
        Settings.Waiting waiting = settings.waiting();
        Reconnection reconnection = null;
        while (true) {
            ReadyDatabase database = new DatabaseGate(source, waiting, log).await();
            try {
                finish(perform(schema, source, database), schema, source, start, database);
                return;
            } catch (StartupException e) {
                reconnection = reconnection == null ? new Reconnection(waiting, log, nanoTime) : reconnection;
                waiting = reconnection.after(e);
            }
        }
    }

    private Optional<SchemaEngine.Result> perform(SchemaStart schema, ConnectionSource source, ReadyDatabase database)
            throws StartupException, InterruptedException {
        Optional<SchemaEngine.Result> result;
        try {
            result = action.endsWhenUpToDate() ? schema.upToDate(source, database.connection()) : Optional.empty();
        } finally {
            // Flyway uses the connection, or the source closes it.
            source.reuse(database.connection());
        }
        return result.isPresent() ? result : action.perform(schema, source);
    }

    private void finish(
            Optional<SchemaEngine.Result> result,
            SchemaStart schema,
            ConnectionSource source,
            long start,
            ReadyDatabase database)
            throws InterruptedException {
        if (result.isPresent()) {
            Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - start);
            schema.tell(result.get(), elapsed, database.waited());
            action.report(schema, result.get(), elapsed);
            schema.seed(source, result.get());
        }
    }

    private boolean isPassedOver(ApplicationEntrance application, ClassPathRoots roots, ExtraClassPath classPath)
            throws StartupException {
        String missing = ApplicationChoice.missing(settings, roots, classPath, connections);
        if (!missing.isEmpty()) {
            log.info("Web application \"" + application.name() + "\" has no " + missing + ", waiting for the next one");
        }
        return !missing.isEmpty();
    }

    /** Returns the first line of the log, with the database and the scripts; the second line when a host opens the application. */
    private String headline(ApplicationEntrance application, MigrationCatalog catalog) {
        int count = catalog.scripts().size();
        String scripts = count
                + (count == 1 ? " script in " : " scripts in ")
                + settings.scripts().locationNames();
        if (!host.isDeferred()) {
            return introduction(settings) + ", " + scripts + ", " + host;
        }
        return "The application" + (application.name().isEmpty() ? "" : " \"" + application.name() + "\"")
                + " is there: " + scripts;
    }

    static String introduction(Settings settings) {
        Settings.Account account = settings.account();
        return "auto-migrate " + Version.current() + ": " + account.url()
                + (account.user().isEmpty() ? "" : " as " + account.user().get()) + " (" + account.source() + ")";
    }

    /** Without scripts a migration is a mistake if a setting asks for it. A discovered database may have no scripts. */
    private void nothingFound(MigrationCatalog catalog, ClassPathRoots roots, ExtraClassPath classPath)
            throws StartupException {
        if (isHelper(classPath)) {
            leaveAlone();
            return;
        }
        MissingScripts missing = new MissingScripts(settings, host);
        if (settings.asked()) {
            throw new StartupException(missing.failure(catalog, roots));
        }
        log.warn(missing.warning());
        log.database().done("", Optional.empty());
    }

    private boolean isHelper(ExtraClassPath classPath) {
        return action.successCode() == 0 && MissingScripts.isOfHelper(host, hasDriver(classPath));
    }

    private void leaveAlone() {
        log.warn(new MissingScripts(settings, host).helper());
        log.database().done("", Optional.empty());
    }
}
