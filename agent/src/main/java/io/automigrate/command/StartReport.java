package io.automigrate.command;

import io.automigrate.console.Report;
import io.automigrate.console.Terminal;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.settings.Command;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The report of {@code migrate}, {@code wait} and {@code validate} when they succeeded.
 *
 * @param database the URL of the database without secrets
 */
public record StartReport(Command command, String database, SchemaEngine.Result result, Duration elapsed)
        implements Report {
    @Override
    public String text(Terminal terminal) {
        String done =
                switch (command) {
                    case MIGRATE ->
                        result.applied() + (result.applied() == 1 ? " migration" : " migrations") + " applied";
                    case VALIDATE -> "valid";
                    default -> "ready";
                };
        return "Schema \"" + result.schema() + "\" of " + database + ": " + done
                + result.version().map(v -> ", version " + v).orElse("") + "\n";
    }

    @Override
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", command);
        json.put("database", database);
        json.put("schema", result.schema());
        json.put("version", result.version());
        json.put("applied", result.applied());
        json.put("durationMillis", elapsed.toMillis());
        return json;
    }
}
