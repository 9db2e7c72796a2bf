package io.automigrate.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.given.SettingSources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewScriptTest {
    private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-28T09:05:07");

    @TempDir
    private Path project;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Path scripts(String... names) throws IOException {
        Path folder = Files.createDirectories(project.resolve("src/main/resources/db/migration"));
        for (String name : names) {
            Files.writeString(folder.resolve(name), "SELECT 1;");
        }
        return folder;
    }

    private int create(String description, NewScript.Kind kind, Map<String, String> variables) {
        return create(description, kind, Optional.empty(), variables);
    }

    private int create(String description, NewScript.Kind kind, Optional<Path> folder, Map<String, String> variables) {
        return new NewScript(description, kind, folder)
                .create(
                        project,
                        new SettingSources(null, Map.of(), variables),
                        NOW,
                        new PrintStream(out, true),
                        new PrintStream(err, true));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_script_gets_the_next_version_and_its_description() throws IOException {
        Path folder = scripts("V1__create_person.sql", "V2__insert_ada.sql", "R__views.sql", "afterMigrate.sql");

        assertThat(create("add customer email", NewScript.Kind.VERSIONED, Map.of()))
                .isZero();

        assertThat(out.toString()).isEqualTo("src/main/resources/db/migration/V3__add_customer_email.sql\n");
        assertThat(folder.resolve("V3__add_customer_email.sql")).hasContent("-- add customer email\n");
        assertThat(files(folder)).hasSize(5);
    }

    @Test
    void the_first_script_of_a_project_makes_the_folder() throws IOException {
        Files.createDirectories(project.resolve("src/main/resources"));

        assertThat(create("  Größe: 100 % / \"x\" ", NewScript.Kind.VERSIONED, Map.of()))
                .isZero();

        assertThat(files(project.resolve("src/main/resources/db/migration"))).containsExactly("V1__Größe_100_x.sql");
    }

    @Test
    void a_script_may_have_an_undo_twin() throws IOException {
        Path folder = scripts("V007__a.sql");

        assertThat(create("b", NewScript.Kind.VERSIONED_WITH_UNDO, Map.of())).isZero();

        assertThat(files(folder)).containsExactly("U008__b.sql", "V007__a.sql", "V008__b.sql");
    }

    @Test
    void a_repeatable_script_is_created_once() throws IOException {
        Path folder = scripts("V1__a.sql");

        assertThat(create("busy people", NewScript.Kind.REPEATABLE, Map.of())).isZero();
        assertThat(create("busy people", NewScript.Kind.REPEATABLE, Map.of())).isEqualTo(78);

        assertThat(files(folder)).containsExactly("R__busy_people.sql", "V1__a.sql");
        assertThat(err.toString()).contains("R__busy_people.sql\" exists already");
    }

    @Test
    void versions_of_undo_and_baseline_scripts_and_of_folders_below_are_taken() throws IOException {
        Path folder = scripts("V1__a.sql", "B4__all.sql", "U5__gone.sql");
        Files.createDirectories(folder.resolve("2026"));
        Files.writeString(folder.resolve("2026/V6__in_a_folder.sql"), "");

        assertThat(create("next", NewScript.Kind.VERSIONED, Map.of())).isZero();

        assertThat(files(folder)).contains("V7__next.sql");
    }

    @Test
    void the_names_follow_the_settings() throws IOException {
        Path folder = scripts("M1-a.ddl", "V9__of_something_else.sql");

        assertThat(create(
                        "b",
                        NewScript.Kind.VERSIONED,
                        Map.of(
                                "AUTO_MIGRATE_FLYWAY_SQL_MIGRATION_PREFIX", "M",
                                "AUTO_MIGRATE_FLYWAY_SQL_MIGRATION_SEPARATOR", "-",
                                "AUTO_MIGRATE_FLYWAY_SQL_MIGRATION_SUFFIXES", ".ddl,.sql")))
                .isZero();

        assertThat(files(folder)).contains("M2-b.ddl");
    }

    @Test
    void another_folder_can_be_named() throws IOException {
        Files.createDirectories(project.resolve("database"));

        assertThat(create("a", NewScript.Kind.VERSIONED, Optional.of(Path.of("database")), Map.of()))
                .isZero();

        assertThat(files(project.resolve("database"))).containsExactly("V1__a.sql");
    }

    /** The files of a project, the option, and the folder that the refusal proposes. */
    @ParameterizedTest
    @CsvSource({
        "src/main/resources/db/migration/V1__a.sql, src/main/resources/db/migratoin, src/main/resources/db/migration",
        "src/main/resources/db/migration/V1__a.sql, src/main/resource/db/migrations, src/main/resources/db/migration",
        "database/readme.txt, databse, database",
        "database/orders/V1__a.sql, ../project/database/order, database/orders",
        "sql/V1__a.sql, typo, sql",
        "sql/R__a.sql, no/such/folder, sql",
        "shop/src/main/resources/db/migration/V1__a.sql, , shop/src/main/resources/db/migration",
        "src/main/resources/db/migrations/V1__a.sql, , src/main/resources/db/migrations",
        "src/main/resources/db/shop/V1_2__a.sql, , src/main/resources/db/shop",
    })
    void a_folder_that_is_missing_is_not_created_and_the_folder_that_may_be_meant_is_named(
            String file, String named, String proposed) throws IOException {
        project = Files.createDirectories(project.resolve("project"));
        Files.createDirectories(project.resolve(file).getParent());
        Files.writeString(project.resolve(file), "SELECT 1;");

        assertThat(create(
                        "a",
                        NewScript.Kind.VERSIONED,
                        Optional.ofNullable(named).map(Path::of),
                        Map.of()))
                .isEqualTo(78);

        assertThat(err.toString())
                .contains("there is no folder \"", "--folder " + proposed)
                .endsWith("\n");
        try (Stream<Path> all = Files.walk(project)) {
            assertThat(all.filter(Files::isRegularFile)).containsExactly(project.resolve(file));
        }
        if (named != null) {
            assertThat(project.resolve(named)).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"src/main/resources/application.yaml", "target/classes/db/migration/V1__a.sql", "V1__a.sql"})
    void a_project_without_scripts_says_what_to_do(String file) throws IOException {
        Files.createDirectories(project.resolve(file).getParent());
        Files.writeString(project.resolve(file), "");

        assertThat(create("a", NewScript.Kind.VERSIONED, Optional.of(Path.of("no/such/folder")), Map.of()))
                .isEqualTo(78);

        assertThat(err.toString())
                .contains(
                        "there is no folder \"" + project.resolve("no/such/folder"),
                        "; correct --folder",
                        "create the folder first")
                .doesNotContain("target");
    }

    @Test
    void a_folder_of_a_first_script_that_the_user_has_made_is_used_next_to_others() throws IOException {
        scripts("V1__a.sql");
        Files.createDirectories(project.resolve("src/main/resources/db/migrations"));
        Optional<Path> folder = Optional.of(Path.of("src/main/resources/db/migrations"));

        assertThat(create("a", NewScript.Kind.VERSIONED, folder, Map.of())).isZero();

        assertThat(files(project.resolve("src/main/resources/db/migrations"))).containsExactly("V1__a.sql");
    }

    @Test
    void a_folder_that_is_a_file_is_named() throws IOException {
        Path file = Files.writeString(project.resolve("scripts"), "");

        assertThat(create("a", NewScript.Kind.VERSIONED, Optional.of(Path.of("scripts")), Map.of()))
                .isEqualTo(78);

        assertThat(err.toString()).contains("\"" + file + "\" is a file and not a folder");
    }

    @Test
    void outside_a_project_the_usual_folder_is_not_created() {
        assertThat(create("a", NewScript.Kind.VERSIONED, Map.of())).isEqualTo(78);

        assertThat(err.toString())
                .contains("there is no folder \"" + project.resolve("src/main/resources/db/migration"), "--folder");
    }

    @Test
    void settings_that_are_wrong_are_named() throws IOException {
        scripts();
        assertThat(create(
                        "a",
                        NewScript.Kind.VERSIONED,
                        Map.of("AUTO_MIGRATE_FLYWAY_REPEATABLE_SQL_MIGRATION_PREFIX", "V")))
                .isEqualTo(78);
        assertThat(err.toString()).contains("the prefixes of two kinds of scripts are equal");
    }

    @Test
    void scripts_that_are_created_at_the_same_time_have_different_versions() throws Exception {
        Path folder = scripts("V20261128090507__a.sql");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> requests = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String description = "script " + i;
                requests.add(() -> create(description, NewScript.Kind.VERSIONED, Map.of()));
            }
            for (Future<Integer> request : threads.invokeAll(requests)) {
                assertThat(request.get()).isZero();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(files(folder))
                .hasSize(25)
                .extracting(name -> name.substring(0, name.indexOf("__")))
                .doesNotHaveDuplicates();
    }
}
