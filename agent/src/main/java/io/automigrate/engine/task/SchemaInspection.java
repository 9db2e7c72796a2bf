package io.automigrate.engine.task;

import io.automigrate.engine.SchemaEngine;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.api.output.ValidateResult;

/** Reads from Flyway what is in the history and among the scripts. */
public record SchemaInspection(Flyway flyway, String schema) {
    /** Reads the history and the scripts. */
    public SchemaEngine.Overview overview() {
        return overview(flyway.info(), flyway.validateWithResult());
    }

    /** Returns the overview from two answers of Flyway. A new answer would read every script again. */
    SchemaEngine.Overview overview(MigrationInfoService info, ValidateResult validation) {
        Set<MigrationInfo> pending = new HashSet<>(Arrays.asList(info.pending()));
        Set<String> changed = changed(validation);
        List<SchemaEngine.Migration> migrations = new ArrayList<>();
        for (MigrationInfo migration : info.all()) {
            migrations.add(migration(migration, pending.contains(migration), changed));
        }
        return new SchemaEngine.Overview(schema, LoadedFlyway.version(info), migrations);
    }

    /** Returns the identifiers of the migrations whose text differs from the applied text. */
    private static Set<String> changed(ValidateResult validation) {
        Set<String> changed = new HashSet<>();
        for (ValidateOutput output : validation.invalidMigrations) {
            if (String.valueOf(output.errorDetails.errorCode).equals("CHECKSUM_MISMATCH")) {
                changed.add(key(output.version, output.description));
            }
        }
        return changed;
    }

    private static SchemaEngine.Migration migration(MigrationInfo migration, boolean isPending, Set<String> changed) {
        Optional<String> version = version(migration);
        String description = text(migration.getDescription());
        return new SchemaEngine.Migration(
                version,
                description,
                type(migration),
                migration.getState().getDisplayName(),
                isPending,
                migration.getState().isFailed(),
                checksum(migration, isPending, changed.contains(key(version.orElse(null), description))),
                text(migration.getScript()),
                application(migration));
    }

    private static SchemaEngine.Checksum checksum(MigrationInfo migration, boolean isPending, boolean isChanged) {
        boolean isOutdated = migration.getState().name().equals("OUTDATED");
        if (isChanged || isOutdated) {
            return SchemaEngine.Checksum.CHANGED;
        }
        boolean isBoth =
                migration.getState().isApplied() && migration.getState().isResolved();
        return isPending || !isBoth || migration.getChecksum() == null
                ? SchemaEngine.Checksum.NONE
                : SchemaEngine.Checksum.SAME;
    }

    private static Optional<SchemaEngine.Application> application(MigrationInfo migration) {
        if (migration.getInstalledOn() == null) {
            return Optional.empty();
        }
        int millis = migration.getExecutionTime() == null ? 0 : migration.getExecutionTime();
        return Optional.of(new SchemaEngine.Application(
                // Drivers have types of their own, some of which refuse toInstant.
                LocalDateTime.ofInstant(
                        Instant.ofEpochMilli(migration.getInstalledOn().getTime()), ZoneId.systemDefault()),
                Duration.ofMillis(Math.max(millis, 0)),
                text(migration.getInstalledBy())));
    }

    /** By reflection: what it returns was an enum of Flyway's until version 8, and is an interface since. */
    static String type(MigrationInfo migration) {
        try {
            return String.valueOf(MigrationInfo.class.getMethod("getType").invoke(migration));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Flyway tells no types of migrations", e);
        }
    }

    private static Optional<String> version(MigrationInfo migration) {
        return migration.getVersion() == null
                ? Optional.empty()
                : Optional.of(migration.getVersion().getVersion());
    }

    private static String key(String version, String description) {
        return version == null || version.isEmpty() ? "R " + description : "V " + version;
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
