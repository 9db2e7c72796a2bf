package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An instance waits for another instance, whose script runs as long as the test needs. */
@Execution(ExecutionMode.CONCURRENT)
class LockIT {
    @TempDir
    private Path folder;

    private ChildJvm start(Database kind, Scripts scripts, FreshDatabase database) {
        return UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder);
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "H2_SERVER"})
    void a_waiting_instance_logs_the_holder_and_its_progress(Database kind) throws SQLException {
        assertWaits(StuckScript.on(kind, folder));
    }

    /** Asserts that a second instance waits for the one with the stuck script, and names it. */
    static void assertWaits(StuckScript stuck) throws SQLException {
        try (stuck;
                RunningJvm first = stuck.start();
                RunningJvm second = stuck.app().start()) {
            String line = second.awaitLine("Waiting for another instance that migrates")
                    .text();
            stuck.release();

            assertThat(line)
                    .containsPattern("migrates, held by .+; the schema is at version 2 now: [1-9][0-9]* s of 600 s$");
            assertThat(first.endInput().finish()).endedWith(0).told("1 applied, version 3");
            assertThat(second.endInput().finish())
                    .endedWith(0)
                    .printed("Hello")
                    .toldMatching("version 3")
                    .saidNothingElse();
            assertThat(stuck.database().history()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2_SERVER"})
    void the_wait_ends_at_our_deadline_on_every_database(Database kind) throws SQLException {
        try (StuckScript stuck = StuckScript.on(kind, folder);
                RunningJvm first = stuck.start()) {
            FinishedJvm second =
                    stuck.app().environment("AUTO_MIGRATE_LOCK_TIMEOUT", "3s").run();
            stuck.release();

            assertThat(second)
                    .endedWith(BehaviourRow.of("another instance migrates longer than `AUTO_MIGRATE_LOCK_TIMEOUT`")
                            .exitCode(kind))
                    .printedNothing()
                    .toldMatching("FAILED: Another instance still migrates after 3 s, held by .*")
                    .told("the schema is at version 2 now", "AUTO_MIGRATE_LOCK_TIMEOUT")
                    .saidNothingElse();
            assertThat(first.endInput().finish()).endedWith(0);
        }
    }

    @Test
    void the_lock_of_the_transaction_is_taken_when_it_is_asked_for() throws SQLException {
        try (StuckScript stuck = StuckScript.on(Database.POSTGRESQL, folder);
                RunningJvm first = stuck.start("AUTO_MIGRATE_LOCK_STRATEGY", "transaction")) {
            assertThat(stuck.database()
                            .query("SELECT a.state FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                                    + " WHERE l.locktype = 'advisory' AND a.datname = current_database()"))
                    .containsExactly("idle in transaction");
            stuck.release();
            assertThat(first.endInput().finish()).endedWith(0);
        }
    }

    @Test
    void the_lock_of_the_session_is_taken_otherwise_and_one_connection_is_enough() throws SQLException {
        try (StuckScript stuck = StuckScript.on(Database.POSTGRESQL, folder);
                RunningJvm first = stuck.start()) {
            assertThat(stuck.database()
                            .query("SELECT a.state FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                                    + " WHERE l.locktype = 'advisory' AND a.datname = current_database()"))
                    .containsExactly("active");
            stuck.release();
            assertThat(first.endInput().finish()).endedWith(0);
        }
    }

    @Test
    void an_index_is_made_concurrently_while_another_instance_waits() throws SQLException {
        Scripts index =
                Scripts.none().versioned("4", "index", "CREATE INDEX CONCURRENTLY person_name ON person (name);");
        try (StuckScript stuck = StuckScript.on(Database.POSTGRESQL, folder, index);
                RunningJvm first = stuck.start();
                RunningJvm second = stuck.app().start()) {
            second.awaitLine("Waiting for another instance that migrates");
            stuck.release();

            assertThat(first.endInput().finish()).endedWith(0);
            assertThat(second.endInput().finish()).endedWith(0);
            assertThat(stuck.database().history()).hasSize(4);
        }
    }

    @Test
    void a_statement_gives_up_on_its_table_and_tries_again_after_a_pause() throws SQLException {
        try (StuckScript stuck = StuckScript.on(Database.POSTGRESQL, folder);
                RunningJvm jvm = stuck.app()
                        .environment("AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT", "300ms")
                        .start()) {
            jvm.awaitLine("could not have its table within 300 ms");
            stuck.release();

            assertThat(jvm.endInput().finish())
                    .endedWith(0)
                    .told("attempt 2 in 1 s", "1 applied, version 3")
                    .saidNothingElse();
            assertThat(stuck.database().history()).hasSize(3);
        }
    }

    @Test
    void a_statement_that_never_gets_its_table_fails_the_start_in_the_end() throws SQLException {
        try (StuckScript stuck = StuckScript.on(Database.POSTGRESQL, folder)) {
            assertThat(stuck.app()
                            .environment("AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT", "200ms")
                            .environment("AUTO_MIGRATE_LOCK_TIMEOUT", "2s")
                            .run())
                    .endedWith(70)
                    .told("attempt 2 in 1 s", "SQLState 55P03", "rolled back: schema \"public\" is at version 2");
        }
    }

    /** The statements before are committed, and the statement that timed out has changed nothing. */
    @Test
    void on_mariadb_a_statement_that_defines_a_table_is_tried_again_where_it_stands() throws SQLException {
        FreshDatabase database = Database.MARIADB.create(folder);
        assertThat(start(Database.MARIADB, Scripts.person(), database).run()).endedWith(0);
        Scripts scripts = Scripts.person().versioned("3", "note", """
                        INSERT INTO person (id, name) VALUES (2, 'Grace');
                        ALTER TABLE person ADD note INT;
                        UPDATE person SET note = id;
                        """);
        try (Connection blocker = database.connect();
                Statement sql = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            sql.execute("UPDATE person SET name = 'locked' WHERE id = 1");
            try (RunningJvm jvm = start(Database.MARIADB, scripts, database)
                    .environment("AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT", "1s")
                    .start()) {
                jvm.awaitLine("could not have its table within 1000 ms");
                blocker.rollback();

                assertThat(jvm.endInput().finish())
                        .endedWith(0)
                        .told("it changed nothing; attempt 2 in 1 s", "1 applied, version 3")
                        .saidNothingElse();
            }
        }
        assertThat(database.history()).containsExactly("1 create person", "2 insert ada", "3 note");
        assertThat(database.query("SELECT name, note FROM person ORDER BY id")).containsExactly("Ada | 1", "Grace | 2");
    }

    /** No statement of the script has run, so a failed row in the history would be wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"UPDATE person SET name = 'Grace' WHERE id = 1;", "ALTER TABLE person ADD note INT;"})
    void on_mariadb_a_script_begins_again_when_its_first_statement_gave_up(String first) throws SQLException {
        FreshDatabase database = Database.MARIADB.create(folder);
        assertThat(start(Database.MARIADB, Scripts.person(), database).run()).endedWith(0);
        ChildJvm app = start(
                        Database.MARIADB,
                        Scripts.person().versioned("3", "change", first + "\nCREATE TABLE late (id INT);"),
                        database)
                .environment("AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT", "1s");
        try (Connection blocker = database.connect();
                Statement sql = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            sql.execute("UPDATE person SET name = 'locked' WHERE id = 1");

            assertThat(app.environment("AUTO_MIGRATE_LOCK_TIMEOUT", "2s").run())
                    .endedWith(70)
                    .printedNothing()
                    .told("its script was rolled back; attempt 2 in 1 s")
                    .toldMatching("FAILED: V3__change\\.sql, line 1: .*Lock wait timeout exceeded")
                    .told("error code 1205", "rolled back: schema \"" + database.user() + "\" is at version 2")
                    .saidNothingElse();
            assertThat(database.history()).containsExactly("1 create person", "2 insert ada");

            try (RunningJvm jvm = app.start()) {
                jvm.awaitLine("could not have its table within 1000 ms");
                blocker.rollback();

                assertThat(jvm.endInput().finish())
                        .endedWith(0)
                        .told("1 applied, version 3")
                        .saidNothingElse();
            }
        }
        assertThat(database.history()).containsExactly("1 create person", "2 insert ada", "3 change");
        assertThat(database.tables()).contains("late");
    }

    /** MyISAM keeps the row that was copied before the next one could not be read. */
    @Test
    void on_mariadb_what_a_statement_left_behind_when_it_gave_up_is_marked_in_the_history() throws SQLException {
        FreshDatabase database = Database.MARIADB.create(folder);
        assertThat(start(Database.MARIADB, Scripts.person(), database).run()).endedWith(0);
        database.execute(
                "INSERT INTO person (id, name) VALUES (2, 'Grace')", "CREATE TABLE copy (id INT) ENGINE = MyISAM");
        Scripts scripts = Scripts.person()
                .versioned("3", "copy", "INSERT INTO copy SELECT id FROM person ORDER BY id FOR UPDATE;");
        try (Connection blocker = database.connect();
                Statement sql = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            sql.execute("UPDATE person SET name = 'locked' WHERE id = 2");

            assertThat(start(Database.MARIADB, scripts, database)
                            .environment("AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT", "1s")
                            .run())
                    .endedWith(70)
                    .told(
                            "half applied: statement 1 of V3__copy.sql failed; tables without transactions may keep the changes of 1")
                    .told("`flyway_schema_history` WHERE `success` = 0")
                    .saidNothingElse();
        }
        assertThat(database.query("SELECT id FROM copy")).containsExactly("1");
        assertThat(database.history()).endsWith("3 copy, failed");
    }

    /** An immediate lock lets other connections read. An exclusive lock does not even let them connect. */
    @ParameterizedTest
    @ValueSource(strings = {"BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"})
    void on_sqlite_another_process_that_writes_is_waited_for_until_the_deadline(String begin) throws SQLException {
        FreshDatabase database = Database.SQLITE.create(folder);
        assertThat(start(Database.SQLITE, Scripts.person(), database).run()).endedWith(0);
        ChildJvm app = start(
                Database.SQLITE, Scripts.person().versioned("3", "more", "CREATE TABLE more (id INT);"), database);
        try (Connection writer = database.connect();
                Statement sql = writer.createStatement()) {
            sql.execute(begin);

            FinishedJvm late =
                    app.environment("AUTO_MIGRATE_LOCK_TIMEOUT", "2s").run();

            assertThat(late)
                    .endedWith(75)
                    .printedNothing()
                    .toldMatching("FAILED: Another instance still migrates after 2 s")
                    .told("AUTO_MIGRATE_LOCK_TIMEOUT")
                    .saidNothingElse();
            try (RunningJvm patient = app.start();
                    RunningJvm impatient = app.start()) {
                impatient.awaitLine("Waiting for another instance that migrates");
                assertThat(impatient.terminate().finish())
                        .endedWith(143)
                        .printedNothing()
                        .saidNothingElse();
                patient.awaitLine("Waiting for another instance that migrates");
                sql.execute("ROLLBACK");
                assertThat(patient.endInput().finish()).endedWith(0).told("1 applied, version 3");
            }
        }
        assertThat(app.run()).endedWith(0).toldMatching("up to date at version 3");
    }

    @Test
    void rows_in_a_script_are_copied_by_the_driver() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Scripts scripts = Scripts.person()
                .versioned("3", "copy", "COPY person (id, name) FROM STDIN;\n7\tGrace\n8\tEdsger\n\\.\n");

        assertThat(start(Database.POSTGRESQL, scripts, database).run()).endedWith(0);

        assertThat(database.query("SELECT name FROM person WHERE id > 6 ORDER BY id"))
                .containsExactly("Grace", "Edsger");
    }
}
