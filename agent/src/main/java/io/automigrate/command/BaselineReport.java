package io.automigrate.command;

import io.automigrate.console.Report;
import io.automigrate.console.Terminal;
import io.automigrate.engine.SchemaEngine;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The report of {@code baseline}: the version that the schema got.
 *
 * @param database the URL of the database without secrets
 */
record BaselineReport(String database, SchemaEngine.Baseline baseline) implements Report {
    @Override
    public String text(Terminal terminal) {
        return "Schema \"" + baseline.schema() + "\" of " + database + ": "
                + (baseline.stamped() ? "stamped with version " : "was stamped already with version ")
                + baseline.version() + "\n";
    }

    @Override
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", "baseline");
        json.put("database", database);
        json.put("schema", baseline.schema());
        json.put("version", baseline.version());
        json.put("stamped", baseline.stamped());
        return json;
    }
}
