package io.automigrate;

import io.automigrate.database.driver.JdbcDriver;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.settings.Location;
import io.automigrate.settings.Settings;

/**
 * Which of a server's applications is migrated for: the first that has the scripts; where the scripts lie beside the server, the first
 * that has the driver.
 */
final class ApplicationChoice {
    private ApplicationChoice() {}

    /**
     * Returns what an application lacks for a database, as text for messages; empty when it is the one to migrate for.
     *
     * @param loader the loader of the application's classes
     */
    static String missing(Settings settings, ClassPathRoots roots, ClassLoader loader) throws StartupException {
        boolean beside = true;
        for (Location location : settings.scripts().locations()) {
            beside &= location.kind() == Location.Kind.FILESYSTEM;
        }
        if (beside) {
            return JdbcDriver.isThere(settings.account().url(), loader)
                    ? ""
                    : "driver for " + settings.account().url();
        }
        return MigrationCatalog.holdsAny(settings.scripts().locations(), roots)
                ? ""
                : "scripts in " + settings.scripts().locationNames();
    }
}
