package io.automigrate.command;

import io.automigrate.console.Colour;
import io.automigrate.console.Report;
import io.automigrate.console.Terminal;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.Script;
import io.automigrate.migration.ScriptKind;
import io.automigrate.review.PlannedScript;
import io.automigrate.review.Remark;
import io.automigrate.review.ScriptReview;
import io.automigrate.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The report of {@code plan}: the scripts that would run, in their order. As text the report is a script itself, with comments around the
 * statements.
 *
 * @param database the URL of the database without secrets
 * @param tables the tables of a schema without history, as text for messages
 * @param callbacks the scripts that run at events around the migrations
 */
public record PlanReport(
        String database,
        SchemaEngine.Overview overview,
        String tables,
        List<PlannedScript> scripts,
        List<String> callbacks)
        implements Report {
    /** This is enough for each script that was written by hand. */
    private static final int LONGEST = 1_000_000;

    /** The events that do not occur in a migration. */
    private static final Pattern OTHER_EVENTS =
            Pattern.compile("(before|after)[A-Za-z]*(Clean|Info|Repair|Baseline|Undo)[A-Za-z]*(\\.|__).*");

    public PlanReport {
        scripts = List.copyOf(scripts);
        callbacks = List.copyOf(callbacks);
    }

    /** Returns the report with remarks on each script. */
    public static PlanReport of(Settings settings, SchemaEngine.Plan plan, MigrationCatalog catalog) {
        boolean mixed = Boolean.parseBoolean(settings.engine().flyway().get("mixed"));
        ScriptReview review = new ScriptReview(settings.account().kind(), mixed);
        List<PlannedScript> scripts = new ArrayList<>();
        for (SchemaEngine.Planned planned : plan.scripts()) {
            scripts.add(review.review(planned));
        }
        List<String> callbacks = new ArrayList<>();
        for (Script script : catalog.scripts(ScriptKind.CALLBACK)) {
            if (!OTHER_EVENTS.matcher(script.name().fileName()).matches()) {
                callbacks.add(script.path());
            }
        }
        String database = settings.account().url().toString();
        return new PlanReport(database, plan.overview(), plan.tables(), scripts, callbacks);
    }

    @Override
    public String text(Terminal terminal) {
        StringBuilder text = new StringBuilder();
        text.append("-- Schema \"").append(overview.schema()).append("\" of ").append(database);
        text.append(overview.version().map(v -> " is at version " + v).orElse(" has no version"));
        text.append(", ").append(count(scripts.size())).append(" would be applied\n");
        if (!tables.isEmpty()) {
            String remark = "-- ! The schema has no history, but tables: " + tables + "\n"
                    + "-- ! With AUTO_MIGRATE_BASELINE_ON_MIGRATE=true a start writes a baseline first, and leaves out what is not\n"
                    + "-- ! above AUTO_MIGRATE_BASELINE_VERSION; tables that an extension made do not count";
            text.append(terminal.paint(Colour.YELLOW, remark)).append('\n');
        }
        if (!callbacks.isEmpty() && !scripts.isEmpty()) {
            text.append("-- Callbacks that run as well: ")
                    .append(String.join(", ", callbacks))
                    .append('\n');
        }
        int number = 0;
        for (PlannedScript script : scripts) {
            number++;
            text.append("\n-- ")
                    .append(number)
                    .append(" of ")
                    .append(scripts.size())
                    .append(": ");
            text.append(script.migration().script()).append('\n');
            for (Remark remark : script.remarks()) {
                Colour colour = remark.kind() == Remark.Kind.FAILURE ? Colour.RED : Colour.YELLOW;
                text.append(terminal.paint(colour, "-- ! " + remark)).append('\n');
            }
            text.append(script.sql().map(PlanReport::shown).orElse("-- (a Java migration)\n"));
        }
        return text.toString();
    }

    private static String count(int scripts) {
        return scripts == 0 ? "nothing" : scripts == 1 ? "1 migration" : scripts + " migrations";
    }

    private static String shown(String sql) {
        String text = sql.strip();
        if (text.isEmpty()) {
            return "";
        }
        return text.length() <= LONGEST
                ? text + "\n"
                : text.substring(0, LONGEST) + "\n-- … and " + (text.length() - LONGEST) + " characters more\n";
    }

    @Override
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", "plan");
        json.put("database", database);
        json.put("schema", overview.schema());
        json.put("version", overview.version());
        json.put("tablesWithoutHistory", tables.isEmpty() ? null : tables);
        json.put("callbacks", callbacks);
        List<Object> planned = new ArrayList<>();
        for (PlannedScript script : scripts) {
            planned.add(json(script));
        }
        json.put("migrations", planned);
        return json;
    }

    private static Map<String, Object> json(PlannedScript script) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", script.migration().version());
        json.put("description", script.migration().description());
        json.put("type", script.migration().type());
        json.put("script", script.migration().script());
        json.put("sql", script.sql());
        List<Object> remarks = new ArrayList<>();
        for (Remark remark : script.remarks()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("kind", remark.kind());
            one.put("line", remark.line() == 0 ? null : remark.line());
            one.put("text", remark.text());
            remarks.add(one);
        }
        json.put("remarks", remarks);
        return json;
    }
}
