package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A script that takes long: it is seen, and it can be ended. */
@Execution(ExecutionMode.CONCURRENT)
class LongMigrationIT {
    /** The driver prints what the server says. */
    private static final String MARIADB_DRIVER = "[ WARN] (auto-migrate-engine) Error: ";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, 'waits for .*\\(pid [0-9]+ .*idle in transaction\\)'",
        "MARIADB, ''",
        "H2_SERVER, 'waits for SA \\(session [0-9]+'"
    })
    void a_progress_line_names_script_statement_line_time_and_the_blocking_session(Database kind, String cause)
            throws SQLException {
        try (StuckScript stuck = StuckScript.on(kind, folder);
                RunningJvm jvm = stuck.start()) {
            jvm.awaitLine("Still applying V3__rename.sql: 2 s");
            stuck.release();

            assertThat(jvm.endInput().finish())
                    .endedWith(0)
                    .toldMatching("^Still applying V3__rename\\.sql: [0-9]+ s, statement [23] \\(line 3\\):"
                            + " UPDATE person SET name = 'Grace' WHERE id = 1.*" + cause)
                    .saidNothingElse();
        }
    }

    /** A table of 55 pages, where each of the 600 rows takes its time. */
    @Test
    void a_progress_line_contains_the_progress_of_an_index() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Scripts index = Scripts.person().versioned("3", "index", """
                CREATE TABLE item (id INT, padding TEXT);
                INSERT INTO item SELECT i, repeat('x', 700) FROM generate_series(1, 600) i;
                CREATE FUNCTION slowly(i INT) RETURNS INT IMMUTABLE LANGUAGE plpgsql
                  AS $$ BEGIN PERFORM pg_sleep(0.005); RETURN i; END $$;
                CREATE INDEX item_slowly ON item (slowly(id));
                """);

        assertThat(UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, index), database, folder)
                        .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "300ms")
                        .run())
                .endedWith(0)
                .toldMatching("^Still applying V3__index\\.sql: [0-9]+ s, statement [45] \\(line 5\\):"
                        + " CREATE INDEX item_slowly .*; building index: scanning table, [1-9][0-9]? %")
                .saidNothingElse();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2_SERVER"})
    void an_interrupted_process_cancels_its_statement_and_releases_the_lock(Database kind) throws SQLException {
        BehaviourRow row = BehaviourRow.of("SIGTERM in a script that defines tables");
        String state = row.state(kind).replace(" or ", "|");
        try (StuckScript stuck = StuckScript.on(kind, folder);
                RunningJvm jvm = stuck.start()) {
            // The script is not released, so the process does not end by itself.
            FinishedJvm ended = jvm.terminate().finish();

            assertThat(ended)
                    .endedWith(row.exitCode(kind))
                    .printedNothing()
                    .told("The process is told to end while V3__rename.sql was being applied")
                    .toldMatching("^Ended while V3__rename\\.sql .*: (" + state + ")")
                    .saidNothingElseBut(MARIADB_DRIVER);
            assertThat(ended.story())
                    .last()
                    .asString()
                    .matches(line -> kind == Database.H2_SERVER || line.endsWith("; the migration lock is released"));
            boolean rolledBack = state.equals("rolled back");
            stuck.release();
            assertThat(stuck.database().tables().contains("early")).isEqualTo(!rolledBack);
            if (rolledBack) {
                assertThat(stuck.app().run()).endedWith(0).told("1 applied, version 3");
            }
        }
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "H2_SERVER"})
    void an_interrupted_process_ends_while_it_waits_for_another_one(Database kind) throws SQLException {
        try (StuckScript stuck = StuckScript.on(kind, folder);
                RunningJvm first = stuck.start();
                RunningJvm second = stuck.app().start()) {
            second.awaitLine("Waiting for another instance that migrates");
            assertThat(second.terminate().finish())
                    .endedWith(143)
                    .printedNothing()
                    .saidNothingElse();
            stuck.release();
            assertThat(first.endInput().finish()).endedWith(0);
        }
    }

    @Test
    void a_killed_process_leaves_nothing_behind_where_tables_are_made_in_transactions() throws SQLException {
        try (StuckScript stuck = StuckScript.on(Database.POSTGRESQL, folder)) {
            try (RunningJvm jvm = stuck.start()) {
                kill(jvm);
            }
            stuck.release();
            assertThat(stuck.app().run())
                    .endedWith(BehaviourRow.of("SIGKILL in a script that defines tables, then a start")
                            .exitCode(Database.POSTGRESQL))
                    .told("1 applied, version 3");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "H2_SERVER"})
    void the_start_after_a_killed_one_explains_what_is_half_done_elsewhere(Database kind) throws SQLException {
        try (StuckScript stuck = StuckScript.on(kind, folder)) {
            try (RunningJvm jvm = stuck.start()) {
                kill(jvm);
            }
            stuck.release();
            assertThat(BehaviourRow.of("SIGKILL in a script that defines tables, then a start")
                            .exitCodes(kind))
                    .contains(70);
            assertThat(stuck.app().run())
                    .endedWith(70)
                    .toldMatching("V3__rename\\.sql, line 1: .*early")
                    .told(
                            "an earlier start was ended in the middle of this script",
                            "undo by hand what the first statements of \"V3__rename.sql\" did")
                    .saidNothingElseBut(MARIADB_DRIVER);
            stuck.database().execute("DROP TABLE early");
            forget(stuck.database(), kind);
            assertThat(stuck.app().run()).endedWith(0).told("1 applied, version 3");
        }
    }

    private static void forget(FreshDatabase database, Database kind) {
        database.execute(
                kind == Database.MARIADB
                        ? "DELETE FROM flyway_schema_history WHERE success = 0"
                        : "DELETE FROM \"flyway_schema_history\" WHERE \"success\" = FALSE");
    }

    private static void kill(RunningJvm jvm) {
        jvm.close();
        jvm.finish();
    }
}
