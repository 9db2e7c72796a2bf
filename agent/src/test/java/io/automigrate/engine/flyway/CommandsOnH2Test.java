package io.automigrate.engine.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.StartupException;
import io.automigrate.settings.Mode;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandsOnH2Test extends EngineOnH2 {
    private SchemaEngine.Plan plan() throws Exception {
        engine = engine(Mode.VALIDATE, Map.of());
        return ask(engine -> engine.perform(SchemaEngine.Task.PLAN, database));
    }

    @Test
    void a_plan_has_the_text_of_what_is_pending_as_it_would_run() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT);");
        migrate();
        placeholders = new HashMap<>(Map.of("size", "99", "who", "7"));
        script(
                "V2__name.sql",
                "-- ${flyway:filename}\nALTER TABLE ${flyway:defaultSchema}.person ADD n VARCHAR(${SIZE});");
        script("V3__later.sql", "INSERT INTO person VALUES (${who}, '${flyway:timestamp}');");
        script("V3__later.sql.conf", "executeInTransaction=false");
        script("R__raw.sql", "SELECT '${raw}';");
        script("R__raw.sql.conf", "placeholderReplacement=false");

        SchemaEngine.Plan plan = plan();

        assertThat(plan.overview().version()).contains("1");
        assertThat(plan.scripts())
                .extracting(planned -> planned.migration().script())
                .containsExactly("V2__name.sql", "V3__later.sql", "R__raw.sql");
        SchemaEngine.Planned second = plan.scripts().get(0);
        assertThat(second.sql()).contains("-- V2__name.sql\nALTER TABLE PUBLIC.person ADD n VARCHAR(99);");
        assertThat(second.inTransaction()).isTrue();
        assertThat(second.missing()).isEmpty();
        SchemaEngine.Planned later = plan.scripts().get(1);
        assertThat(later.inTransaction()).isFalse();
        assertThat(later.missing()).isEmpty();
        assertThat(later.sql()).contains("INSERT INTO person VALUES (7, '${flyway:timestamp}');");
        assertThat(plan.scripts().get(2).sql()).contains("SELECT '${raw}';");
        assertThat(rows("SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"version\" IS NOT NULL"))
                .containsExactly("1");
    }

    @Test
    void a_plan_with_a_placeholder_without_a_value_names_file_line_and_setting() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT);");
        script("V2__later.sql", "INSERT INTO person\nVALUES (${who}), (${whom});");
        assertThatThrownBy(this::plan)
                .isInstanceOf(StartupException.class)
                .hasMessage("V2__later.sql, line 2: the placeholder \"${who}\" has no value")
                .extracting(e -> ((StartupException) e).failure().detail("remedy"))
                .asString()
                .startsWith("set AUTO_MIGRATE_PLACEHOLDERS_WHO, AUTO_MIGRATE_PLACEHOLDERS_WHOM;");
    }

    @Test
    void a_plan_is_refused_where_migrating_would_be() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT);");
        migrate();
        script("V1__create.sql", "CREATE TABLE person (id BIGINT);");
        assertThat(catchThrowableOfType(StartupException.class, this::plan)
                        .failure()
                        .exitCode())
                .isEqualTo(ExitCode.SCHEMA_MISMATCH);
    }

    private SchemaEngine.Baseline baseline() throws Exception {
        return ask(engine -> engine.perform(SchemaEngine.Task.BASELINE, database));
    }

    @Test
    void a_baseline_stamps_a_schema_once() throws Exception {
        execute("CREATE TABLE person (id INT)");
        script("V1__create.sql", "CREATE TABLE person (id INT);");
        script("V2__name.sql", "ALTER TABLE person ADD n VARCHAR(9);");
        engine = engine(Mode.MIGRATE, Map.of("baselineVersion", "1"));

        assertThat(baseline()).isEqualTo(new SchemaEngine.Baseline("PUBLIC", "1", true));
        assertThat(baseline()).isEqualTo(new SchemaEngine.Baseline("PUBLIC", "1", false));

        assertThat(migrate().applied()).isEqualTo(1);
        StartupException refusal = catchThrowableOfType(StartupException.class, () -> {
            engine = engine(Mode.MIGRATE, Map.of("baselineVersion", "2"));
            baseline();
        });
        assertThat(refusal.failure().exitCode()).isEqualTo(ExitCode.SCHEMA_MISMATCH);
        assertThat(refusal.failure().headline()).contains("it was stamped with version 1");
    }

    @Test
    void a_baseline_is_not_for_a_schema_that_flyway_made() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT);");
        migrate();
        assertThat(catchThrowableOfType(StartupException.class, this::baseline)
                        .failure()
                        .headline())
                .isEqualTo("Schema \"PUBLIC\" has a history already: it begins with V1__create.sql");
    }

    @Test
    void a_repair_says_what_it_changed() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT);");
        script("V2__gone.sql", "SELECT 1;");
        migrate();
        script("V3__bad.sql", "CREATE TABLE half (id INT); CREATE TABLE nonsense (id NOTYPE);");
        failure();
        script("V1__create.sql", "CREATE TABLE person (id INT); -- a comment");
        Files.delete(scripts.resolve("V2__gone.sql"));

        SchemaEngine.Repair repair = ask(engine -> engine.perform(SchemaEngine.Task.REPAIR, database));

        assertThat(repair.removed()).containsExactly("3 \"bad\"");
        assertThat(repair.deleted()).containsExactly("2 \"gone\"");
        assertThat(repair.aligned()).containsExactly("1 \"create\"");
        SchemaEngine.Repair again = ask(engine -> engine.perform(SchemaEngine.Task.REPAIR, database));
        assertThat(again.removed()).isEmpty();
        assertThat(again.aligned()).isEmpty();
    }
}
