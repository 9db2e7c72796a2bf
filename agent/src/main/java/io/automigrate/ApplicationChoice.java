package io.automigrate;

import io.automigrate.database.driver.ExtraClassPath;
import io.automigrate.database.driver.JdbcDriver;
import io.automigrate.failure.StartupException;
import io.automigrate.host.ApplicationEntrance;
import io.automigrate.log.MigrationLog;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.settings.Location;
import io.automigrate.settings.Settings;
import java.util.List;

/**
 * Chooses the application of a server to migrate for: the first one with the scripts; if the scripts lie beside the server, the first one
 * with the driver.
 */
final class ApplicationChoice {
    private ApplicationChoice() {}

    /**
     * Returns the part that an application lacks for a database, as text for messages; empty when the application is the one to migrate
     * for.
     *
     * @param classPath the application's classes
     * @param connections the connections of a data source of the application; {@code null} where a driver is needed
     */
    static String missing(Settings settings, ClassPathRoots roots, ExtraClassPath classPath, JdbcDriver connections)
            throws StartupException {
        boolean beside = true;
        for (Location location : settings.scripts().locations()) {
            beside &= location.kind() == Location.Kind.FILESYSTEM;
        }
        if (beside) {
            return connections != null
                            || settings.account().url().isDataSource()
                            || JdbcDriver.isThere(settings.account().address(), classPath)
                    ? ""
                    : "driver for " + settings.account().url();
        }
        return MigrationCatalog.holdsAny(settings.scripts().locations(), roots)
                ? ""
                : "scripts in " + settings.scripts().locationNames();
    }

    /** Returns whether an application of a server lacks something for each of the databases, and logs what is missing. */
    static boolean isPassedOver(
            List<Settings> databases, ApplicationEntrance application, JdbcDriver connections, MigrationLog log)
            throws StartupException {
        String missing = "";
        for (Settings settings : databases) {
            ClassPathRoots roots = ClassPathRoots.ofApplication(application.loader(), settings.classPath());
            try (ExtraClassPath classPath = ExtraClassPath.open(settings.classPath(), application.loader())) {
                missing = missing(settings, roots, classPath, connections);
            }
            if (missing.isEmpty()) {
                return false;
            }
        }
        if (!missing.isEmpty()) {
            log.info("Web application \"" + application.name() + "\" has no " + missing + ", waiting for the next one");
        }
        return !missing.isEmpty();
    }
}
