package io.automigrate.it.torture;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import java.util.ArrayList;
import java.util.List;

/**
 * A script whose effect can be counted: it writes rows to the table {@code effect} and makes tables.
 *
 * @param name the word of the script in the table {@code effect}
 * @param file the name of the file
 * @param statements the statements
 * @param undo the statements that take back what any part of the script may have done
 * @param effects the number of rows that it writes
 * @param tables the tables that stay
 * @param passing the tables that it makes and drops again
 */
record TortureScript(
        String name,
        String file,
        List<String> statements,
        List<String> undo,
        int effects,
        List<String> tables,
        List<String> passing) {

    /** Returns the versioned scripts and a repeatable one, for a schema that is empty. */
    static List<TortureScript> all(Database kind) {
        String pause = pause(kind);
        return List.of(
                of(
                        "V1",
                        "V1__effects.sql",
                        2,
                        List.of("effect"),
                        List.of(),
                        "CREATE TABLE effect (script VARCHAR(20), n INT)",
                        effect("V1", 1),
                        pause,
                        effect("V1", 2)),
                of(
                        "V2",
                        "V2__tables.sql",
                        2,
                        List.of("t2"),
                        List.of(),
                        effect("V2", 1),
                        pause,
                        "CREATE TABLE t2 (id INT)",
                        pause,
                        "ALTER TABLE t2 ADD COLUMN name VARCHAR(20)",
                        effect("V2", 2),
                        "CREATE INDEX t2_id ON t2 (id)"),
                of(
                        "V3",
                        "V3__rows.sql",
                        3,
                        List.of(),
                        List.of(),
                        effect("V3", 1),
                        pause,
                        "UPDATE effect SET n = 2 WHERE script = 'V3'",
                        pause,
                        effect("V3", 1),
                        effect("V3", 3)),
                of(
                        "V4",
                        "V4__passing.sql",
                        1,
                        List.of(),
                        List.of("scratch4"),
                        "CREATE TABLE scratch4 (id INT)",
                        pause,
                        effect("V4", 1),
                        pause,
                        "DROP TABLE scratch4"),
                more(pause),
                again(pause));
    }

    private static TortureScript more(String pause) {
        return of(
                "V5",
                "V5__more.sql",
                1,
                List.of("t5"),
                List.of(),
                "CREATE TABLE t5 (id INT PRIMARY KEY)",
                "INSERT INTO t5 (id) VALUES (1)",
                pause,
                effect("V5", 1));
    }

    private static TortureScript again(String pause) {
        return of("R", "R__again.sql", 1, List.of(), List.of(), pause, effect("R", 1));
    }

    /** Returns a script that needs more room than a server gets that is full: about 30 MB. */
    static TortureScript big(Database kind) {
        String rows = kind == Database.MARIADB ? "seq_1_to_30000" : "generate_series(1, 30000)";
        return of(
                "V6",
                "V6__big.sql",
                1,
                List.of("big"),
                List.of(),
                effect("V6", 1),
                "CREATE TABLE big (filling VARCHAR(1000))" + (kind == Database.MARIADB ? " ENGINE = MEMORY" : ""),
                "INSERT INTO big SELECT REPEAT('x', 1000) FROM " + rows);
    }

    /** Returns the initial data. */
    static List<TortureScript> seeds(Database kind) {
        return List.of(
                of("S1", "V1__first.sql", 1, List.of(), List.of(), pause(kind), effect("S1", 1)),
                of("S2", "V2__second.sql", 1, List.of(), List.of(), effect("S2", 1), pause(kind)));
    }

    /** Returns the scripts that take versions back; each of them may run twice. */
    static Scripts undoScripts(Database kind, Scripts scripts) {
        Scripts all = scripts;
        for (TortureScript script : all(kind)) {
            if (script.name.startsWith("V") && !script.name.equals("V1")) {
                String file = "U" + script.file.substring(1);
                all = all.file(file, text(List.of(script.undo.get(0), pause(kind), String.join(";\n", script.undo))));
            }
        }
        return all;
    }

    /** Adds the files of these scripts. */
    static Scripts files(Scripts to, List<TortureScript> scripts) {
        Scripts all = to;
        for (TortureScript script : scripts) {
            all = all.file(script.file, text(script.statements));
        }
        return all;
    }

    private static String text(List<String> statements) {
        return String.join(";\n", statements) + ";\n";
    }

    private static TortureScript of(
            String name, String file, int effects, List<String> tables, List<String> passing, String... statements) {
        List<String> undo = new ArrayList<>();
        if (!tables.contains("effect")) {
            undo.add("DELETE FROM effect WHERE script = '" + name + "'");
        }
        tables.forEach(table -> undo.add("DROP TABLE IF EXISTS " + table));
        passing.forEach(table -> undo.add("DROP TABLE IF EXISTS " + table));
        return new TortureScript(name, file, List.of(statements), undo, effects, tables, passing);
    }

    private static String effect(String script, int number) {
        return "INSERT INTO effect (script, n) VALUES ('" + script + "', " + number + ")";
    }

    /** Returns a statement that takes some hundredths of a second. */
    private static String pause(Database kind) {
        return switch (kind) {
            case POSTGRESQL -> "SELECT pg_sleep(0.03)";
            case MARIADB -> "DO SLEEP(0.03)";
            case SQLITE ->
                "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 60000) SELECT COUNT(*) FROM c";
            default -> "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 200000) WHERE MOD(X, 7) = 3";
        };
    }
}
