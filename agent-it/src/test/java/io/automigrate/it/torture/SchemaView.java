package io.automigrate.it.torture;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A schema at one moment.
 *
 * @param tables the names of the tables
 * @param effects the number of rows in the table {@code effect} by script
 * @param history the rows of Flyway's history: script, success and type
 */
record SchemaView(List<String> tables, Map<String, Integer> effects, List<String> history) {
    private static final String HISTORY = "flyway_schema_history";
    private static final String NOTHING = "";

    static SchemaView of(FreshDatabase database, Database kind) {
        List<String> tables = database.tables();
        Map<String, Integer> effects = new TreeMap<>();
        if (tables.contains("effect")) {
            for (String row : database.query("SELECT script, COUNT(*) FROM effect GROUP BY script")) {
                effects.put(
                        row.substring(0, row.indexOf(" | ")), Integer.valueOf(row.substring(row.indexOf("| ") + 2)));
            }
        }
        List<String> history = tables.contains(HISTORY) ? database.query(historyQuery(kind)) : List.of();
        return new SchemaView(tables, effects, history);
    }

    private static String historyQuery(Database kind) {
        String quote = kind == Database.MARIADB ? "`" : "\"";
        return ("SELECT [script], CASE WHEN [success] = "
                        + (kind == Database.MARIADB || kind == Database.SQLITE ? "1" : "TRUE")
                        + " THEN 'applied' ELSE 'failed' END, [type], [version] FROM [" + HISTORY
                        + "] ORDER BY [installed_rank]")
                .replace("[", quote)
                .replace("]", quote);
    }

    /** Returns the newest applied version; empty when there is none. Versions that were rolled back have a row of type DELETE. */
    Optional<String> version() {
        List<String> versions = new ArrayList<>();
        for (String row : history) {
            String[] columns = row.split(" \\| ", -1);
            if (columns[2].equals("DELETE")) {
                versions.remove(columns[3]);
            } else if (columns[1].equals("applied") && !columns[3].equals("null")) {
                versions.add(columns[3]);
            }
        }
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    /** Returns whether the history marks the script as failed. */
    boolean isMarkedFailed(String file) {
        return history.stream().anyMatch(row -> row.startsWith(file + " | failed"));
    }

    /** Returns whether the history has the script as applied. */
    boolean isApplied(String file) {
        return history.stream().anyMatch(row -> row.startsWith(file + " | applied"));
    }

    /** Returns what is there of a script, in words; empty when there is nothing. */
    String traces(TortureScript script) {
        List<String> traces = new ArrayList<>();
        int rows = effects.getOrDefault(script.name(), 0);
        if (rows > 0) {
            traces.add(rows + " of " + script.effects() + " rows");
        }
        for (String table : script.tables()) {
            if (tables.contains(table)) {
                traces.add("table " + table);
            }
        }
        for (String table : script.passing()) {
            if (tables.contains(table)) {
                traces.add("table " + table + " that should be gone");
            }
        }
        return String.join(", ", traces);
    }

    /** Returns what is wrong with a script that should have run exactly once; empty when nothing is. */
    String notOnce(TortureScript script) {
        List<String> whole = new ArrayList<>(List.of(script.effects() + " of " + script.effects() + " rows"));
        script.tables().forEach(table -> whole.add("table " + table));
        String traces = traces(script);
        String expected = String.join(", ", whole);
        return traces.equals(expected)
                ? NOTHING
                : script.name() + " left \"" + traces + "\" instead of \"" + expected + "\"";
    }
}
