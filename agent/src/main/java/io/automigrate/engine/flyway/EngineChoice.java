package io.automigrate.engine.flyway;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.log.MigrationLog;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.MigrationClass;
import io.automigrate.settings.EngineKind;
import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.function.LongSupplier;

/**
 * Chooses the Flyway that migrates: the one in the agent or the application's own. Only the application's Flyway can run Java migrations
 * and callbacks, because these extend its copy of Flyway's types, and it may know databases that the agent's Flyway does not know.
 *
 * @param application the loader of the application's classes
 */
public record EngineChoice(Settings settings, MigrationCatalog catalog, ClassLoader application, MigrationLog log) {
    /**
     * Returns the engine.
     *
     * @param nanoTime the time in nanoseconds, from any origin
     * @throws StartupException {@code CONFIGURATION} when the application's Flyway is needed, and there is none that can be used
     */
    public SchemaEngine engine(LongSupplier nanoTime) throws StartupException {
        if (!isApplications()) {
            return new FlywayEngine(settings, catalog, null, log, nanoTime);
        }
        ApplicationFlyway flyway = new ApplicationFlyway(application);
        if (!flyway.isThere() || flyway.isTooOld()) {
            if (settings.engine().mode() == Mode.WAIT && isBundled()) {
                // This process runs no migration, so the names of the classes are enough.
                return new FlywayEngine(settings, catalog, null, log, nanoTime);
            }
            throw flyway.isThere() ? tooOld(flyway.version()) : missing();
        }
        log.info("Flyway " + flyway.version() + " of the application migrates (" + reason() + ")");
        try {
            return flyway.engine(settings, catalog, log, nanoTime);
        } catch (InvocationTargetException e) {
            throw flyway.unusable(e.getCause());
        } catch (ReflectiveOperationException | LinkageError | ServiceConfigurationError e) {
            throw flyway.unusable(e);
        }
    }

    /**
     * Returns the engine for scripts that need no class of the application: the agent's, where it knows the database.
     *
     * @param nanoTime as in {@link #engine}
     * @throws StartupException as in {@link #engine}
     */
    public SchemaEngine forScripts(LongSupplier nanoTime) throws StartupException {
        return isBundled() ? new FlywayEngine(settings, catalog, null, log, nanoTime) : engine(nanoTime);
    }

    private boolean isApplications() {
        if (settings.engine().kind() == EngineKind.BUNDLED) {
            for (MigrationClass ignored : classes()) {
                log.warn("\"" + ignored.className() + "\" is not run, because of AUTO_MIGRATE_ENGINE=bundled ("
                        + ignored.place() + ")");
            }
            return false;
        }
        return settings.engine().kind() == EngineKind.APPLICATION || !classes().isEmpty() || !isBundled();
    }

    private boolean isBundled() {
        return settings.account().kind().isBundled();
    }

    private List<MigrationClass> classes() {
        List<MigrationClass> classes = new ArrayList<>(catalog.javaMigrations());
        classes.addAll(catalog.javaCallbacks());
        return classes;
    }

    private String reason() {
        if (settings.engine().kind() == EngineKind.APPLICATION) {
            return "AUTO_MIGRATE_ENGINE=application";
        }
        return classes().isEmpty()
                ? "the agent's has no module for " + settings.account().kind().word()
                : "for " + classes().get(0).className();
    }

    private StartupException missing() {
        Failure failure;
        String remedy;
        if (!classes().isEmpty()) {
            failure = Failure.of(
                    ExitCode.CONFIGURATION,
                    "Java migrations and callbacks need the application's own Flyway, and there is none: "
                            + classes().get(0).className());
            for (MigrationClass migrationClass : classes()) {
                failure = failure.with("class", migrationClass.place());
            }
            remedy = "add org.flywaydb:flyway-core " + ApplicationFlyway.OLDEST
                    + " or newer to the application, and from version 10 on its module for"
                    + " the database; or turn the classes into SQL, or move those that are no migrations to another package";
        } else if (isBundled()) {
            failure = Failure.of(
                    ExitCode.CONFIGURATION, "AUTO_MIGRATE_ENGINE=application, but the application has no Flyway");
            remedy = "add org.flywaydb:flyway-core " + ApplicationFlyway.OLDEST
                    + " or newer to the application, or unset the variable";
        } else {
            String vendor = settings.account().kind().word();
            failure = Failure.of(
                    ExitCode.CONFIGURATION,
                    "The agent's Flyway has no module for \"" + vendor + "\", and the application has no Flyway");
            remedy = "add org.flywaydb:flyway-core and "
                    + settings.account().kind().flywayModule()
                    + " of the same version to the application, or both jars to AUTO_MIGRATE_CLASSPATH";
        }
        return new StartupException(failure.with("state", "nothing was changed").remedy(remedy));
    }

    private StartupException tooOld(String version) {
        boolean isForced =
                settings.engine().kind() == EngineKind.APPLICATION && classes().isEmpty() && isBundled();
        return new StartupException(Failure.of(
                        ExitCode.CONFIGURATION,
                        "Flyway " + version + " of the application is too old, " + ApplicationFlyway.OLDEST
                                + " or newer is needed (" + reason() + ")")
                .with("state", "nothing was changed")
                .remedy((isForced ? "unset AUTO_MIGRATE_ENGINE, or use" : "use")
                        + " org.flywaydb:flyway-core " + ApplicationFlyway.OLDEST
                        + " or newer in the application. Where the image can't be changed, let the application migrate"
                        + " itself with AUTO_MIGRATE=false; where another process migrates, AUTO_MIGRATE_MODE=wait waits"
                        + " for that process and does not need the application's Flyway"));
    }
}
