package io.automigrate;

import io.automigrate.database.ConnectionSource;
import io.automigrate.database.DatabaseGate;
import io.automigrate.database.ExtraClassPath;
import io.automigrate.database.JdbcDriver;
import io.automigrate.database.ReadyDatabase;
import io.automigrate.engine.FlywayEngine;
import io.automigrate.host.JavaRuntime;
import io.automigrate.migration.ClassPathRoots;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.MigrationClass;
import io.automigrate.report.Elapsed;
import io.automigrate.report.ExitCode;
import io.automigrate.report.Failure;
import io.automigrate.report.FailureBlock;
import io.automigrate.report.LogSettings;
import io.automigrate.report.MigrationLog;
import io.automigrate.report.SecretMask;
import io.automigrate.report.StartupException;
import io.automigrate.settings.Location;
import io.automigrate.settings.Resolution;
import io.automigrate.settings.SettingSources;
import io.automigrate.settings.Settings;
import io.automigrate.settings.SettingsResolver;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.LongSupplier;

/**
 * One start of an application: settings, then the catalog of scripts, then the database, then the migration, then the outcome. What
 * each step finds is handed to the next; nothing goes back.
 */
public final class Startup {
    private final SettingSources sources;
    private final ClassLoader application;
    private final PrintStream err;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    Startup(
            SettingSources sources,
            ClassLoader application,
            PrintStream err,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.sources = sources;
        this.application = application;
        this.err = err;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Called by the bootstrap, by name.
     *
     * @param arguments the text behind {@code =} in {@code -javaagent:jar=…}, or null
     * @param application the class loader that the application's scripts and driver are found by
     * @return 0 when the application may start, else the code to end the process with; nothing is thrown
     */
    public static int run(String arguments, ClassLoader application) {
        return new Startup(
                        SettingSources.ofThisProcess(arguments),
                        application,
                        System.err,
                        InstantSource.system(),
                        System::nanoTime)
                .run();
    }

    int run() {
        Resolution resolution;
        try {
            resolution = new SettingsResolver(sources).resolve();
        } catch (Throwable e) {
            return unexpected(e, true, log(LogSettings.DEFAULT));
        }
        MigrationLog log = log(resolution.log());
        if (resolution instanceof Resolution.Resolved resolved) {
            Settings settings = resolved.settings();
            resolved.warnings().forEach(log::warn);
            return migrate(settings, log.masking(settings.secretMask()));
        }
        if (resolution instanceof Resolution.Invalid invalid) {
            invalid.warnings().forEach(log::warn);
            return FailureBlock.write(configuration(invalid), invalid.failOnError(), log);
        }
        Resolution.NothingToDo nothing = (Resolution.NothingToDo) resolution;
        nothing.warnings().forEach(log::warn);
        if (!nothing.switchedOff()) {
            log.info(
                    "No database found in AUTO_MIGRATE_URL or the variables of the usual frameworks, nothing is migrated");
        }
        return 0;
    }

    private MigrationLog log(LogSettings settings) {
        return new MigrationLog(err, clock, settings, SecretMask.URLS_ONLY);
    }

    private int migrate(Settings settings, MigrationLog log) {
        boolean failOnError = settings.failOnError();
        try {
            prepareSchema(settings, log);
            return 0;
        } catch (StartupException e) {
            if (e.getCause() != null && log.isDebugEnabled()) {
                log.debug(stackTrace(e.getCause()));
            }
            return FailureBlock.write(e.failure(), failOnError, log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FailureBlock.write(
                    Failure.of(ExitCode.DATABASE_UNREACHABLE, "The start was interrupted before the schema was ready"),
                    failOnError,
                    log);
        } catch (Throwable e) {
            // Out of memory in a migration, a class that a reduced runtime lacks: main must not run on it unnoticed.
            return unexpected(e, failOnError, log);
        }
    }

    private static int unexpected(Throwable thrown, boolean failOnError, MigrationLog log) {
        if (log.isDebugEnabled()) {
            log.debug(stackTrace(thrown));
        }
        return FailureBlock.write(unexpected(thrown), failOnError, log);
    }

    private void prepareSchema(Settings settings, MigrationLog log) throws StartupException, InterruptedException {
        long start = nanoTime.getAsLong();
        JavaRuntime java = JavaRuntime.current();
        java.requireConnecting();
        try (ExtraClassPath classPath = ExtraClassPath.open(settings.classPath(), application);
                MigrationCatalog catalog = readCatalog(settings)) {
            log.info(headline(settings, catalog));
            catalog.warnings().forEach(log::warn);
            if (catalog.isEmpty()) {
                nothingFound(settings, catalog, log);
                return;
            }
            JdbcDriver driver = JdbcDriver.find(settings.account().url(), classPath.loader());
            log.debug("JDBC driver: " + driver);
            try (ConnectionSource source = new ConnectionSource(driver, settings.account(), settings.waiting())) {
                ReadyDatabase database = new DatabaseGate(source, settings.waiting(), log).await();
                source.reuse(database.connection());
                java.requireMigrating();
                FlywayEngine engine = new FlywayEngine(settings, catalog.scripts(), log, nanoTime);
                tell(engine.migrate(source), elapsed(start), database.waited(), log);
            }
        }
    }

    private static MigrationCatalog readCatalog(Settings settings) throws StartupException {
        MigrationCatalog catalog = MigrationCatalog.read(
                settings.scripts().locations(),
                settings.scripts().locationsSource(),
                ClassPathRoots.ofThisJvm(settings.classPath()));
        try {
            refuseClasses("Java migrations", catalog.javaMigrations());
            refuseClasses("Java callbacks", catalog.javaCallbacks());
        } catch (StartupException e) {
            catalog.close();
            throw e;
        }
        return catalog;
    }

    /** They extend the application's copy of Flyway's types; the agent's own Flyway would skip them without a word. */
    private static void refuseClasses(String what, List<MigrationClass> classes) throws StartupException {
        if (classes.isEmpty()) {
            return;
        }
        Failure failure = Failure.of(
                ExitCode.CONFIGURATION,
                what + " are not supported: " + classes.get(0).className());
        for (MigrationClass migrationClass : classes) {
            failure = failure.with("class", migrationClass.place());
        }
        throw new StartupException(failure.with("state", "the database was not touched")
                .remedy("turn them into SQL, or move classes that are no migrations to another package"));
    }

    private static String headline(Settings settings, MigrationCatalog catalog) {
        Settings.Account account = settings.account();
        int count = catalog.scripts().size();
        return "auto-migrate " + Version.current() + ": " + account.url()
                + account.user().map(user -> " as " + user).orElse("") + " (" + account.source() + "), " + count
                + (count == 1 ? " script in " : " scripts in ") + locations(settings);
    }

    private static String locations(Settings settings) {
        StringJoiner names = new StringJoiner(", ");
        for (Location location : settings.scripts().locations()) {
            names.add(location.toString());
        }
        return names.toString();
    }

    /** A migration that was asked for and has no scripts is a mistake; one that was only guessed at is not. */
    private static void nothingFound(Settings settings, MigrationCatalog catalog, MigrationLog log)
            throws StartupException {
        String headline = "No migration scripts found in " + locations(settings);
        if (!settings.asked()) {
            log.warn(headline
                    + "; nothing is migrated. Set AUTO_MIGRATE_LOCATIONS to where they are, or AUTO_MIGRATE=false");
            return;
        }
        throw new StartupException(Failure.of(ExitCode.CONFIGURATION, headline)
                .with("searched", String.join("\n", catalog.searched()))
                .with("state", "the database was not touched")
                .remedy("set AUTO_MIGRATE_LOCATIONS to where the scripts are (classpath: or filesystem:),"
                        + " or AUTO_MIGRATE=false when there are none"));
    }

    private static void tell(FlywayEngine.Result result, Duration elapsed, Duration waited, MigrationLog log) {
        String version = result.version().map(v -> " version " + v).orElse("");
        if (result.applied() == 0) {
            log.info("Schema \"" + result.schema() + "\" is up to date" + (version.isEmpty() ? "" : " at" + version)
                    + ", nothing pending, " + Elapsed.seconds(elapsed));
            return;
        }
        log.info("Migrations completed successfully: " + result.applied() + " applied,"
                + (version.isEmpty() ? "" : version + ",") + " " + Elapsed.seconds(elapsed)
                + (waited.isZero() ? "" : " (waited " + Elapsed.seconds(waited) + ")"));
    }

    private Duration elapsed(long start) {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    private static Failure configuration(Resolution.Invalid invalid) {
        Failure failure = Failure.of(
                ExitCode.CONFIGURATION,
                invalid.problems().size() == 1
                        ? invalid.problems().get(0)
                        : invalid.problems().size() + " settings are wrong");
        if (invalid.problems().size() > 1) {
            for (String problem : invalid.problems()) {
                failure = failure.with("setting", problem);
            }
        }
        return failure.with("state", "the database was not touched").remedy("correct the settings and start again");
    }

    private static Failure unexpected(Throwable thrown) {
        if (thrown instanceof LinkageError) {
            return Failure.of(ExitCode.CONFIGURATION, "A class is missing or does not fit: " + thrown)
                    .remedy(
                            "see that this Java runtime is complete, or has the modules java.sql, java.naming and java.management;"
                                    + " AUTO_MIGRATE_LOG_LEVEL=debug shows where this came from");
        }
        return Failure.of(ExitCode.MIGRATION_FAILED, "The agent failed: " + thrown)
                .with("state", "unknown: look at the history table before you start again")
                .remedy("AUTO_MIGRATE_LOG_LEVEL=debug shows where this came from");
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
