package io.automigrate;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.host.HostApplication;
import io.automigrate.host.LaunchCommand;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.settings.Location;
import io.automigrate.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages for an empty catalog. A start with scripts does not load this class. */
record MissingScripts(Settings settings, HostApplication host) {
    /**
     * Returns whether this JVM is no application but a helper of a start script: its class path consists of plain folders without scripts
     * and without a driver for the database.
     */
    static boolean isOfHelper(HostApplication host, boolean hasDriver) {
        return host == HostApplication.PLAIN
                && !hasDriver
                && LaunchCommand.ofThisJvm().hasFoldersOnly();
    }

    /**
     * Returns whether this JVM has no file in the locations, and another JVM of the container may have some: each JVM has a class path of
     * its own. A folder of the file system is the same for all of them, so the application would miss the folder, too.
     */
    boolean mayBeOnAnotherClassPath(ClassPathRoots roots) throws StartupException {
        for (Location location : settings.scripts().locations()) {
            if (location.kind() != Location.Kind.CLASSPATH) {
                return false;
            }
        }
        return !MigrationCatalog.holdsAny(settings.scripts().locations(), roots);
    }

    /** Returns the message for such a helper. */
    String helper() {
        return "\"" + program() + "\" has neither migration scripts nor the driver for "
                + settings.account().url() + " (searched: " + settings.scripts().locationNames()
                + "), so it is taken for a helper of a start script and left alone;"
                + " AUTO_MIGRATE_ONLY_FOR=<main class or jar of the application> leaves all others alone in silence";
    }

    /** Returns the warning for a discovered database: no setting says that there are scripts. */
    String warning() {
        return headline() + "; nothing is migrated. Set AUTO_MIGRATE_LOCATIONS to where the scripts are, or"
                + " AUTO_MIGRATE=false";
    }

    /** Returns the failure for a start with a setting that asks for a migration. */
    Failure failure(MigrationCatalog catalog, ClassPathRoots roots) {
        Failure failure =
                Failure.of(ExitCode.CONFIGURATION, headline()).with("searched", String.join("\n", catalog.searched()));
        StringBuilder near = new StringBuilder();
        for (Location location : settings.scripts().locations()) {
            Optional<Location> found = MigrationCatalog.nearFolder(location, roots);
            if (found.isPresent()) {
                failure = failure.with("found", "SQL files in " + found.get());
                near.append(near.isEmpty() ? "" : ",").append(found.get());
            }
        }
        failure = failure.with("state", "the database was not touched");
        String program = program();
        if (!host.isDeferred() && !program.isEmpty()) {
            failure = failure.with("program", program);
        }
        return failure.remedy((near.isEmpty()
                        ? "set AUTO_MIGRATE_LOCATIONS to where the scripts are (classpath: or filesystem:)"
                        : "set AUTO_MIGRATE_LOCATIONS=" + near)
                + ", or AUTO_MIGRATE=false when there are none"
                + (host.isDeferred() || program.isEmpty() ? "" : unlessApplication(program)));
    }

    /**
     * Names the program in a failure of a JVM without a driver for the database: the JVM may be a helper of a start script, which got the
     * settings of the application from the environment.
     */
    static StartupException withProgram(StartupException failed, HostApplication host) {
        Failure failure = failed.failure();
        String program = program();
        if (host != HostApplication.PLAIN
                || program.isEmpty()
                || !failure.detail("program").isEmpty()) {
            return failed;
        }
        String remedy = failure.detail("remedy").replaceFirst("\\.$", "");
        List<Failure.Detail> details = new ArrayList<>(failure.details());
        details.removeIf(detail -> detail.label().equals("remedy"));
        details.add(new Failure.Detail("program", program));
        details.add(new Failure.Detail("remedy", remedy + unlessApplication(program)));
        return new StartupException(
                new Failure(failure.exitCode(), failure.headline(), details, failure.origin()), failed.getCause());
    }

    private static String unlessApplication(String program) {
        return "; if \"" + program
                + "\" is not the application, set AUTO_MIGRATE_ONLY_FOR to the main class or jar that is";
    }

    private static String program() {
        return LaunchCommand.ofThisJvm().program();
    }

    private String headline() {
        return "No migration scripts found in " + settings.scripts().locationNames()
                + host.unknownFolder()
                        .map(name -> ", and nothing in " + name + " was seen because the launcher is not a known one")
                        .orElse("");
    }
}
