package io.automigrate.command;

import io.automigrate.console.Colour;
import io.automigrate.console.Report;
import io.automigrate.console.Terminal;
import io.automigrate.console.TextTable;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.text.Elapsed;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The report of {@code info}: each migration that is in the history, among the scripts, or in both.
 *
 * @param database the URL of the database without secrets
 */
record InfoReport(String database, SchemaEngine.Overview overview) implements Report {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final String NOTHING = "-";
    private static final List<String> TITLES =
            List.of("Version", "Script", "Type", "State", "Installed on", "Duration", "Checksum");

    @Override
    public String text(Terminal terminal) {
        TextTable table = new TextTable(TITLES, TITLES.indexOf("Script"));
        List<SchemaEngine.Migration> migrations = overview.migrations();
        for (int i = 0; i < migrations.size(); i++) {
            SchemaEngine.Migration migration = migrations.get(i);
            List<SchemaEngine.Migration> later = migrations.subList(i + 1, migrations.size());
            if (!isTakenBack(migration) || later.stream().noneMatch(other -> isSameVersion(migration, other))) {
                table.add(row(migration));
            }
        }
        String lines = table.text(terminal);
        return headline() + "\n" + (lines.isEmpty() ? "" : "\n" + lines) + "\n" + nextStep() + "\n";
    }

    /** Returns the next step to take, the last line of the report. */
    private String nextStep() {
        if (count(SchemaEngine.Migration::failed) > 0) {
            return "Next: undo by hand what the failed script did, correct the script, and run \"repair\"";
        }
        if (count(InfoReport::disagrees) > 0) {
            return "Next: \"doctor\" shows which scripts and rows of the history disagree, and what to do";
        }
        long pending = count(SchemaEngine.Migration::pending);
        return pending == 0
                ? "Next: nothing to do"
                : "Next: \"plan\" shows what the " + pending + " pending would do, \"migrate\" applies them";
    }

    /** A repeatable script may change, and a script of a newer build may be unknown here. */
    private static boolean disagrees(SchemaEngine.Migration migration) {
        boolean isChanged = migration.checksum() == SchemaEngine.Checksum.CHANGED
                && migration.version().isPresent();
        return isChanged
                || migration.state().startsWith("Missing")
                || migration.state().equals("Ignored");
    }

    private long count(Predicate<SchemaEngine.Migration> which) {
        return overview.migrations().stream().filter(which).count();
    }

    /** Returns the file without its folders; a row of the history without a file has only a description. */
    private static String file(SchemaEngine.Migration migration) {
        String script = migration.script();
        return script.isEmpty() ? migration.description() : script.substring(script.lastIndexOf('/') + 1);
    }

    private String headline() {
        long pending = count(SchemaEngine.Migration::pending);
        return "Schema \"" + overview.schema() + "\" of " + database
                + overview.version().map(v -> " is at version " + v).orElse(" has no version")
                + ", " + pending + " pending";
    }

    /** The history keeps the row of a version that was taken back. */
    private static boolean isTakenBack(SchemaEngine.Migration migration) {
        return migration.state().equals("Deleted");
    }

    private static boolean isSameVersion(SchemaEngine.Migration one, SchemaEngine.Migration other) {
        return one.version().isPresent() && one.version().equals(other.version());
    }

    private String state(SchemaEngine.Migration migration) {
        boolean wasTakenBack =
                migration.pending() && count(other -> isTakenBack(other) && isSameVersion(other, migration)) > 0;
        return wasTakenBack ? migration.state() + ", taken back" : migration.state();
    }

    private List<TextTable.Cell> row(SchemaEngine.Migration migration) {
        List<TextTable.Cell> cells = new ArrayList<>();
        cells.add(TextTable.Cell.of(migration.version().orElse(NOTHING)));
        cells.add(TextTable.Cell.of(file(migration)));
        cells.add(TextTable.Cell.of(migration.type()));
        cells.add(new TextTable.Cell(state(migration), colour(migration)));
        cells.add(TextTable.Cell.of(
                migration.applied().map(a -> MINUTES.format(a.on())).orElse(NOTHING)));
        cells.add(TextTable.Cell.of(
                migration.applied().map(a -> Elapsed.seconds(a.duration())).orElse(NOTHING)));
        cells.add(
                switch (migration.checksum()) {
                    case SAME -> TextTable.Cell.of("ok");
                    case CHANGED -> new TextTable.Cell("changed", Colour.RED);
                    case NONE -> TextTable.Cell.of(NOTHING);
                });
        return cells;
    }

    private static Colour colour(SchemaEngine.Migration migration) {
        if (migration.failed()) {
            return Colour.RED;
        }
        if (migration.pending()) {
            return Colour.YELLOW;
        }
        return migration.state().equals("Success") ? Colour.GREEN : Colour.NONE;
    }

    @Override
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", "info");
        json.put("database", database);
        json.put("schema", overview.schema());
        json.put("version", overview.version());
        List<Object> migrations = new ArrayList<>();
        for (SchemaEngine.Migration migration : overview.migrations()) {
            migrations.add(json(migration));
        }
        json.put("migrations", migrations);
        return json;
    }

    private static Map<String, Object> json(SchemaEngine.Migration migration) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", migration.version());
        json.put("description", migration.description());
        json.put("type", migration.type());
        json.put("state", migration.state());
        json.put("pending", migration.pending());
        json.put("failed", migration.failed());
        json.put("script", migration.script());
        json.put(
                "checksum",
                switch (migration.checksum()) {
                    case SAME -> "ok";
                    case CHANGED -> "changed";
                    case NONE -> null;
                });
        json.put("installedOn", migration.applied().map(SchemaEngine.Application::on));
        json.put("installedBy", migration.applied().map(SchemaEngine.Application::by));
        json.put("durationMillis", migration.applied().map(a -> a.duration().toMillis()));
        return json;
    }
}
