package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.TcpForwarder;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A script is interrupted: the message about the schema is true, and nothing is marked as failed that was rolled back. */
@Execution(ExecutionMode.CONCURRENT)
class InterruptedScriptIT {
    private static final String WAITING =
            "SELECT ID FROM information_schema.PROCESSLIST" + " WHERE INFO LIKE 'UPDATE person%' AND DB = DATABASE()";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "MARIADB, INSERT INTO person (id; name) VALUES (3; 'Edsger')",
        "MARIADB, ''",
        "H2_SERVER, INSERT INTO person (id; name) VALUES (3; 'Edsger')"
    })
    void rows_are_rolled_back_when_the_process_is_told_to_end_and_the_next_start_applies_them(
            Database kind, String before) throws SQLException {
        FreshDatabase database = migrated(kind);
        String rows = before.isEmpty() ? "" : before.replace(';', ',') + ";\n";
        String patience = kind == Database.H2_SERVER ? "SET LOCK_TIMEOUT 60000;\n" : "";
        Scripts scripts = Scripts.person()
                .versioned("3", "rename", patience + rows + "UPDATE person SET name = 'Grace' WHERE id = 1;");
        assertThatNothingIsLeft(kind, database, scripts);
        assertThat(database.query("SELECT name FROM person WHERE id = 1")).containsExactly("Grace");
    }

    @Test
    void a_definition_that_only_waited_for_its_table_leaves_nothing_when_the_process_is_told_to_end()
            throws SQLException {
        FreshDatabase database = migrated(Database.MARIADB);
        assertThatNothingIsLeft(
                Database.MARIADB,
                database,
                Scripts.person().versioned("3", "note", "ALTER TABLE person ADD note INT;"));
    }

    private void assertThatNothingIsLeft(Database kind, FreshDatabase database, Scripts scripts) throws SQLException {
        ChildJvm app = UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder)
                .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms");
        try (Connection blocker = lockedRow(database)) {
            try (RunningJvm jvm = app.start()) {
                jvm.awaitLine("Still applying V3__");
                assertThat(jvm.terminate().finish())
                        .endedWith(143)
                        .printedNothing()
                        .toldMatching(
                                "^Ended while V3__.*(: rolled back: schema .* is at version 2;|the database rolls back all of the script)");
            }
            assertThat(database.history()).containsExactly("1 create person", "2 insert ada");
            blocker.rollback();
        }
        assertThat(app.run()).endedWith(0).told("1 applied, version 3");
    }

    @Test
    void a_session_that_the_server_ends_leaves_the_definitions_before_committed() throws SQLException {
        try (StuckScript stuck = StuckScript.on(Database.MARIADB, folder);
                RunningJvm jvm = stuck.start()) {
            kill(stuck.database());

            assertThat(jvm.endInput().finish())
                    .endedWith(70)
                    .toldMatching("FAILED: V3__rename\\.sql, line 3: ")
                    .told("half applied: statement 2 of V3__rename.sql was sent and not acknowledged; 1 is committed")
                    .neverSaid("rolled back: ");
            assertThat(stuck.database().tables()).contains("early");
        }
    }

    @Test
    void a_session_that_the_server_ends_takes_rows_with_it_and_the_next_start_applies_them() throws SQLException {
        FreshDatabase database = migrated(Database.MARIADB);
        Scripts scripts = Scripts.person()
                .versioned(
                        "3",
                        "rename",
                        "INSERT INTO person (id, name) VALUES (3, 'Edsger');\n"
                                + "UPDATE person SET name = 'Grace' WHERE id = 1;");
        ChildJvm app = UnderAgent.start(UnderAgent.hello(Database.MARIADB, scripts), database, folder)
                .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms");
        try (Connection blocker = lockedRow(database)) {
            try (RunningJvm jvm = app.start()) {
                jvm.awaitLine("(line 2)");
                kill(database);
                assertThat(jvm.endInput().finish())
                        .endedWith(70)
                        .toldMatching("FAILED: V3__rename\\.sql, line 2: ")
                        .told("rolled back: schema")
                        .told("the connection to the database broke");
            }
            blocker.rollback();
        }
        assertThat(database.history()).containsExactly("1 create person", "2 insert ada");
        assertThat(app.run()).endedWith(0).told("1 applied, version 3");
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "POSTGRESQL"})
    void a_server_that_is_gone_leaves_the_script_the_line_and_the_statement_in_the_block(Database kind)
            throws Exception {
        try (StuckScript stuck = StuckScript.on(kind, folder)) {
            TcpForwarder network = new TcpForwarder(port(stuck.database())).open();
            RunningJvm jvm = stuck.app()
                    .environment(stuck.database().through(network.port()).forBoth())
                    .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms")
                    .environment("AUTO_MIGRATE_CONNECT_TIMEOUT", "1s")
                    .start();
            jvm.awaitLine("(line 3)");
            network.close();

            FinishedJvm ended = jvm.endInput().finish();
            assertThat(ended)
                    .endedWith(70)
                    .toldMatching("FAILED: V3__rename\\.sql, line [34]: ")
                    .toldMatching("statement [23] of V3__rename\\.sql was sent and not acknowledged; "
                            + (kind == Database.MARIADB
                                    ? "1 is committed"
                                    : "the database rolls back all of the script"))
                    .told("the database can't be asked any more")
                    .neverSaid("rolled back: ");
        }
    }

    /** The script cleans up after itself, so that a second run would succeed, too. */
    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "H2_SERVER"})
    void a_script_of_a_killed_process_does_not_run_again_until_somebody_has_looked(Database kind) throws SQLException {
        FreshDatabase database = migrated(kind);
        String patience = kind == Database.H2_SERVER ? "SET LOCK_TIMEOUT 60000;\n" : "";
        Scripts scripts = Scripts.person().versioned("3", "copy", patience + """
                CREATE TABLE scratch (id INT);
                INSERT INTO scratch VALUES (11);
                INSERT INTO person (id, name) SELECT id, 'copy' FROM scratch;
                DROP TABLE scratch;
                UPDATE person SET name = 'Grace' WHERE id = 1;
                """);
        ChildJvm app = UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder)
                .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms");
        try (Connection blocker = lockedRow(database)) {
            try (RunningJvm jvm = app.start()) {
                jvm.awaitLine("UPDATE person");
                kill(jvm);
            }
            blocker.rollback();
        }

        int drop = patience.isEmpty() ? 4 : 5;
        assertThat(BehaviourRow.of("SIGKILL in a script that defines tables, then a start")
                        .exitCodes(kind))
                .contains(65);
        assertThat(app.run())
                .endedWith(65)
                .printedNothing()
                .toldMatching("FAILED: V3__copy\\.sql had begun on .* and has no row in the history")
                .told("statement " + drop + " of V3__copy.sql was sent; 1 to " + (drop - 1) + " are committed")
                .told("AUTO_MIGRATE_COMMAND=repair");
        assertThat(database.query("SELECT COUNT(*) FROM person")).containsExactly("2");

        database.execute("DELETE FROM person WHERE id > 10");
        assertThat(app.environment("AUTO_MIGRATE_COMMAND", "repair").run()).endedWith(0);
        assertThat(app.run()).endedWith(0).told("1 applied, version 3");
        assertThat(database.tables()).containsExactlyInAnyOrder("person", "flyway_schema_history");
    }

    /** A process that is killed behind the last row of the history leaves such a table. */
    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "H2_SERVER"})
    void an_empty_table_of_notes_stays_until_the_next_script_or_a_repair(Database kind) {
        FreshDatabase database = migrated(kind);
        String quote = kind == Database.MARIADB ? "`" : "\"";
        String left = "CREATE TABLE " + quote + "flyway_schema_history_begun_1234abcd" + quote
                + " (script VARCHAR(500)," + " rank_before INT, last_sent INT, complete INT, begun VARCHAR(40))";
        ChildJvm app = UnderAgent.start(UnderAgent.hello(kind, Scripts.person()), database, folder);

        database.execute(left);
        assertThat(app.run()).endedWith(0).told("nothing pending");
        assertThat(database.tables()).contains("flyway_schema_history_begun_1234abcd");
        assertThat(app.environment("AUTO_MIGRATE_COMMAND", "repair").run()).endedWith(0);
        assertThat(database.tables()).containsExactlyInAnyOrder("person", "flyway_schema_history");

        database.execute(left);
        Scripts more = Scripts.person().versioned("3", "more", "INSERT INTO person (id, name) VALUES (3, 'Edsger');");
        assertThat(UnderAgent.start(UnderAgent.hello(kind, more), database, folder)
                        .run())
                .endedWith(0);
        assertThat(database.tables()).containsExactlyInAnyOrder("person", "flyway_schema_history");
    }

    private FreshDatabase migrated(Database kind) {
        FreshDatabase database = kind.create(folder);
        assertThat(UnderAgent.start(UnderAgent.hello(kind, Scripts.person()), database, folder.resolve("before"))
                        .run())
                .endedWith(0);
        return database;
    }

    private static Connection lockedRow(FreshDatabase database) throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE person SET name = 'locked' WHERE id = 1");
        }
        return connection;
    }

    private static void kill(RunningJvm jvm) {
        jvm.close();
        jvm.finish();
    }

    private static void kill(FreshDatabase database) {
        for (String id : database.query(WAITING)) {
            database.execute("KILL " + id);
        }
    }

    private static int port(FreshDatabase database) {
        return URI.create(database.url().substring("jdbc:".length())).getPort();
    }
}
