package io.automigrate;

import io.automigrate.database.ConnectionSource;
import io.automigrate.database.driver.ExtraClassPath;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.flyway.EngineChoice;
import io.automigrate.failure.StartupException;
import io.automigrate.framework.files.FlywayInCode;
import io.automigrate.framework.files.UntoldSettings;
import io.automigrate.host.JavaRuntime;
import io.automigrate.host.LaunchCommand;
import io.automigrate.host.MemoryLimit;
import io.automigrate.log.MigrationLog;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.migration.history.UpToDateCheck;
import io.automigrate.settings.EngineKind;
import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import io.automigrate.settings.discovery.FrameworkAnswer;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.text.Elapsed;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** One schema with its history and its scripts: asks whether the schema is up to date, makes the engine, and logs the outcome. */
final class SchemaStart {
    /** Among the warnings: the files of the application, which all schemas of one database share, have been read. */
    private static final String UNSEEN = "";

    private final Settings settings;
    private final ClassPathRoots roots;
    private final MigrationCatalog catalog;
    private final ExtraClassPath classPath;
    private final MigrationLog log;
    private final LongSupplier nanoTime;
    private final UpToDateCheck check;
    private final Set<String> warned;

    /**
     * @param roots the class path with the scripts for initial data
     * @param catalog the scripts; the catalog stays open as long as this object is used
     * @param classPath the application's classes
     */
    SchemaStart(
            Settings settings,
            ClassPathRoots roots,
            MigrationCatalog catalog,
            ExtraClassPath classPath,
            MigrationLog log,
            LongSupplier nanoTime) {
        this(settings, roots, catalog, classPath, log, nanoTime, new HashSet<>());
    }

    /**
     * @param warned the warnings in the log, which the schemas of one database share
     */
    private SchemaStart(
            Settings settings,
            ClassPathRoots roots,
            MigrationCatalog catalog,
            ExtraClassPath classPath,
            MigrationLog log,
            LongSupplier nanoTime,
            Set<String> warned) {
        this.warned = warned;
        this.settings = settings;
        this.roots = roots;
        this.catalog = catalog;
        this.classPath = classPath;
        this.log = log;
        this.nanoTime = nanoTime;
        // The check is made while the driver connects, so that no time is lost with its classes later.
        check = new UpToDateCheck(
                catalog, settings.history(), settings.account().kind());
    }

    /** Returns the start for the schema of a tenant, with a log that names the tenant. */
    SchemaStart forTenant(String tenant) {
        Settings ofTenant = settings.forTenant(tenant);
        MigrationLog about = log.about(tenant)
                .ofDatabase(ofTenant.database(), ofTenant.account().url().toString());
        return new SchemaStart(ofTenant, roots, catalog, classPath, about, nanoTime, warned);
    }

    Settings settings() {
        return settings;
    }

    MigrationCatalog catalog() {
        return catalog;
    }

    MigrationLog log() {
        return log;
    }

    /** Returns the time in nanoseconds, from any origin. */
    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /**
     * Asks without Flyway whether the schema is up to date.
     *
     * @param source the source of a second connection, which finds out what the question waits for
     * @return the result; empty when Flyway has to decide
     * @throws StartupException when the database does not answer, see {@link HistoryQuestion#ask}
     */
    Optional<SchemaEngine.Result> upToDate(ConnectionSource source, Connection connection)
            throws StartupException, InterruptedException {
        return upToDate(source, connection, null);
    }

    /**
     * Asks as the other method does, unless the answer is known.
     *
     * @param known the answer of {@link #answers}; null when this schema has to be asked by itself
     */
    Optional<SchemaEngine.Result> upToDate(ConnectionSource source, Connection connection, UpToDateCheck.Answer known)
            throws StartupException, InterruptedException {
        if (isForFlyway()) {
            log.debug(
                    settings.engine().flyway().isEmpty()
                            ? "Flyway has to look: AUTO_MIGRATE_ENGINE=bundled passes over Java migrations"
                            : "Flyway has to look: it is told "
                                    + settings.engine().flyway().keySet());
            return Optional.empty();
        }
        UpToDateCheck.Answer answer =
                known == null ? new HistoryQuestion(this, check, source, connection).ask() : known;
        if (answer instanceof UpToDateCheck.UpToDate upToDate) {
            if (upToDate.warning().isPresent() && warned.add(upToDate.warning().get())) {
                log.warn(upToDate.warning().get());
            }
            return Optional.of(new SchemaEngine.Result(upToDate.schema(), 0, upToDate.version(), false));
        }
        log.debug("Flyway has to look: " + ((UpToDateCheck.Doubt) answer).reason());
        return Optional.empty();
    }

    /**
     * Asks for many schemas of this database with one statement.
     *
     * @return the answers by schema; empty when each schema has to be asked by itself
     * @throws StartupException when the database does not answer, see {@link HistoryQuestion#ask}
     */
    Map<String, UpToDateCheck.Answer> answers(List<String> schemas, ConnectionSource source, Connection connection)
            throws StartupException, InterruptedException {
        return isForFlyway() ? Map.of() : HistoryQuestion.askAll(this, check, schemas, source, connection);
    }

    /** Returns whether the settings leave the schema to Flyway, so that the database is not asked. */
    private boolean isForFlyway() {
        return !settings.engine().flyway().isEmpty()
                || settings.engine().kind() == EngineKind.BUNDLED
                        && !catalog.javaMigrations().isEmpty();
    }

    /**
     * Returns the engine that this schema needs.
     *
     * @throws StartupException when the engine needs a part that this Java runtime or the application lacks
     */
    SchemaEngine engine() throws StartupException {
        return choice().engine(nanoTime);
    }

    /** Returns the engine for work that needs no class of the application; see {@link #engine}. */
    SchemaEngine engineForScripts() throws StartupException {
        return choice().forScripts(nanoTime);
    }

    private EngineChoice choice() throws StartupException {
        JavaRuntime.current().requireMigrating();
        warn(MemoryLimit.warning());
        return new EngineChoice(settings, catalog, classPath.forApplication(), log);
    }

    /**
     * Warns of what the agent does not see: the settings for Flyway in the files of an application that was not asked, and the beans of each
     * application.
     *
     * @param sources the user's settings
     * @param answer the configuration of the application; {@code null} when the application was not asked
     */
    void warnOfUnseen(SettingSources sources, FrameworkAnswer answer) {
        if (!warned.add(UNSEEN)) {
            return;
        }
        if (answer == null) {
            warn(UntoldSettings.warning(settings, sources, classPath.loader()));
            warn(FlywayInCode.warning(LaunchCommand.ofThisJvm().packages(), true, roots));
        } else {
            warn(FlywayInCode.warning(answer.packages(), answer.hasUrlForFlyway(), roots));
        }
    }

    private void warn(Optional<String> warning) {
        warning.filter(warned::add).ifPresent(log::warn);
    }

    /** Loads initial data, if a setting asks for it. */
    void seed(ConnectionSource source, SchemaEngine.Result result) throws InterruptedException {
        if (settings.seed().isPresent() && settings.engine().mode() == Mode.MIGRATE) {
            new Seeding(settings, roots, classPath.forApplication(), log, nanoTime).apply(source, result);
        }
    }

    /** Reports the outcome to the observer, without a line in the log. */
    void remember(SchemaEngine.Result result) {
        log.database().done(result.schema(), result.version());
    }

    /**
     * Logs the outcome.
     *
     * @param waited the time of the wait for the database
     */
    void tell(SchemaEngine.Result result, Duration elapsed, Duration waited) {
        remember(result);
        String version = result.version().isPresent() ? result.version().get() : "";
        if (result.applied() == 0) {
            log.succeeded(
                    "Schema \"" + result.schema() + "\" is up to date"
                            + (version.isEmpty() ? "" : " at version " + version)
                            + ", nothing pending, " + Elapsed.seconds(elapsed),
                    elapsed);
            return;
        }
        log.succeeded(
                "Migrations completed successfully: " + result.applied() + " applied,"
                        + (version.isEmpty() ? "" : " version " + version + ",") + " " + Elapsed.seconds(elapsed)
                        + (waited.isZero() ? "" : " (waited " + Elapsed.seconds(waited) + ")"),
                elapsed);
    }
}
