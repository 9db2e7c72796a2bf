package io.automigrate.engine.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script of a process that died, and the start after it: no script is applied twice, or lost, without a word. */
@Timeout(300)
class UnfinishedScriptTest extends EngineOnH2 {
    private static final String BEGUN = "flyway_schema_history_begun_";

    private static final String UNDO = "DELETE FROM effect; DROP TABLE IF EXISTS scratch; DROP TABLE IF EXISTS extra";

    private final List<DyingProcess> dead = new ArrayList<>();

    /** The threads of the dead processes end only now, and must leave nothing to other tests. */
    @AfterEach
    void bury() throws InterruptedException {
        for (DyingProcess process : dead) {
            process.bury();
        }
        for (DyingProcess process : dead) {
            process.awaitEnd();
        }
        System.clearProperty("polyglot.engine.WarnInterpreterOnly");
    }

    /** Each third call that reaches the database is the last one; with {@code -Dit.full} each call is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO effect VALUES (1);",
                "CREATE TABLE IF NOT EXISTS extra (id INT);\nCREATE TABLE scratch (id INT);\n"
                        + "INSERT INTO scratch VALUES (1);\nINSERT INTO effect SELECT id FROM scratch;\nDROP TABLE scratch;",
            })
    void a_process_may_die_at_any_call(String sql) throws Exception {
        script("V1__effect.sql", "CREATE TABLE effect (id INT);");
        // With the calls before, Flyway finds out what is pending.
        int last = 30;
        boolean died = true;
        while (died) {
            last += Boolean.getBoolean("it.full") ? 1 : 3;
            died = diesAt(last, sql);
        }
        assertThat(last).isGreaterThan(45);
    }

    private boolean diesAt(int last, String sql) throws Exception {
        newDatabase();
        Files.deleteIfExists(scripts.resolve("V2__change.sql"));
        migrate();
        script("V2__change.sql", sql);
        DyingProcess process = new DyingProcess(database, last);
        boolean died = process.diesIn(source -> ask(engine -> engine.perform(SchemaEngine.Task.RUN, source)));
        dead.add(process);
        assertThatTheNextStartMends("call " + last);
        return died;
    }

    private void newDatabase() throws SQLException {
        keepsTheDatabaseAlive.close();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        keepsTheDatabaseAlive = database.getConnection();
    }

    private void assertThatTheNextStartMends(String place) throws Exception {
        StartupException refusal = catchThrowableOfType(StartupException.class, this::migrate);
        if (refusal != null) {
            Failure failure = refusal.failure();
            boolean isNoted = failure.exitCode() == ExitCode.SCHEMA_MISMATCH
                    && failure.headline().startsWith("V2__change.sql had begun on ");
            boolean isLoud = failure.exitCode() == ExitCode.MIGRATION_FAILED
                    && details(failure, "cause").contains("an earlier start was ended in the middle of this script")
                    && details(failure, "remedy")
                            .contains("undo by hand what the first statements of \"V2__change.sql\" did");
            assertThat(isNoted || isLoud).as(place + ": " + failure).isTrue();
            execute(UNDO);
            ask(engine -> engine.perform(SchemaEngine.Task.REPAIR, database));
            migrate();
        }
        assertThat(rows("SELECT id FROM effect")).as(place).containsExactly("1");
        assertThat(
                        rows(
                                "SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"version\" IS NOT NULL AND \"success\" ORDER BY 1"))
                .as(place)
                .containsExactly("1", "2");
        for (String table : notes()) {
            assertThat(rows("SELECT script FROM \"" + table + "\"")).as(place).isEmpty();
        }
    }

    private List<String> notes() throws SQLException {
        return rows("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME LIKE '" + BEGUN + "%'");
    }

    private void note(String script, int rank) throws SQLException {
        execute("CREATE TABLE \"" + BEGUN + "0\" (script VARCHAR(500), rank_before INT, last_sent INT, complete INT,"
                + " begun VARCHAR(40))");
        execute("INSERT INTO \"" + BEGUN + "0\" VALUES ('" + script + "', " + rank + ", 3, 0, '2026-11-28T20:15:00Z')");
    }

    @Test
    void a_note_is_told_by_the_plan_and_the_start_until_it_is_repaired() throws Exception {
        script("V1__effect.sql", "CREATE TABLE effect (id INT);");
        migrate();
        script("V2__change.sql", "INSERT INTO effect VALUES (1);");
        note("V2__change.sql", 1);

        Failure failure = failure();
        assertThat(failure.headline())
                .isEqualTo(
                        "V2__change.sql had begun on 2026-11-28T20:15:00Z and has no row in the history: look before you go"
                                + " on");
        assertThat(details(failure, "state"))
                .startsWith("half applied: statement 3 of V2__change.sql was sent; 1 and 2 are committed");
        assertThat(catchThrowableOfType(
                                StartupException.class,
                                () -> ask(engine -> engine.perform(SchemaEngine.Task.PLAN, database)))
                        .failure()
                        .headline())
                .isEqualTo(failure.headline());

        SchemaEngine.Repair repair = ask(engine -> engine.perform(SchemaEngine.Task.REPAIR, database));
        assertThat(repair.removed()).containsExactly("V2__change.sql");
        assertThat(migrate().applied()).isEqualTo(1);
    }

    @Test
    void a_whole_script_gets_its_row_without_running() throws Exception {
        script("V1__effect.sql", "CREATE TABLE effect (id INT);");
        migrate();
        script("V2__change.sql", "INSERT INTO effect VALUES (1);");
        note("V2__change.sql", 1);

        engine = engine(Mode.MIGRATE, Map.of("skipExecutingMigrations", "true", "target", "2"));
        migrate();

        assertThat(rows("SELECT \"version\" FROM \"flyway_schema_history\"")).contains("2");
        assertThat(rows("SELECT id FROM effect")).isEmpty();
        engine = Settings.Engine.DEFAULT;
        script("V3__more.sql", "INSERT INTO effect VALUES (3);");
        assertThat(migrate().applied()).isEqualTo(1);
        assertThat(notes()).isEmpty();
    }

    @Test
    void the_tables_of_earlier_runs_are_dropped_when_the_history_has_their_scripts() throws Exception {
        script("V1__effect.sql", "CREATE TABLE effect (id INT);");
        migrate();
        note("V1__effect.sql", 0);
        execute("CREATE TABLE \"" + BEGUN + "empty\" AS SELECT * FROM \"" + BEGUN + "0\" WHERE 1 = 0");
        script("V2__change.sql", "INSERT INTO effect VALUES (1);");

        assertThat(migrate().applied()).isEqualTo(1);
        assertThat(notes()).isEmpty();
    }

    @Test
    void an_account_that_may_not_create_tables_migrates_without_notes() throws Exception {
        script("V1__effect.sql", "CREATE TABLE effect (id INT);");
        migrate();
        execute("CREATE USER guest PASSWORD 'guest'");
        execute("GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA PUBLIC TO guest");
        database.setUser("guest");
        database.setPassword("guest");
        script("V2__change.sql", "INSERT INTO effect VALUES (1);");

        migrate();

        assertThat(lines()).anyMatch(line -> line.contains("No note is kept of a script that begins"));
        try (Connection connection = database.getConnection()) {
            assertThat(connection.getSchema()).isEqualTo("PUBLIC");
        }
    }

    @Test
    void a_failed_script_leaves_the_mark_of_flyway_and_no_note() throws Exception {
        script("V1__effect.sql", "CREATE TABLE effect (id INT);");
        migrate();
        script("V2__change.sql", "CREATE TABLE IF NOT EXISTS extra (id INT);\nINSERT INTO nowhere VALUES (1);");

        assertThat(failure().exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);

        assertThat(notes()).isEmpty();
        assertThat(rows("SELECT \"version\" FROM \"flyway_schema_history\" WHERE NOT \"success\""))
                .containsExactly("2");
    }
}
