package io.automigrate.engine.task;

import io.automigrate.engine.SchemaEngine;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.RepairOutput;
import org.flywaydb.core.api.output.RepairResult;

/** Lets Flyway repair its history, and says what it did. */
public record HistoryRepair(Flyway flyway, String schema) {
    /** Repairs the history. */
    public SchemaEngine.Repair perform() {
        RepairResult result = flyway.repair();
        return new SchemaEngine.Repair(
                schema,
                names(result.migrationsRemoved),
                names(result.migrationsDeleted),
                names(result.migrationsAligned));
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
