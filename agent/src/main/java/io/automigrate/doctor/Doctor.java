package io.automigrate.doctor;

import io.automigrate.console.ReportPrinter;
import io.automigrate.database.ConnectionProblem;
import io.automigrate.database.ConnectionSource;
import io.automigrate.database.DatabaseGate;
import io.automigrate.database.driver.ExtraClassPath;
import io.automigrate.database.driver.JdbcDriver;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.flyway.EngineChoice;
import io.automigrate.engine.flyway.FlywayVersions;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.host.ApplicationEntrance;
import io.automigrate.host.HostApplication;
import io.automigrate.log.MigrationLog;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.settings.Settings;
import io.automigrate.settings.discovery.DatabaseSearch;
import io.automigrate.settings.discovery.FrameworkAnswer;
import io.automigrate.settings.discovery.LookAlikes;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.resolve.Resolution;
import io.automigrate.settings.resolve.SettingsListing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Examines everything that a start needs. After a problem the doctor goes on with the checks that do not depend on it. The doctor changes
 * nothing.
 *
 * @param sources the sources of the settings
 * @param answer the configuration of the application; {@code null} when the application was not asked
 * @param connections the connections of a data source of the application; {@code null} where a driver is looked for
 * @param host the program that this JVM starts
 * @param nanoTime the time in nanoseconds, from any origin
 */
public record Doctor(
        SettingSources sources,
        FrameworkAnswer answer,
        JdbcDriver connections,
        HostApplication host,
        MigrationLog log,
        LongSupplier nanoTime) {
    /**
     * Examines the set-up and writes the report.
     *
     * @param resolution the result of reading the settings, valid or not
     * @return the exit code: 0, or the code of the first failure
     */
    public int examine(Resolution resolution, ApplicationEntrance application, ReportPrinter printer)
            throws InterruptedException {
        List<Settings> databases = resolution.known();
        List<CheckedSubject> subjects = new ArrayList<>();
        subjects.add(new LaunchCheck(
                        sources.systemProperties(),
                        sources.environment(),
                        ArchiveCheck.ofThisProcess(),
                        sources.options().isEmpty())
                .check(host, application.name()));
        List<String> ofApplication = answer == null ? List.of() : answer.shown();
        subjects.add(new SettingsCheck(SettingsListing.of(sources), ofApplication).check(resolution, databases));
        subjects.add(new FilesCheck(resolution.outcome(), databases).check());
        for (Settings settings : databases) {
            database(settings, application, subjects);
        }
        if (databases.isEmpty()) {
            CheckedSubject rest = new CheckedSubject("Scripts and database");
            if (resolution instanceof Resolution.NothingToDo) {
                rest.warn(
                        "No setting names a database, so a start of the application migrates nothing; looked for"
                                + " AUTO_MIGRATE_URL, " + DatabaseSearch.places()
                                + " and the system properties of the same names",
                        "set AUTO_MIGRATE_URL, AUTO_MIGRATE_USER and AUTO_MIGRATE_PASSWORD");
                for (String lookAlike : new LookAlikes(sources, application.loader()).find()) {
                    rest.warn(lookAlike, "correct the name, or unset it");
                }
            } else {
                rest.warn(
                        "Not looked at, because no database is known",
                        "correct the settings above, and ask the doctor again");
            }
            subjects.add(rest);
        }
        DoctorReport diagnosis = new DoctorReport(subjects);
        printer.print(diagnosis);
        return diagnosis.exitCode().map(ExitCode::code).orElse(0);
    }

    private void database(Settings settings, ApplicationEntrance application, List<CheckedSubject> subjects)
            throws InterruptedException {
        CheckedSubject scripts = findings("Scripts", settings);
        CheckedSubject database = findings("Database", settings);
        subjects.addAll(List.of(scripts, database));
        ClassPathRoots roots = host.isDeferred()
                ? ClassPathRoots.ofApplication(application.loader(), settings.classPath())
                : ClassPathRoots.ofThisJvm(settings.classPath());
        try (ExtraClassPath classPath = ExtraClassPath.open(settings.classPath(), application.loader())) {
            Optional<MigrationCatalog> catalog = catalog(settings, roots, scripts);
            try {
                if (catalog.isPresent() && catalog.get().isEmpty() && !settings.asked()) {
                    // Such a start does not connect to the database.
                    return;
                }
                flyway(classPath.loader(), scripts);
                connect(settings, catalog, classPath, database, subjects);
            } finally {
                catalog.ifPresent(MigrationCatalog::close);
            }
        } catch (StartupException e) {
            database.fail(e.failure());
        }
    }

    private static CheckedSubject findings(String subject, Settings settings) {
        return new CheckedSubject(settings.database().isEmpty() ? subject : subject + " of " + settings.database());
    }

    /** Returns the scripts; empty when a start would refuse them. */
    private static Optional<MigrationCatalog> catalog(
            Settings settings, ClassPathRoots roots, CheckedSubject findings) {
        try {
            MigrationCatalog catalog = MigrationCatalog.read(settings.scripts(), roots);
            ScriptsCheck.check(catalog, settings, findings);
            return Optional.of(catalog);
        } catch (StartupException e) {
            findings.fail(e.failure());
            return Optional.empty();
        }
    }

    private static void flyway(ClassLoader application, CheckedSubject findings) {
        FlywayVersions versions = FlywayVersions.of(application);
        if (versions.applications().isEmpty()) {
            findings.ok("The application has no Flyway of its own; the agent's is " + versions.bundled());
        } else if (versions.isOlder()) {
            findings.warn(
                    "The application's own Flyway is " + versions.applications().get() + ", the agent's "
                            + versions.bundled(),
                    "both use the same history; if the older one reports an error in it, set AUTO_MIGRATE_ENGINE=application");
        } else {
            findings.ok("The application's own Flyway is "
                    + versions.applications().get() + ", the agent's " + versions.bundled());
        }
    }

    private void connect(
            Settings settings,
            Optional<MigrationCatalog> catalog,
            ExtraClassPath classPath,
            CheckedSubject database,
            List<CheckedSubject> subjects)
            throws InterruptedException {
        try {
            JdbcDriver driver = driver(settings, classPath);
            database.ok("Driver: " + driver);
            try (ConnectionSource source = new ConnectionSource(driver, settings.account(), settings.waiting())) {
                DatabaseCheck check = new DatabaseCheck(settings, database);
                logIn(source, settings, check, database);
                if (catalog.isEmpty()) {
                    return;
                }
                for (Settings schema : check.schemas()) {
                    CheckedSubject history = findings("History", schema);
                    subjects.add(history);
                    history(schema, catalog.get(), classPath.forApplication(), source, history);
                }
            }
        } catch (StartupException e) {
            database.fail(e.failure());
        }
    }

    private JdbcDriver driver(Settings settings, ExtraClassPath classPath) throws StartupException {
        if (connections == null) {
            return JdbcDriver.find(settings.account().address(), classPath);
        }
        classPath.share(settings.account().address());
        return connections;
    }

    /** Waits for the database exactly as a start does, so that both end in the same way. */
    private void logIn(ConnectionSource source, Settings settings, DatabaseCheck check, CheckedSubject database)
            throws StartupException, InterruptedException {
        try {
            Connection connection =
                    new DatabaseGate(source, settings.waiting(), log).await().connection();
            try {
                check.check(connection);
            } finally {
                source.reuse(connection);
            }
        } catch (SQLException e) {
            ConnectionProblem problem =
                    ConnectionProblem.of(e, settings.account().url());
            database.fail(
                    "The connection was lost: " + problem.reason(),
                    "start the doctor again",
                    problem.fault().exitCode());
        } catch (StartupException e) {
            if (e.failure().exitCode() == ExitCode.DATABASE_UNREACHABLE) {
                ServerCheck.check(settings, database);
            }
            throw e;
        }
    }

    private void history(
            Settings settings,
            MigrationCatalog catalog,
            ClassLoader loader,
            ConnectionSource source,
            CheckedSubject findings)
            throws InterruptedException {
        try {
            SchemaEngine engine = new EngineChoice(settings, catalog, loader, log).engine(nanoTime);
            Optional<Failure> refusal = refusal(engine, settings, source);
            SchemaEngine.Overview overview = engine.perform(SchemaEngine.Task.INSPECT, source);
            HistoryCheck.check(overview, settings.history().table(), refusal, findings);
            if (refusal.isPresent() && !findings.hasFailure()) {
                findings.fail(refusal.get());
            }
            lock(settings, overview.schema(), source, findings);
        } catch (StartupException e) {
            findings.fail(e.failure());
        }
    }

    /** Returns the failure of a start before its first script; empty when the start would reach the scripts. */
    private Optional<Failure> refusal(SchemaEngine engine, Settings settings, ConnectionSource source)
            throws InterruptedException {
        try {
            SchemaEngine.Plan plan = engine.perform(SchemaEngine.Task.PLAN, source);
            try (Connection connection = source.getConnection()) {
                return new StartForecast(settings, SettingsListing.modeOfStart(sources))
                        .failure(plan.pending(), connection);
            }
        } catch (StartupException e) {
            return Optional.of(e.failure());
        } catch (SQLException e) {
            ConnectionProblem problem =
                    ConnectionProblem.of(e, settings.account().url());
            return Optional.of(Failure.of(problem.fault().exitCode(), "The connection was lost: " + problem.reason()));
        }
    }

    private static void lock(Settings settings, String schema, ConnectionSource source, CheckedSubject findings) {
        try (Connection connection = source.getConnection()) {
            Optional<String> holder = settings.account()
                    .kind()
                    .lockHolder(connection, schema, settings.history().table());
            if (holder.isPresent()) {
                findings.warn(
                        "The migration lock is " + holder.get(),
                        "another instance migrates, or hangs; \"wait\" waits for it, and ending its connection gives the lock"
                                + " back");
            } else {
                findings.ok("No session is known to hold the migration lock");
            }
        } catch (SQLException e) {
            findings.warn("The holder of the migration lock is not known: " + e.getMessage(), "look at it by hand");
        }
    }
}
