package io.automigrate.engine.task;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.script.CatalogResources;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.SchemaVersion;
import io.automigrate.migration.Script;
import io.automigrate.migration.ScriptKind;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.extensibility.AppliedMigration;
import org.flywaydb.core.internal.schemahistory.SchemaHistory;

/**
 * Finds out which versions have to be taken back, and with which scripts.
 *
 * @param scripts the catalog's undo scripts
 * @param resources the same as Flyway reads them
 * @param target the version to stay at; empty: only the newest one goes
 * @param schema the schema with the history table
 */
record RollbackPlan(List<Script> scripts, CatalogResources resources, Optional<SchemaVersion> target, String schema) {

    /**
     * Returns the version that {@code AUTO_MIGRATE_TARGET} names.
     *
     * @throws StartupException {@code CONFIGURATION} when it names none
     */
    static Optional<SchemaVersion> target(String setting) throws StartupException {
        try {
            return setting == null ? Optional.empty() : Optional.of(SchemaVersion.parse(setting));
        } catch (IllegalArgumentException e) {
            throw new StartupException(
                    Failure.of(
                                    ExitCode.CONFIGURATION,
                                    "AUTO_MIGRATE_TARGET is nothing to roll back to: " + e.getMessage())
                            .with("state", "nothing was changed")
                            .remedy(
                                    "give the version that the schema is to stay at, or unset it to take the newest one back"),
                    e);
        }
    }

    /**
     * Returns the steps in the order in which they have to be done, and the version that the schema is at.
     *
     * @throws StartupException when it can't be done, with the reason
     */
    SchemaEngine.RolledBack read(SchemaHistory history) throws StartupException {
        if (!history.exists()) {
            throw AppliedVersions.refusal("schema \"" + schema + "\" has no history")
                    .remedy("look at AUTO_MIGRATE_URL, AUTO_MIGRATE_SCHEMAS and AUTO_MIGRATE_TABLE");
        }
        AppliedVersions applied = applied(history);
        Map<SchemaVersion, Script> byVersion = byVersion();
        List<SchemaEngine.Undo> steps = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (AppliedMigration row : applied.above(target)) {
            Script script = byVersion.get(SchemaVersion.parse(row.getVersion().getVersion()));
            if (script == null) {
                missing.add(resources.naming().undoScript(row.getVersion().getVersion(), row.getDescription()));
            } else {
                steps.add(new SchemaEngine.Undo(
                        row.getVersion().getVersion(), row.getDescription(), script.path(), text(script)));
            }
        }
        if (!missing.isEmpty()) {
            throw AppliedVersions.refusal("there is no script " + String.join(", ", missing))
                    .remedy(
                            "write it and put it beside the migrations, or take the version back by hand; restoring a backup is"
                                    + " another way");
        }
        return new SchemaEngine.RolledBack(schema, steps, applied.newest());
    }

    /** Returns the version that the schema is at now. */
    Optional<String> version(SchemaHistory history) throws StartupException {
        return applied(history).newest();
    }

    /**
     * Returns the row of a step, read again: others may have migrated while this process waited for the lock.
     *
     * @throws StartupException when it is no longer the row that has to be taken back first
     */
    AppliedMigration stillNewest(SchemaHistory history, SchemaEngine.Undo step) throws StartupException {
        List<AppliedMigration> going = applied(history).above(target);
        if (going.isEmpty() || !going.get(0).getVersion().getVersion().equals(step.version())) {
            throw AppliedVersions.refusal("another process changed the history in the meantime")
                    .remedy("look at the history, and see that no instance of the newer version starts any more");
        }
        return going.get(0);
    }

    private AppliedVersions applied(SchemaHistory history) throws StartupException {
        history.clearCache();
        return new AppliedVersions(history.allAppliedMigrations(), schema);
    }

    private Map<SchemaVersion, Script> byVersion() throws StartupException {
        Map<SchemaVersion, Script> byVersion = new HashMap<>();
        for (Script script : scripts) {
            if (script.kind() != ScriptKind.UNDO) {
                continue;
            }
            Script other = byVersion.put(script.name().version().orElseThrow(), script);
            if (other != null) {
                throw AppliedVersions.refusal(
                                "\"" + other.path() + "\" and \"" + script.path() + "\" are for the same version")
                        .remedy("keep one of them");
            }
        }
        return byVersion;
    }

    private String text(Script script) {
        StringWriter text = new StringWriter();
        try (Reader reader = resources.getResource(script.path()).read()) {
            reader.transferTo(text);
        } catch (IOException e) {
            throw new FlywayException("can't read " + script.file().place() + ": " + e.getMessage(), e);
        }
        return text.toString();
    }
}
