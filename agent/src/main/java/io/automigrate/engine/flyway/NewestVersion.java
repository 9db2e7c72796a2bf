package io.automigrate.engine.flyway;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.SchemaVersion;
import io.automigrate.migration.Script;
import io.automigrate.migration.ScriptKind;
import java.util.List;
import org.flywaydb.core.api.migration.JavaMigration;

/** The newest version among the application's scripts and classes, for the value {@code latest}. */
record NewestVersion(List<Script> scripts, JavaClasses classes) {
    /**
     * Returns the version.
     *
     * @throws StartupException {@code CONFIGURATION} when there is none
     */
    String orRefuse() throws StartupException {
        SchemaVersion newest = null;
        for (Script script : scripts) {
            if (script.kind() == ScriptKind.VERSIONED) {
                newest = later(newest, script.name().version().orElseThrow());
            }
        }
        for (Class<? extends JavaMigration> type : classes.migrations()) {
            String name = type.getSimpleName();
            int separator = name.indexOf("__");
            if (name.startsWith("V") && separator > 1) {
                newest = later(newest, SchemaVersion.parse(name.substring(1, separator)));
            }
        }
        if (newest == null) {
            throw new StartupException(Failure.of(
                            ExitCode.CONFIGURATION,
                            "AUTO_MIGRATE_BASELINE_VERSION=latest, but there is no script with a version")
                    .with("state", "nothing was changed")
                    .remedy("give the version as a number, or see that AUTO_MIGRATE_LOCATIONS leads to the scripts"));
        }
        return newest.toString();
    }

    private static SchemaVersion later(SchemaVersion some, SchemaVersion other) {
        return some == null || other.compareTo(some) > 0 ? other : some;
    }
}
