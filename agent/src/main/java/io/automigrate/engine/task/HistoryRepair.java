package io.automigrate.engine.task;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.note.ScriptNotes;
import io.automigrate.failure.StartupException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.RepairOutput;
import org.flywaydb.core.api.output.RepairResult;

/** Lets Flyway repair its history, and reports the changes. */
public record HistoryRepair(Flyway flyway, String schema, ScriptNotes notes) {
    /** Repairs the history, and removes the notes about scripts that began and have no row. */
    public SchemaEngine.Repair perform() throws StartupException {
        RepairResult result = flyway.repair();
        List<String> removed = names(result.migrationsRemoved);
        try {
            removed.addAll(notes.forget(schema));
        } catch (SQLException e) {
            throw new FlywayException(e);
        }
        return new SchemaEngine.Repair(
                schema, removed, names(result.migrationsDeleted), names(result.migrationsAligned));
    }

    private static List<String> names(List<RepairOutput> migrations) {
        List<String> names = new ArrayList<>();
        if (migrations == null) {
            return names;
        }
        for (RepairOutput migration : migrations) {
            boolean isRepeatable = migration.version == null || migration.version.isEmpty();
            names.add((isRepeatable ? "" : migration.version + " ") + "\"" + migration.description + "\"");
        }
        return names;
    }
}
