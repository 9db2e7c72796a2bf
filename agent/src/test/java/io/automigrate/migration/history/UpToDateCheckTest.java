package io.automigrate.migration.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which scripts the check takes for applied. */
class UpToDateCheckTest extends MigratedSchema {
    @Test
    void scripts_that_are_all_in_the_history_are_up_to_date() throws Exception {
        assertThat(ask()).isEqualTo(new UpToDateCheck.UpToDate("PUBLIC", Optional.of("2"), Optional.empty()));
    }

    @Test
    void repeatable_scripts_alone_have_no_version() throws Exception {
        Files.delete(scripts.resolve("V1__create.sql"));
        Files.delete(scripts.resolve("V2__fill.sql"));
        execute("DELETE FROM " + TABLE);
        script("R__view.sql", "CREATE OR REPLACE VIEW one AS SELECT 1 AS x;");
        migrate();

        assertThat(ask()).isEqualTo(new UpToDateCheck.UpToDate("PUBLIC", Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"afterMigrate.sql", "beforeMigrate__note.sql", "afterConnect.sql"})
    void callbacks_run_at_every_start(String name) throws Exception {
        script(name, "SELECT 1;");

        assertThat(doubt()).contains(name, "no ordinary migration");
    }

    @Test
    void a_repeatable_script_with_placeholders_is_left_to_flyway() throws Exception {
        script("R__view.sql", "CREATE OR REPLACE VIEW one AS SELECT '${flyway:user}' AS x;");
        migrate();

        assertThat(doubt()).contains("R__view.sql", "placeholders");
    }

    @Test
    void placeholders_in_versioned_scripts_are_not_part_of_the_checksum() throws Exception {
        script("V3__owner.sql", "COMMENT ON TABLE person IS '${flyway:user}';");
        migrate();

        assertThat(version()).contains("3");
    }

    @Test
    void a_changed_repeatable_script_is_pending() throws Exception {
        script("R__view.sql", "CREATE OR REPLACE VIEW one AS SELECT 1 AS x;");
        migrate();
        assertThat(version()).contains("2");

        script("R__view.sql", "CREATE OR REPLACE VIEW one AS SELECT 2 AS x;");

        assertThat(doubt()).contains("not the one that was applied");
    }

    @Test
    void the_newest_row_of_a_repeatable_script_is_decisive() throws Exception {
        script("R__view.sql", "CREATE OR REPLACE VIEW one AS SELECT 1 AS x;");
        migrate();
        script("R__view.sql", "CREATE OR REPLACE VIEW one AS SELECT 2 AS x;");
        migrate();
        assertThat(version()).contains("2");

        script("R__view.sql", "CREATE OR REPLACE VIEW one AS SELECT 1 AS x;");

        assertThat(doubt()).contains("not the one that was applied");
    }

    @Test
    void a_deleted_repeatable_script_is_left_to_flyway() throws Exception {
        script("R__view.sql", "CREATE OR REPLACE VIEW one AS SELECT 1 AS x;");
        migrate();

        Files.delete(scripts.resolve("R__view.sql"));

        assertThat(doubt()).contains("\"view\" is in the history and not among the scripts");
    }

    /** Flyway itself is asked for each event whether it runs the callback on a schema that is up to date. */
    @Test
    void callbacks_that_flyway_does_not_run_on_such_a_schema_do_not_matter() throws Exception {
        execute("CREATE TABLE called (id INT)");
        List<String> fast = new ArrayList<>();
        for (Event event : Event.values()) {
            Path callback = scripts.resolve(event.getId() + ".sql");
            Files.writeString(callback, "INSERT INTO called VALUES (1);");
            boolean isUpToDate = ask() instanceof UpToDateCheck.UpToDate;
            migrate();
            int called = 0;
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM called")) {
                rows.next();
                called = rows.getInt(1);
            }
            if (isUpToDate) {
                assertThat(called).as(event.getId()).isZero();
                fast.add(event.getId());
            }
            execute("DELETE FROM called");
            Files.delete(callback);
        }
        assertThat(fast)
                .contains("beforeEachMigrate", "afterEachMigrate", "afterMigrateApplied", "afterMigrateError")
                .doesNotContain("beforeMigrate", "afterMigrate", "beforeValidate", "afterConnect");
    }

    @Test
    void a_script_with_a_configuration_is_left_to_flyway() throws Exception {
        script("V2__fill.sql.conf", "encoding=UTF-8");

        assertThat(doubt()).contains("V2__fill.sql.conf");
    }

    @Test
    void a_baseline_script_is_left_to_flyway() throws Exception {
        script("B2__all.sql", "CREATE TABLE person (id INT);");

        assertThat(doubt()).contains("B2__all.sql");
    }

    @Test
    void files_that_flyway_ignores_are_ignored() throws Exception {
        script("U2__fill.sql", "DELETE FROM person;");
        script("notes.sql", "SELECT 1;");
        script("README.md", "about these scripts");

        assertThat(version()).contains("2");
    }

    @Test
    void versions_are_equal_when_their_numbers_are() throws Exception {
        Files.move(scripts.resolve("V2__fill.sql"), scripts.resolve("V02_0__fill.sql"));

        assertThat(version()).contains("2");
    }

    @Test
    void scripts_may_move_to_another_folder() throws Exception {
        Path later = Files.createDirectories(scripts.resolve("later"));
        Files.move(scripts.resolve("V2__fill.sql"), later.resolve("V2__fill.sql"));

        assertThat(version()).contains("2");
    }

    @Test
    void line_ends_and_a_byte_order_mark_make_no_difference() throws Exception {
        script("V1__create.sql", "\uFEFFCREATE TABLE person (id INT);\r\n\r\n");

        assertThat(version()).contains("2");
    }

    @Test
    void a_changed_script_is_left_to_flyway() throws Exception {
        script("V2__fill.sql", "INSERT INTO person VALUES (2);\n");

        assertThat(doubt()).contains("V2__fill.sql", "not the one that was applied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"V2__filled.sql", "V2__Fill.sql", "V2.sql", "V2__.sql"})
    void another_description_is_another_script(String name) throws Exception {
        Files.move(scripts.resolve("V2__fill.sql"), scripts.resolve(name));

        assertThat(doubt()).contains(name);
    }

    @Test
    void a_description_that_flyway_would_cut_is_left_to_it() throws Exception {
        script("V3__" + "a".repeat(201) + ".sql", "SELECT 1;");
        migrate();

        assertThat(doubt()).contains("no ordinary description");
    }

    @Test
    void a_new_script_is_pending() throws Exception {
        script("V3__more.sql", "SELECT 1;");

        assertThat(doubt()).isEqualTo("1 of 3 scripts is not in the history");
    }

    @ParameterizedTest
    @CsvSource({"V1__create.sql, 1", "V2__fill.sql, 2"})
    void a_deleted_script_is_missed_even_if_flyway_would_call_the_schema_newer(String name, String version)
            throws Exception {
        Files.delete(scripts.resolve(name));

        assertThat(doubt()).isEqualTo("\"" + version + "\" is in the history and not among the scripts");
    }

    @Test
    void java_migrations_are_run_by_flyway() throws Exception {
        classFile("db/migration/V9__Compiled.class");

        assertThat(reason(ask(Location.parse("classpath:db/migration")))).contains("V9__Compiled");
    }

    @Test
    void java_callbacks_are_run_by_flyway_whatever_the_locations_are() throws Exception {
        classFile("db/callback/Audit.class");

        assertThat(reason(ask(Location.parse("classpath:db/migration")))).contains("callbacks");
    }

    private void classFile(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream in = UpToDateCheckTest.class.getResourceAsStream("UpToDateCheckTest.class")) {
            Files.copy(in, file);
        }
    }
}
