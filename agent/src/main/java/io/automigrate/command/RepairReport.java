package io.automigrate.command;

import io.automigrate.console.Report;
import io.automigrate.console.Terminal;
import io.automigrate.engine.SchemaEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The report of {@code repair}: the changes of the history.
 *
 * @param database the URL of the database without secrets
 */
record RepairReport(String database, SchemaEngine.Repair repair) implements Report {
    @Override
    public String text(Terminal terminal) {
        StringBuilder text = new StringBuilder("Schema \"" + repair.schema() + "\" of " + database + ": ");
        int changes = repair.removed().size()
                + repair.deleted().size()
                + repair.aligned().size();
        text.append(changes == 0 ? "nothing to repair" : changes + (changes == 1 ? " row repaired" : " rows repaired"));
        text.append('\n');
        append("failed, the row was removed", repair.removed(), text);
        append("without a script, marked as deleted", repair.deleted(), text);
        append("takes its checksum, description and type from the script now", repair.aligned(), text);
        return text.toString();
    }

    private static void append(String what, List<String> migrations, StringBuilder to) {
        for (String migration : migrations) {
            to.append("  ").append(migration).append(": ").append(what).append('\n');
        }
    }

    @Override
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", "repair");
        json.put("database", database);
        json.put("schema", repair.schema());
        json.put("removed", repair.removed());
        json.put("deleted", repair.deleted());
        json.put("aligned", repair.aligned());
        return json;
    }
}
