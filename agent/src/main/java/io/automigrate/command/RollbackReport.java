package io.automigrate.command;

import io.automigrate.console.Report;
import io.automigrate.console.Terminal;
import io.automigrate.engine.SchemaEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The report of {@code rollback}: the versions that were taken back, or would be.
 *
 * @param database the URL of the database without secrets
 * @param dryRun whether the database is unchanged
 */
record RollbackReport(String database, SchemaEngine.RolledBack result, boolean dryRun) implements Report {
    @Override
    public String text(Terminal terminal) {
        int count = result.steps().size();
        StringBuilder text = new StringBuilder("Schema \"" + result.schema() + "\" of " + database + ": " + count
                + (count == 1 ? " version" : " versions")
                + (dryRun ? " would be rolled back, it is" : " rolled back, it is now")
                + result.version().map(version -> " at version " + version).orElse(" without a version")
                + "\n");
        if (dryRun) {
            for (SchemaEngine.Undo step : result.steps()) {
                text.append("\n-- ")
                        .append(step.script())
                        .append(" takes back version ")
                        .append(step.version());
                text.append(step.description().isEmpty() ? "" : ", " + step.description())
                        .append('\n');
                text.append(step.sql().strip()).append('\n');
            }
        }
        return text.toString();
    }

    @Override
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", "rollback");
        json.put("database", database);
        json.put("schema", result.schema());
        json.put("version", result.version());
        json.put("dryRun", dryRun);
        List<Object> steps = new ArrayList<>();
        for (SchemaEngine.Undo step : result.steps()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("version", step.version());
            one.put("description", step.description());
            one.put("script", step.script());
            one.put("sql", step.sql());
            steps.add(one);
        }
        json.put("rolledBack", steps);
        return json;
    }
}
