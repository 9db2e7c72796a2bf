package io.automigrate.it.differential;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The changes between two starts. Flyway itself decides which of them matter. */
enum Change {
    EDIT(s -> s.put(s.anyFile("V"), s.text())),
    EDIT_REPEATABLE(s -> s.put(s.anyFile("R"), s.text())),
    ONE_CHARACTER(s -> {
        String name = s.anyFile("");
        s.put(name, s.text(name).replaceFirst("SELECT", "SELEcT"));
    }),
    WINDOWS_LINE_ENDS(s -> {
        String name = s.anyFile("");
        s.put(name, s.text(name).replace("\n", "\r\n"));
    }),
    OLD_MAC_LINE_ENDS(s -> {
        String name = s.anyFile("");
        s.put(name, s.text(name).replace("\n", "\r"));
    }),
    BYTE_ORDER_MARK(s -> {
        String name = s.anyFile("");
        s.put(name, "\uFEFF" + s.text(name));
    }),
    BYTE_ORDER_MARK_INSIDE(s -> {
        String name = s.anyFile("");
        s.put(name, s.text(name).replaceFirst("\n", "\n\uFEFF"));
    }),
    OTHER_ENCODING(s -> {
        String name = s.anyFile("");
        s.files.put(name, (s.text(name) + "-- ü").getBytes(StandardCharsets.ISO_8859_1));
    }),
    BLANK_LINES(s -> {
        String name = s.anyFile("");
        s.put(name, "\n" + s.text(name) + "\n\n");
    }),
    TRAILING_SPACE(s -> {
        String name = s.anyFile("");
        s.put(name, s.text(name) + " ");
    }),
    EMPTIED(s -> s.put(s.anyFile(""), "")),
    OTHER_WAY_TO_WRITE_THE_VERSION(s -> {
        String name = s.anyFile("V");
        s.rename(name, name.replaceFirst("V(\\d+)__", "V0$1_0__"));
    }),
    OTHER_VERSION(s -> {
        String name = s.anyFile("V");
        s.rename(name, name.replaceFirst("V(\\d+)", "V$17"));
    }),
    OTHER_DESCRIPTION(s -> {
        String name = s.anyFile("");
        s.rename(name, name.replace(".sql", "_more.sql"));
    }),
    OTHER_CASE(s -> {
        String name = s.anyFile("");
        s.rename(name, name.replace("step", "Step").replace("view", "View"));
    }),
    SPACES_IN_THE_NAME(s -> {
        String name = s.anyFile("V");
        s.rename(name, name.replace("step_", "step "));
    }),
    NO_DESCRIPTION(s -> {
        String name = s.anyFile("V");
        s.rename(name, name.replaceFirst("__.*", ".sql"));
    }),
    LONG_DESCRIPTION(s -> s.put("V900__" + "long_".repeat(42) + ".sql", s.text())),
    UPPER_CASE_SUFFIX(s -> {
        String name = s.anyFile("V");
        s.rename(name, name.replace(".sql", ".SQL"));
    }),
    DELETED(s -> s.files.remove(s.anyFile(""))),
    NEW_ABOVE(s -> s.put("V800__new.sql", s.text())),
    NEW_BELOW(s -> s.put("V0_5__forgotten.sql", s.text())),
    NEW_REPEATABLE(s -> s.put("R__new.sql", s.text())),
    REPEATABLE_WITH_PLACEHOLDER(s -> s.put("R__view_1.sql", "SELECT '${flyway:timestamp}';\n")),
    PLACEHOLDER_WITHOUT_VALUE(s -> s.put(s.anyFile("R"), "SELECT '${unheard}';\n")),
    SAME_VERSION_TWICE(s -> s.put("V01__twin.sql", s.text())),
    MOVED(s -> {
        String name = s.anyFile("");
        s.rename(name, "elsewhere/" + name.substring(name.lastIndexOf('/') + 1));
    }),
    IN_THE_OTHER_LOCATION(s -> {
        String name = s.anyFile("");
        s.rename(name, "two:" + name);
    }),
    IN_BOTH_LOCATIONS(s -> {
        String name = s.anyFile("");
        s.files.put("two:" + name, s.files.getOrDefault(name, new byte[0]));
    }),
    IN_A_JAR(s -> s.inJar = s.files.keySet().stream().noneMatch(name -> name.startsWith("two:"))),
    CALLBACK(s -> s.put("afterMigrate__note.sql", "INSERT INTO called VALUES (1);\n")),
    CALLBACK_OF_A_MIGRATION(s -> s.put("beforeEachMigrate.sql", "INSERT INTO called VALUES (3);\n")),
    CALLBACK_AFTER_MIGRATIONS(s -> s.put("afterMigrateApplied__note.sql", "INSERT INTO called VALUES (4);\n")),
    EARLY_CALLBACK(s -> s.put("beforeValidate.sql", "INSERT INTO called VALUES (2);\n")),
    CONFIGURATION(s -> s.put(s.anyFile("V") + ".conf", "executeInTransaction=false\n")),
    CONFIGURATION_OF_PLACEHOLDERS(s -> s.put(s.anyFile("") + ".conf", "# as it is\nplaceholderReplacement = false\n")),
    BASELINE_SCRIPT(s -> s.put("B1__all.sql", s.text())),
    UNDO_SCRIPT(s -> s.put("U1__undo.sql", s.text())),
    NO_SCRIPT(s -> s.put("notes.txt", "not a script")),
    STRAY_SQL(s -> s.put("notes.sql", "SELECT 1;\n")),
    ROW_FAILED(s -> s.updateRow("[success] = FALSE")),
    ROW_WITHOUT_CHECKSUM(s -> s.updateRow("[checksum] = NULL")),
    ROW_WITH_OTHER_CHECKSUM(s -> s.updateRow("[checksum] = 4711")),
    ROW_OF_JAVA(s -> s.updateRow("[type] = 'JDBC'")),
    ROW_OF_A_PROGRAM(s -> s.updateRow("[type] = 'SCRIPT'")),
    ROW_OF_A_BASELINE(s -> s.updateRow("[type] = 'BASELINE'")),
    ROW_OF_UNDO(s -> s.updateRow("[type] = 'UNDO_SQL'")),
    ROW_WITH_OTHER_WAY_TO_WRITE_THE_VERSION(s -> s.updateRow("[version] = CONCAT('0', [version])")),
    ROW_WITHOUT_VERSION(s -> s.updateRow("[version] = NULL")),
    ROW_WITH_OTHER_DESCRIPTION(s -> s.updateRow("[description] = 'other'")),
    ROW_WITH_OTHER_SCRIPT(s -> s.updateRow("[script] = 'other.sql', [installed_by] = 'other', [execution_time] = 9")),
    ROW_LATER(s -> s.updateRow("[installed_rank] = [installed_rank] + 50")),
    ROW_BEFORE_ALL(s -> s.updateRow("[installed_rank] = -100")),
    ROW_DELETED(Scene::deleteRow),
    ROW_OF_THE_FUTURE(s -> s.insertRow(70, "990", "from the future", "SQL", "1")),
    ROW_OF_THE_PAST(s -> s.insertRow(71, "0.1", "lost", "SQL", "1")),
    ROW_OF_A_LOST_REPEATABLE(s -> s.insertRow(72, null, "lost view", "SQL", "1")),
    ROW_OF_A_STALE_REPEATABLE(s -> s.insertRow(73, null, "view 1", "SQL", "1")),
    ROW_OF_AN_OLDER_REPEATABLE(s -> {
        if (s.files.containsKey("R__view_1.sql")) {
            s.execute("UPDATE [" + Places.TABLE
                    + "] SET [installed_rank] = [installed_rank] + 40 WHERE [description] = 'view 1'");
            s.insertRow(30, null, "view 1", "SQL", "1");
        }
    }),
    ROW_THAT_DELETES(s -> s.insertRow(74, "1", "step 1", "DELETE", "NULL")),
    ROW_OF_THE_SCHEMA(s -> s.insertRow(0, null, "<< Flyway Schema Creation >>", "SCHEMA", "NULL")),
    ROW_OF_A_LATER_BASELINE(s -> s.insertRow(75, "1", "<< Flyway Baseline >>", "BASELINE", "NULL")),
    ROW_OF_A_BASELINE_OF_NOTHING(s -> s.insertRow(76, "0", "<< Flyway Baseline >>", "BASELINE", "NULL")),
    NO_HISTORY_YET(s -> s.execute("DELETE FROM [" + Places.TABLE + "]")),
    OTHER_TABLE(s -> s.places = new Places(List.of(), Optional.empty(), "elsewhere")),
    NAMED_SCHEMA(s -> s.places = new Places(List.of(current(s)), Optional.empty(), Places.TABLE)),
    NAMED_DEFAULT_SCHEMA(s -> s.places = new Places(List.of(), Optional.of(current(s)), Places.TABLE));

    /** Something that is done to a scene. */
    interface Act {
        void on(Scene scene) throws SQLException;
    }

    private final Act act;

    Change(Act act) {
        this.act = act;
    }

    void on(Scene scene) throws SQLException {
        if (!scene.files.isEmpty()) {
            act.on(scene);
        }
    }

    private static String current(Scene scene) throws SQLException {
        String schema = scene.connection.getSchema();
        return schema == null ? scene.connection.getCatalog() : schema;
    }
}
