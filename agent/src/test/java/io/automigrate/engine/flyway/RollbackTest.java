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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which versions are taken back, in which order, and why not. */
class RollbackTest extends EngineOnH2 {
    @BeforeEach
    void three_versions() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        script("V2__more.sql", "CREATE TABLE more (id INT); INSERT INTO person VALUES (2)");
        script("V3__much.sql", "CREATE TABLE much (id INT)");
        script("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS x");
        script("U1__create.sql", "DROP TABLE person");
        script("U2__more.sql", "-- ; a comment\nDELETE FROM person WHERE id = 2;\nDROP TABLE more;");
        script("U3__much.sql", "DROP TABLE much");
    }

    private SchemaEngine.RolledBack rollback() throws Exception {
        return ask(engine -> engine.perform(SchemaEngine.Task.ROLLBACK, database));
    }

    private Failure refusal() {
        return catchThrowableOfType(StartupException.class, this::rollback).failure();
    }

    private void tell(Map<String, String> flyway) {
        engine = engine(Mode.MIGRATE, flyway);
    }

    private void target(String version) {
        tell(Map.of("target", version));
    }

    private List<String> history() throws Exception {
        return rows("SELECT \"type\" || ' ' || \"version\" FROM \"flyway_schema_history\" WHERE \"version\" IS NOT NULL"
                + " ORDER BY \"installed_rank\"");
    }

    private List<String> tables() throws Exception {
        return rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'"
                + " AND table_type = 'BASE TABLE' AND table_name <> 'flyway_schema_history' ORDER BY 1");
    }

    @Test
    void the_newest_version_goes() throws Exception {
        migrate();
        log.clear();

        SchemaEngine.RolledBack result = rollback();

        assertThat(result.version()).contains("2");
        assertThat(result.steps())
                .containsExactly(new SchemaEngine.Undo("3", "much", "U3__much.sql", "DROP TABLE much"));
        assertThat(tables()).containsExactly("MORE", "PERSON");
        assertThat(history()).containsExactly("SQL 1", "SQL 2", "SQL 3", "DELETE 3");
        assertThat(lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("Undoing 1 of 1: U3__much.sql"),
                        line -> assertThat(line).matches("Undone 1 of 1: U3__much\\.sql, \\d.* s"),
                        line -> assertThat(line)
                                .startsWith(
                                        "Rolled back: schema \"PUBLIC\" is at version 2; start the application without"));
    }

    @Test
    void all_above_the_target_go_newest_first() throws Exception {
        migrate();
        target("1");

        assertThat(rollback().steps()).extracting(SchemaEngine.Undo::version).containsExactly("3", "2");
        assertThat(tables()).containsExactly("PERSON");
        assertThat(rows("SELECT COUNT(*) FROM person")).containsExactly("0");
        assertThat(rollback().steps()).isEmpty();
    }

    @Test
    void version_0_takes_everything_back_and_migrating_begins_again() throws Exception {
        migrate();
        target("0");

        assertThat(rollback().version()).isEmpty();
        assertThat(tables()).isEmpty();
        engine = Settings.Engine.DEFAULT;
        assertThat(migrate().applied()).isEqualTo(3);
        assertThat(rollback().version()).contains("2");
        assertThat(history()).hasSize(10);
    }

    @Test
    void a_dry_run_says_what_would_be_done_and_does_nothing() throws Exception {
        migrate();
        target("1");

        SchemaEngine.RolledBack plan = ask(engine -> engine.perform(SchemaEngine.Task.PLAN_ROLLBACK, database));

        assertThat(plan.version()).contains("3");
        assertThat(plan.steps())
                .extracting(SchemaEngine.Undo::sql)
                .containsExactly(
                        "DROP TABLE much", "-- ; a comment\nDELETE FROM person WHERE id = 2;\nDROP TABLE more;");
        assertThat(tables()).containsExactly("MORE", "MUCH", "PERSON");
        assertThat(history()).hasSize(3);
    }

    @Test
    void placeholders_have_the_values_of_migrations() throws Exception {
        placeholders = Map.of("table", "much");
        script("U3__much.sql", "DROP TABLE ${TABLE}");
        migrate();

        rollback();

        assertThat(tables()).containsExactly("MORE", "PERSON");
    }

    @Test
    void without_all_scripts_nothing_is_touched() throws Exception {
        migrate();
        Files.delete(scripts.resolve("U2__more.sql"));
        target("1");

        Failure failure = refusal();

        assertThat(failure.exitCode()).isEqualTo(ExitCode.SCHEMA_MISMATCH);
        assertThat(failure.headline()).isEqualTo("Nothing is rolled back: there is no script U2__more.sql");
        assertThat(tables()).hasSize(3);
    }

    @Test
    void a_baseline_is_the_end() throws Exception {
        execute("CREATE TABLE legacy (id INT)");
        tell(Map.of("baselineOnMigrate", "true", "baselineVersion", "3"));
        migrate();

        assertThat(refusal().headline()).contains("the history begins with the baseline at version 3");
    }

    @Test
    void a_half_applied_migration_is_left_to_the_operator() throws Exception {
        migrate();
        script("V4__bad.sql", "CREATE TABLE half (id INT); INSERT INTO nowhere VALUES (1)");
        failure();

        assertThat(refusal().headline()).contains("\"V4__bad.sql\" failed half-way");
    }

    @Test
    void a_version_in_the_middle_stays() throws Exception {
        Files.delete(scripts.resolve("V2__more.sql"));
        migrate();
        script("V2__more.sql", "CREATE TABLE more (id INT); INSERT INTO person VALUES (2)");
        tell(Map.of("outOfOrder", "true"));
        migrate();

        assertThat(refusal().headline()).contains("version 3 is in the middle: version 2 was applied after it");
        tell(Map.of("target", "1", "outOfOrder", "true"));
        assertThat(rollback().steps()).extracting(SchemaEngine.Undo::version).containsExactly("2", "3");
    }

    @Test
    void a_target_that_is_not_applied_or_no_version_is_refused() throws Exception {
        migrate();
        target("2.5");
        assertThat(refusal().headline()).contains("version 2.5 is not applied");
        assertThat(details(refusal(), "remedy")).contains("[1, 2, 3]");
        target("next");
        assertThat(refusal().exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void a_schema_without_history_or_versions_has_nothing_to_take_back() throws Exception {
        assertThat(refusal().headline()).contains("has no history");
        migrate();
        target("0");
        rollback();
        engine = Settings.Engine.DEFAULT;
        assertThat(refusal().headline()).contains("no version is applied");
    }

    @Test
    void a_script_that_fails_is_reported_with_its_line_and_what_is_left() throws Exception {
        migrate();
        script("U2__more.sql", "DROP TABLE more;\n\nDELETE FROM nowhere;\n");
        target("0");

        Failure failure = refusal();

        assertThat(failure.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
        assertThat(failure.headline()).startsWith("U2__more.sql, line 3: Table \"NOWHERE\" not found");
        assertThat(details(failure, "state")).startsWith("half undone").endsWith("1 of 3 were undone before");
        assertThat(history()).containsExactly("SQL 1", "SQL 2", "SQL 3", "DELETE 3");
    }

    @Test
    void a_backup_comes_first() throws Exception {
        migrate();
        java.nio.file.Path backups = Files.createDirectory(scripts.resolve("backups"));
        backup = Optional.of(new Settings.BackupDirectory(backups, 0));

        rollback();

        try (var files = Files.list(backups)) {
            assertThat(files).singleElement().asString().contains("-v3-");
        }
    }

    @Test
    void a_version_that_was_taken_back_and_applied_again_counts() throws Exception {
        migrate();
        rollback();
        migrate();
        script("V4__broken.sql", "NO SQL");

        Failure failure =
                catchThrowableOfType(StartupException.class, this::migrate).failure();

        assertThat(details(failure, "state")).endsWith("is at version 3");
    }

    /** The state in the block is compared with the database, wherever the answer of the database to a call gets lost. */
    @Test
    void a_rollback_whose_call_fails_says_what_is_so() throws Exception {
        migrate();
        Set<String> states = new TreeSet<>();
        LostAnswer lost;
        int call = 0;
        do {
            call++;
            lost = new LostAnswer(database, call);
            DataSource source = lost.dataSource();
            StartupException thrown = catchThrowableOfType(
                    StartupException.class, () -> ask(engine -> engine.perform(SchemaEngine.Task.ROLLBACK, source)));
            if (thrown != null) {
                String state = details(thrown.failure(), "state");
                assertThatIsSo(state);
                states.add(state.replaceAll("[:,;].*", ""));
            }
            execute("DROP TABLE IF EXISTS much");
            execute("CREATE TABLE much (id INT)");
            execute("DELETE FROM \"flyway_schema_history\" WHERE \"type\" = 'DELETE'");
        } while (lost.happened());
        assertThat(states).contains("half undone", "taken back");
    }

    private void assertThatIsSo(String state) throws Exception {
        boolean isInHistory = !history().contains("DELETE 3");
        if (state.startsWith("taken back")) {
            assertThat(isInHistory).as(state).isFalse();
            assertThat(tables()).as(state).doesNotContain("MUCH");
            assertThat(state).endsWith("is at version 2");
        } else if (state.startsWith("half undone")) {
            assertThat(isInHistory).as(state).isTrue();
            assertThat(state).contains("the history still has version 3");
        } else if (state.startsWith("rolled back")) {
            assertThat(isInHistory).as(state).isTrue();
            assertThat(tables()).as(state).contains("MUCH");
        }
    }
}
