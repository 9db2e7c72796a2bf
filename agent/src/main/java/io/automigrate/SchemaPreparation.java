package io.automigrate;

import io.automigrate.command.OneShotCommand;
import io.automigrate.database.ConnectionSource;
import io.automigrate.database.DatabaseGate;
import io.automigrate.database.HeadStart;
import io.automigrate.database.ReadyDatabase;
import io.automigrate.database.driver.ExtraClassPath;
import io.automigrate.database.driver.JdbcDriver;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.flyway.EngineChoice;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.host.ApplicationEntrance;
import io.automigrate.host.HostApplication;
import io.automigrate.host.JavaRuntime;
import io.automigrate.log.MigrationLog;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.migration.history.UpToDateCheck;
import io.automigrate.settings.Location;
import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import io.automigrate.text.Elapsed;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.LongSupplier;

/**
 * Brings the schema to what the scripts ask for: the catalog of scripts, then the database, then the migration. What each step finds is
 * handed to the next; nothing goes back. Links to JDBC, so it is not loaded before {@link JavaRuntime} has found that there.
 */
final class SchemaPreparation {
    private final Settings settings;
    private final OneShotCommand command;
    private final HostApplication host;
    private final MigrationLog log;
    private final LongSupplier nanoTime;

    /**
     * @param command what is done instead of a start, or null
     */
    SchemaPreparation(
            Settings settings, OneShotCommand command, HostApplication host, MigrationLog log, LongSupplier nanoTime) {
        this.settings = settings;
        this.command = command;
        this.host = host;
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /**
     * Does it.
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
            if (host.isServer() && isPassedOver(application, roots, classPath.loader())) {
                return false;
            }
            try (HeadStart headStart = HeadStart.begin(settings.account(), settings.waiting(), classPath.loader());
                    MigrationCatalog catalog = readCatalog(roots)) {
                log.info(headline(application, catalog));
                for (String warning : catalog.warnings()) {
                    log.warn(warning);
                }
                if (catalog.isEmpty()) {
                    nothingFound(catalog);
                    return true;
                }
                if (settings.tenants().isPresent()) {
                    TenantSequence.Content content = new TenantSequence.Content(roots, catalog, classPath.loader());
                    new TenantSequence(settings, command, host, log, nanoTime, content).prepare(headStart.source());
                    return true;
                }
                SchemaEngine.Result result = migrate(headStart.source(), catalog, classPath.loader(), start);
                if (result != null) {
                    seed(headStart.source(), result, roots, classPath.loader());
                }
                return true;
            }
        } catch (StartupException e) {
            log.database().failed(e.failure());
            throw e;
        }
    }

    /** Returns null when something else was done than at a start. */
    private SchemaEngine.Result migrate(
            ConnectionSource source, MigrationCatalog catalog, ClassLoader loader, long start)
            throws StartupException, InterruptedException {
        if (log.isDebugEnabled()) {
            log.debug("JDBC driver: " + source.driver());
        }
        // Made while the connection is: what is loaded now is not waited for later.
        UpToDateCheck check = check(catalog);
        ReadyDatabase database = new DatabaseGate(source, settings.waiting(), log).await();
        if (command != null && !command.isStart()) {
            source.reuse(database.connection());
            command.run(engine(catalog, loader), source, catalog);
            return null;
        }
        SchemaEngine.Result result;
        try {
            result = upToDate(check, database.connection());
        } finally {
            // For Flyway, or to be closed.
            source.reuse(database.connection());
        }
        if (result == null) {
            result = engine(catalog, loader).run(source);
        }
        tell(result, elapsed(start), database.waited());
        if (command != null) {
            command.tell(result, elapsed(start));
        }
        return result;
    }

    /** Loads initial data, where it is wanted. */
    void seed(ConnectionSource source, SchemaEngine.Result result, ClassPathRoots roots, ClassLoader loader)
            throws InterruptedException {
        if (settings.seed().isPresent() && settings.engine().mode() == Mode.MIGRATE) {
            new Seeding(settings, roots, loader, log, nanoTime).apply(source, result);
        }
    }

    UpToDateCheck check(MigrationCatalog catalog) {
        return new UpToDateCheck(
                catalog, settings.history(), settings.account().url().vendor());
    }

    /** Asks without Flyway; returns null when Flyway has to look. */
    SchemaEngine.Result upToDate(UpToDateCheck check, Connection connection) {
        if (!settings.engine().flyway().isEmpty()) {
            log.debug("Flyway has to look: it is told "
                    + settings.engine().flyway().keySet());
            return null;
        }
        UpToDateCheck.Answer answer = check.ask(connection);
        if (answer instanceof UpToDateCheck.UpToDate upToDate) {
            return new SchemaEngine.Result(upToDate.schema(), 0, upToDate.version(), false);
        }
        log.debug("Flyway has to look: " + ((UpToDateCheck.Doubt) answer).reason());
        return null;
    }

    SchemaEngine engine(MigrationCatalog catalog, ClassLoader loader) throws StartupException {
        JavaRuntime.current().requireMigrating();
        EngineChoice choice = new EngineChoice(settings, catalog, loader, log);
        return command != null && command.needsScriptsOnly() ? choice.forScripts(nanoTime) : choice.engine(nanoTime);
    }

    /**
     * A server opens several applications. The one that is migrated for is the first that has the scripts; scripts beside the server
     * belong to the first that has the driver.
     */
    private boolean isPassedOver(ApplicationEntrance application, ClassPathRoots roots, ClassLoader loader)
            throws StartupException {
        List<Location> locations = settings.scripts().locations();
        String missing = null;
        if (locations.stream().allMatch(location -> location.kind() == Location.Kind.FILESYSTEM)) {
            missing = JdbcDriver.isThere(settings.account().url(), loader)
                    ? null
                    : "driver for " + settings.account().url();
        } else if (!MigrationCatalog.holdsAny(locations, roots)) {
            missing = "scripts in " + locations();
        }
        if (missing != null) {
            log.info("Web application \"" + application.name() + "\" has no " + missing + ", waiting for the next one");
        }
        return missing != null;
    }

    private MigrationCatalog readCatalog(ClassPathRoots roots) throws StartupException {
        return MigrationCatalog.read(
                settings.scripts().locations(), settings.scripts().locationsSource(), roots);
    }

    /** The first line that is written: who and what, and for a host that opens the application itself, when. */
    private String headline(ApplicationEntrance application, MigrationCatalog catalog) {
        int count = catalog.scripts().size();
        String scripts = count + (count == 1 ? " script in " : " scripts in ") + locations();
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

    private String locations() {
        StringJoiner names = new StringJoiner(", ");
        for (Location location : settings.scripts().locations()) {
            names.add(location.toString());
        }
        return names.toString();
    }

    /** A migration that was asked for and has no scripts is a mistake; one that was only guessed at is not. */
    private void nothingFound(MigrationCatalog catalog) throws StartupException {
        String headline = "No migration scripts found in " + locations()
                + host.unknownFolder()
                        .map(name -> ", and nothing in " + name + " was seen because the launcher is not a known one")
                        .orElse("");
        if (!settings.asked()) {
            log.warn(headline
                    + "; nothing is migrated. Set AUTO_MIGRATE_LOCATIONS to where they are, or AUTO_MIGRATE=false");
            log.database().done("", Optional.empty());
            return;
        }
        throw new StartupException(Failure.of(ExitCode.CONFIGURATION, headline)
                .with("searched", String.join("\n", catalog.searched()))
                .with("state", "the database was not touched")
                .remedy("set AUTO_MIGRATE_LOCATIONS to where the scripts are (classpath: or filesystem:),"
                        + " or AUTO_MIGRATE=false when there are none"));
    }

    void tell(SchemaEngine.Result result, Duration elapsed, Duration waited) {
        remember(result);
        if (result.applied() == 0) {
            tellUpToDate(result.schema(), result.version(), elapsed);
            return;
        }
        String version =
                result.version().isEmpty() ? "" : " version " + result.version().get();
        log.succeeded(
                "Migrations completed successfully: " + result.applied() + " applied,"
                        + (version.isEmpty() ? "" : version + ",") + " " + Elapsed.seconds(elapsed)
                        + (waited.isZero() ? "" : " (waited " + Elapsed.seconds(waited) + ")"),
                elapsed);
    }

    /** Lets the observer know, without a line. */
    void remember(SchemaEngine.Result result) {
        log.database().done(result.schema(), result.version());
    }

    /** Does the same with a failure, which others tell. */
    void remember(Failure failure) {
        log.database().failed(failure);
    }

    private void tellUpToDate(String schema, Optional<String> version, Duration elapsed) {
        log.succeeded(
                "Schema \"" + schema + "\" is up to date" + (version.isEmpty() ? "" : " at version " + version.get())
                        + ", nothing pending, " + Elapsed.seconds(elapsed),
                elapsed);
    }

    private Duration elapsed(long start) {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }
}
