package io.automigrate;

import io.automigrate.database.ConnectionSource;
import io.automigrate.database.DatabaseGate;
import io.automigrate.database.ExtraClassPath;
import io.automigrate.database.HeadStart;
import io.automigrate.database.ReadyDatabase;
import io.automigrate.engine.FlywayEngine;
import io.automigrate.host.ApplicationEntrance;
import io.automigrate.host.DeferredStart;
import io.automigrate.host.HostApplication;
import io.automigrate.host.JavaRuntime;
import io.automigrate.migration.ClassPathRoots;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.MigrationClass;
import io.automigrate.migration.UpToDateCheck;
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
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/**
 * One start of an application: settings, then the catalog of scripts, then the database, then the migration, then the outcome. What
 * each step finds is handed to the next; nothing goes back.
 */
public final class Startup {
    /** A class, because the first lambda of a JVM costs ten milliseconds; there is none on the way to "up to date". */
    private static final class NanoTime implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }

    private final SettingSources sources;
    private final PrintStream err;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    Startup(SettingSources sources, PrintStream err, InstantSource clock, LongSupplier nanoTime) {
        this.sources = sources;
        this.err = err;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Called by the bootstrap, by name.
     *
     * @param arguments the text behind {@code =} in {@code -javaagent:jar=…}, or null
     * @param instrumentation for the hook, when the application is opened by a host
     * @param later takes what is to be called when the hook is reached, with what the hook has at hand; it returns what this method
     *     returns, or less than 0 when it was not the application
     * @return 0 when the JVM may go on, else the code to end the process with; nothing is thrown
     */
    public static int run(String arguments, Instrumentation instrumentation, Consumer<ToIntFunction<Object>> later) {
        return new Startup(SettingSources.ofThisProcess(arguments), System.err, InstantSource.system(), new NanoTime())
                .run(instrumentation, later);
    }

    int run(Instrumentation instrumentation, Consumer<ToIntFunction<Object>> later) {
        Resolution resolution;
        try {
            resolution = new SettingsResolver(sources).resolve();
        } catch (Throwable e) {
            return unexpected(e, true, log(LogSettings.DEFAULT));
        }
        MigrationLog log = log(resolution.log());
        if (resolution instanceof Resolution.Resolved resolved) {
            Settings settings = resolved.settings();
            warn(resolved.warnings(), log);
            return start(settings, log.masking(settings.secretMask()), instrumentation, later);
        }
        if (resolution instanceof Resolution.Invalid invalid) {
            warn(invalid.warnings(), log);
            return FailureBlock.write(configuration(invalid), invalid.failOnError(), log);
        }
        Resolution.NothingToDo nothing = (Resolution.NothingToDo) resolution;
        warn(nothing.warnings(), log);
        if (!nothing.switchedOff()) {
            log.info(
                    "No database found in AUTO_MIGRATE_URL or the variables of the usual frameworks, nothing is migrated");
        }
        return 0;
    }

    private static void warn(List<String> warnings, MigrationLog log) {
        for (String warning : warnings) {
            log.warn(warning);
        }
    }

    private MigrationLog log(LogSettings settings) {
        return new MigrationLog(err, clock, settings, SecretMask.URLS_ONLY);
    }

    private int start(
            Settings settings,
            MigrationLog log,
            Instrumentation instrumentation,
            Consumer<ToIntFunction<Object>> later) {
        boolean failOnError = settings.failOnError();
        try {
            HostApplication host = HostApplication.ofThisJvm();
            if (!host.isDeferred()) {
                return migrate(settings, host, ApplicationEntrance.ofThisJvm(), log)
                        .orElse(0);
            }
            log.info(introduction(settings) + ", " + host + ": migrating when the application's classes are there");
            DeferredStart deferred = new DeferredStart(
                    host, instrumentation, log, failOnError, application -> migrate(settings, host, application, log));
            deferred.await();
            later.accept(deferred);
            return 0;
        } catch (Throwable e) {
            return unexpected(e, failOnError, log);
        }
    }

    /** Returns the exit code, or nothing when this is not the application to migrate for. */
    private OptionalInt migrate(
            Settings settings, HostApplication host, ApplicationEntrance application, MigrationLog log) {
        boolean failOnError = settings.failOnError();
        try {
            return prepareSchema(settings, host, application, log) ? OptionalInt.of(0) : OptionalInt.empty();
        } catch (StartupException e) {
            if (e.getCause() != null && log.isDebugEnabled()) {
                log.debug(stackTrace(e.getCause()));
            }
            return OptionalInt.of(FailureBlock.write(e.failure(), failOnError, log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.of(FailureBlock.write(
                    Failure.of(ExitCode.DATABASE_UNREACHABLE, "The start was interrupted before the schema was ready"),
                    failOnError,
                    log));
        } catch (Throwable e) {
            // Out of memory in a migration, a class that a reduced runtime lacks: main must not run on it unnoticed.
            return OptionalInt.of(unexpected(e, failOnError, log));
        }
    }

    private static int unexpected(Throwable thrown, boolean failOnError, MigrationLog log) {
        if (log.isDebugEnabled()) {
            log.debug(stackTrace(thrown));
        }
        return FailureBlock.write(unexpected(thrown), failOnError, log);
    }

    private boolean prepareSchema(
            Settings settings, HostApplication host, ApplicationEntrance application, MigrationLog log)
            throws StartupException, InterruptedException {
        long start = nanoTime.getAsLong();
        JavaRuntime java = JavaRuntime.current();
        java.requireConnecting();
        ClassPathRoots roots = host.isDeferred()
                ? ClassPathRoots.ofApplication(application.loader(), settings.classPath())
                : ClassPathRoots.ofThisJvm(settings.classPath());
        if (host.isServer() && !MigrationCatalog.holdsAny(settings.scripts().locations(), roots)) {
            log.info("Web application \"" + application.name() + "\" has no scripts in " + locations(settings)
                    + ", waiting for the next one");
            return false;
        }
        try (ExtraClassPath classPath = ExtraClassPath.open(settings.classPath(), application.loader());
                HeadStart headStart = HeadStart.begin(settings.account(), settings.waiting(), classPath.loader());
                MigrationCatalog catalog = readCatalog(settings, roots)) {
            log.info(headline(settings, host, application, catalog));
            warn(catalog.warnings(), log);
            if (catalog.isEmpty()) {
                nothingFound(settings, host, catalog, log);
                return true;
            }
            ConnectionSource source = headStart.source();
            if (log.isDebugEnabled()) {
                log.debug("JDBC driver: " + source.driver());
            }
            ReadyDatabase database = new DatabaseGate(source, settings.waiting(), log).await();
            if (isUpToDate(settings, catalog, source, database, start, log)) {
                return true;
            }
            java.requireMigrating();
            FlywayEngine engine = new FlywayEngine(settings, catalog.scripts(), log, nanoTime);
            tell(engine.migrate(source), elapsed(start), database.waited(), log);
            return true;
        }
    }

    /** Asks without Flyway. Afterwards the connection is back with the source, for Flyway or to be closed. */
    private boolean isUpToDate(
            Settings settings,
            MigrationCatalog catalog,
            ConnectionSource source,
            ReadyDatabase database,
            long start,
            MigrationLog log) {
        UpToDateCheck check = new UpToDateCheck(
                catalog, settings.history(), settings.account().url().vendor());
        UpToDateCheck.Answer answer;
        try {
            answer = check.ask(database.connection());
        } finally {
            source.reuse(database.connection());
        }
        if (answer instanceof UpToDateCheck.UpToDate upToDate) {
            tellUpToDate(upToDate.schema(), upToDate.version(), elapsed(start), log);
            return true;
        }
        log.debug("Flyway has to look: " + ((UpToDateCheck.Doubt) answer).reason());
        return false;
    }

    private static MigrationCatalog readCatalog(Settings settings, ClassPathRoots roots) throws StartupException {
        MigrationCatalog catalog = MigrationCatalog.read(
                settings.scripts().locations(), settings.scripts().locationsSource(), roots);
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

    /** The first line that is written: who and what, and for a host that opens the application itself, when. */
    private static String headline(
            Settings settings, HostApplication host, ApplicationEntrance application, MigrationCatalog catalog) {
        int count = catalog.scripts().size();
        String scripts = count + (count == 1 ? " script in " : " scripts in ") + locations(settings);
        if (!host.isDeferred()) {
            return introduction(settings) + ", " + scripts + ", " + host;
        }
        return "The application" + (application.name().isEmpty() ? "" : " \"" + application.name() + "\"")
                + " is there: " + scripts;
    }

    private static String introduction(Settings settings) {
        Settings.Account account = settings.account();
        return "auto-migrate " + Version.current() + ": " + account.url()
                + (account.user().isEmpty() ? "" : " as " + account.user().get()) + " (" + account.source() + ")";
    }

    private static String locations(Settings settings) {
        StringJoiner names = new StringJoiner(", ");
        for (Location location : settings.scripts().locations()) {
            names.add(location.toString());
        }
        return names.toString();
    }

    /** A migration that was asked for and has no scripts is a mistake; one that was only guessed at is not. */
    private static void nothingFound(
            Settings settings, HostApplication host, MigrationCatalog catalog, MigrationLog log)
            throws StartupException {
        String headline = "No migration scripts found in " + locations(settings)
                + host.unknownFolder()
                        .map(name -> ", and nothing in " + name + " was seen because the launcher is not a known one")
                        .orElse("");
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
        if (result.applied() == 0) {
            tellUpToDate(result.schema(), result.version(), elapsed, log);
            return;
        }
        String version =
                result.version().isEmpty() ? "" : " version " + result.version().get();
        log.info("Migrations completed successfully: " + result.applied() + " applied,"
                + (version.isEmpty() ? "" : version + ",") + " " + Elapsed.seconds(elapsed)
                + (waited.isZero() ? "" : " (waited " + Elapsed.seconds(waited) + ")"));
    }

    private static void tellUpToDate(String schema, Optional<String> version, Duration elapsed, MigrationLog log) {
        log.info("Schema \"" + schema + "\" is up to date" + (version.isEmpty() ? "" : " at version " + version.get())
                + ", nothing pending, " + Elapsed.seconds(elapsed));
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
