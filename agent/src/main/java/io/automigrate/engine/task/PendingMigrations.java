package io.automigrate.engine.task;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;

/** The scripts that Flyway would apply to the schema in its current state. */
final class PendingMigrations {
    private final MigrationInfo current;
    private final MigrationInfo[] pending;

    PendingMigrations(MigrationInfoService info) {
        current = info.current();
        pending = info.pending();
    }

    int size() {
        return pending.length;
    }

    /** Returns the scripts and classes. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (MigrationInfo migration : pending) {
            names.add(migration.getScript());
        }
        return names;
    }

    /** Returns the version of the schema when all of them, and nothing else, have been applied. */
    Optional<String> versionAfter() {
        MigrationVersion highest = current == null ? null : current.getVersion();
        for (MigrationInfo migration : pending) {
            MigrationVersion version = migration.getVersion();
            if (version != null && (highest == null || version.compareTo(highest) > 0)) {
                highest = version;
            }
        }
        return highest == null ? Optional.empty() : Optional.of(highest.getVersion());
    }

    /**
     * An empty file in the history was applied in the past. A new empty file is the result of a broken build.
     *
     * @throws StartupException {@code CONFIGURATION} when there is one
     */
    void refuseBlank(List<Script> scripts) throws StartupException {
        List<String> names = names();
        for (Script script : scripts) {
            boolean isBlank =
                    script.content().isPresent() && script.content().get().isBlank();
            if (isBlank && names.contains(script.path())) {
                throw new StartupException(Failure.of(
                                ExitCode.CONFIGURATION, "The pending script \"" + script.path() + "\" is empty")
                        .with("script", script.file().place())
                        .with("state", "nothing was migrated")
                        .remedy("correct the file; if nothing is meant to happen, say so in it with a comment"));
            }
        }
    }
}
