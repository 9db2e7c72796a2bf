package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On MariaDB a rollback leaves rows of some tables: the block says so, however the script came to its end. */
@Execution(ExecutionMode.CONCURRENT)
class TablesWithoutTransactionsIT {
    private static final String WAITING =
            "SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE 'UPDATE person%' AND DB = DATABASE()";

    private static final String KEPT =
            "half applied: statement 2 of V3__both.sql (failed|was sent and not acknowledged); tables without transactions may keep"
                    + " the changes of 1, the rest is rolled back; ";

    /** The second statement waits for a row that the test has locked. */
    private static final Scripts BOTH = Scripts.person()
            .versioned("3", "both", "INSERT INTO old VALUES (1);\nUPDATE person SET name = 'Grace' WHERE id = 1;");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"MyISAM", "Aria", "MEMORY"})
    void rows_that_a_failed_statement_leaves_are_named(String engine) {
        FreshDatabase database = migrated("CREATE TABLE old (id INT) ENGINE = " + engine);
        Scripts scripts =
                Scripts.person().versioned("3", "both", "INSERT INTO old VALUES (1);\nUPDATE person SET nowhere = 1;");

        assertThat(start(database, scripts).run())
                .endedWith(70)
                .toldMatching(KEPT + "the history marks \"V3__both.sql\" as failed")
                .neverSaid("rolled back: ");
        assertThat(database.query("SELECT id FROM old")).containsExactly("1");
    }

    /** The names of these tables, or of what changes them, are all that a statement shows of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TRIGGER audit AFTER INSERT ON person FOR EACH ROW INSERT INTO old VALUES (NEW.id)"
                        + "|INSERT INTO person (id, name) VALUES (7, 'Edsger')",
                "CREATE VIEW seen AS SELECT id FROM old|INSERT INTO seen VALUES (7)",
                "CREATE FUNCTION put(i INT) RETURNS INT MODIFIES SQL DATA BEGIN INSERT INTO old VALUES (i); RETURN i; END"
                        + "|UPDATE person SET id = put(7) WHERE id = 1",
                "SELECT 1|INSERT INTO `OLD` SELECT 7"
            })
    void rows_that_are_changed_under_another_name_are_found(String both) {
        String definition = both.substring(0, both.indexOf('|'));
        FreshDatabase database = migrated("CREATE TABLE old (id INT) ENGINE = MyISAM", definition);
        String sql = both.substring(both.indexOf('|') + 1).replace("`OLD`", "`old`");

        assertThat(start(database, Scripts.person().versioned("3", "both", sql + ";\nDELETE FROM nowhere;"))
                        .run())
                .endedWith(70)
                .toldMatching(KEPT);
        assertThat(database.query("SELECT id FROM old")).containsExactly("7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE fresh (id INT) ENGINE = MyISAM",
                "CREATE TABLE fresh LIKE old",
                "ALTER TABLE empty ENGINE = MyISAM, RENAME TO fresh",
                "RENAME TABLE old TO fresh",
                "CREATE VIEW fresh AS SELECT id FROM old"
            })
    void a_table_that_the_script_itself_makes_is_found(String definition) {
        FreshDatabase database =
                migrated("CREATE TABLE old (id INT) ENGINE = MyISAM", "CREATE TABLE empty (id INT) ENGINE = InnoDB");
        Scripts scripts = Scripts.person()
                .versioned(
                        "3",
                        "both",
                        "INSERT INTO person (id, name) VALUES (7, 'Edsger');\n" + definition
                                + ";\nINSERT INTO fresh VALUES (7);\nUPDATE person SET nowhere = 1;\n");

        assertThat(start(database, scripts).run())
                .endedWith(70)
                .told("statement 4 of V3__both.sql failed; 1 and 2 are committed; tables without transactions"
                        + " may keep the changes of 3, the rest is rolled back");
        assertThat(database.query("SELECT id FROM fresh")).containsExactly("7");
    }

    @Test
    void a_table_without_a_named_engine_is_found_where_the_usual_engine_has_no_transactions() {
        FreshDatabase database = migrated();
        Scripts scripts = Scripts.person().versioned("3", "both", """
                        SET default_storage_engine = MyISAM;
                        CREATE TABLE fresh (id INT);
                        INSERT INTO fresh VALUES (7);
                        UPDATE person SET nowhere = 1;
                        """);

        assertThat(start(database, scripts).run())
                .endedWith(70)
                .told("tables without transactions may keep the changes of 3");
        assertThat(database.query("SELECT id FROM fresh")).containsExactly("7");
    }

    @Test
    void rows_stay_when_the_process_is_told_to_end() throws SQLException {
        FreshDatabase database = migrated("CREATE TABLE old (id INT) ENGINE = MyISAM");
        try (Connection blocker = lockedRow(database);
                RunningJvm jvm = start(database, BOTH).start()) {
            jvm.awaitLine("(line 2)");

            assertThat(jvm.terminate().finish())
                    .endedWith(143)
                    .toldMatching("^Ended while V3__both.sql was being applied, statement 2: .*tables without"
                            + " transactions may keep the changes of 1")
                    .neverSaid("rolled back: ")
                    .neverSaid("rolls back all");
            blocker.rollback();
        }
        assertThat(database.query("SELECT id FROM old")).containsExactly("1");
    }

    @Test
    void rows_stay_when_the_connection_is_lost() throws SQLException {
        FreshDatabase database = migrated("CREATE TABLE old (id INT) ENGINE = MyISAM");
        try (Connection blocker = lockedRow(database);
                RunningJvm jvm = start(database, BOTH).start()) {
            jvm.awaitLine("(line 2)");
            for (String id : database.query(WAITING)) {
                database.execute("KILL " + id);
            }

            assertThat(jvm.endInput().finish()).endedWith(70).toldMatching(KEPT).neverSaid("rolled back: ");
            blocker.rollback();
        }
        assertThat(database.query("SELECT id FROM old")).containsExactly("1");
        assertThatTheNextStartAsksForALook(database);
    }

    @Test
    void a_killed_process_does_not_change_the_rows_twice() throws SQLException {
        FreshDatabase database = migrated("CREATE TABLE old (id INT) ENGINE = MyISAM");
        try (Connection blocker = lockedRow(database);
                RunningJvm jvm = start(database, BOTH).start()) {
            jvm.awaitLine("(line 2)");
            jvm.kill().finish();
            blocker.rollback();
        }
        assertThat(database.query("SELECT id FROM old")).containsExactly("1");
        assertThatTheNextStartAsksForALook(database);
    }

    private void assertThatTheNextStartAsksForALook(FreshDatabase database) {
        assertThat(start(database, BOTH).run())
                .endedWith(65)
                .printedNothing()
                .toldMatching("FAILED: V3__both\\.sql had begun on .* and has no row in the history")
                .told("half applied: statement 1 of V3__both.sql was sent, perhaps with statements behind it; tables"
                        + " without transactions may keep their changes");
        assertThat(database.query("SELECT id FROM old")).containsExactly("1");

        database.execute("DELETE FROM old");
        assertThat(start(database, BOTH)
                        .environment("AUTO_MIGRATE_COMMAND", "repair")
                        .run())
                .endedWith(0);
        assertThat(start(database, BOTH).run()).endedWith(0).told("1 applied, version 3");
        assertThat(database.query("SELECT id FROM old")).containsExactly("1");
        assertThat(database.tables()).containsExactlyInAnyOrder("person", "old", "flyway_schema_history");
    }

    /** A value reads like the name of the table; the server knows that no row of the table was changed. */
    @Test
    void a_script_that_only_seems_to_name_the_table_is_rolled_back_when_the_process_is_told_to_end()
            throws SQLException {
        FreshDatabase database = migrated("CREATE TABLE old (id INT) ENGINE = MyISAM");
        Scripts scripts = Scripts.person().versioned("3", "both", """
                        INSERT INTO person (id, name) VALUES (7, 'old');
                        UPDATE person SET name = 'Grace' WHERE id = 1;
                        """);
        try (Connection blocker = lockedRow(database);
                RunningJvm jvm = start(database, scripts).start()) {
            jvm.awaitLine("(line 2)");

            assertThat(jvm.terminate().finish())
                    .endedWith(143)
                    .told("rolled back: schema")
                    .neverSaid("half applied");
            blocker.rollback();
        }
        assertThat(start(database, scripts).run()).endedWith(0).told("1 applied, version 3");
        assertThat(database.tables()).containsExactlyInAnyOrder("person", "old", "flyway_schema_history");
    }

    private FreshDatabase migrated(String... statements) {
        FreshDatabase database = Database.MARIADB.create(folder);
        assertThat(start(database, Scripts.person()).run()).endedWith(0);
        database.execute(statements);
        return database;
    }

    private ChildJvm start(FreshDatabase database, Scripts scripts) {
        return UnderAgent.start(UnderAgent.hello(Database.MARIADB, scripts), database, folder)
                .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms");
    }

    private static Connection lockedRow(FreshDatabase database) throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE person SET name = 'locked' WHERE id = 1");
        }
        return connection;
    }
}
