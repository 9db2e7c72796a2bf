package io.automigrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole start without an agent, with several H2 files. */
class SeveralDatabasesTest {
    private static final String[] NAMES = {"orders", "audit", "billing"};

    @TempDir
    private Path folder;

    private final RecordedStart start = new RecordedStart();
    private final Map<String, String> environment = start.environment();

    @BeforeEach
    void three_databases_with_a_script_each() throws IOException {
        environment.put("AUTO_MIGRATE_DATABASES", String.join(",", NAMES));
        environment.put("AUTO_MIGRATE_USER", "sa");
        environment.put("AUTO_MIGRATE_LOCATIONS", "filesystem:" + folder + "/{database}");
        for (String name : NAMES) {
            environment.put(
                    "AUTO_MIGRATE_" + name.toUpperCase() + "_URL", "jdbc:h2:file:" + folder.resolve(name + "-db"));
            script(name, "CREATE TABLE " + name + " (id INT)");
        }
    }

    @Test
    void databases_are_migrated_one_after_the_other_and_every_line_names_its_database() {
        assertThat(start.run()).isZero();

        assertThat(start.lines())
                .allMatch(line -> line.matches("\\S+ INFO  \\[Migration] \\[(orders|audit|billing)] .*"));
        assertThat(completed()).containsExactly("orders", "audit", "billing");
    }

    @Test
    void each_of_them_has_an_entry_in_the_status_file() throws IOException {
        Path status = folder.resolve("status.json");
        environment.put("AUTO_MIGRATE_STATUS_FILE", status.toString());
        script("audit", "CREATE TABLE x (id NOTYPE)");

        assertThat(start.run()).isEqualTo(70);

        assertThat(status)
                .content()
                .contains(
                        "{\"name\":\"orders\",",
                        "\"versionAfter\":\"1\"",
                        "{\"name\":\"audit\",",
                        "\"outcome\":\"failed\"")
                .doesNotContain("{\"name\":\"billing\",");
    }

    @Test
    void a_failure_leaves_those_behind_it_untouched_and_says_so() throws IOException {
        script("audit", "CREATE TABLE x (id NOTYPE)");

        assertThat(start.run()).isEqualTo(70);

        assertThat(completed()).containsExactly("orders");
        assertThat(start.lines())
                .anyMatch(line -> line.contains("ERROR [Migration] [audit] FAILED: V1__first.sql"))
                .anyMatch(line -> line.matches(".*\\[audit]   done: +orders"))
                .anyMatch(line -> line.matches(".*\\[audit]   untouched: +billing"))
                .noneMatch(line -> line.contains("[billing]"));
        assertThat(folder.resolve("billing-db.mv.db")).doesNotExist();
    }

    @Test
    void when_failures_are_tolerated_the_next_ones_follow() throws IOException {
        environment.put("AUTO_MIGRATE_FAIL_ON_ERROR", "false");
        script("orders", "CREATE TABLE x (id NOTYPE)");
        script("billing", "CREATE TABLE y (id NOTYPE)");

        assertThat(start.run()).isZero();

        assertThat(completed()).containsExactly("audit");
        assertThat(start.lines())
                .anyMatch(line -> line.matches(".*\\[orders]   next: +audit, billing"))
                .anyMatch(line -> line.matches(".*\\[billing]   done: +audit"))
                .anyMatch(line -> line.matches(".*\\[billing]   failed: +orders"));
    }

    @Test
    void json_lines_name_the_database_too() {
        environment.put("AUTO_MIGRATE_LOG_FORMAT", "json");

        assertThat(start.run()).isZero();

        assertThat(start.lines()).first().asString().contains("\"message\":\"[Migration] [orders] auto-migrate ");
    }

    @Test
    void a_command_has_a_result_for_each() {
        environment.put("AUTO_MIGRATE_COMMAND", "info");

        assertThat(start.run() & 0xff).isZero();

        assertThat(start.output().lines())
                .filteredOn(line -> line.startsWith("Schema "))
                .hasSize(3)
                .allMatch(line -> line.endsWith(" has no version, 1 pending"));
    }

    private void script(String database, String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve(database)).resolve("V1__first.sql"), text);
    }

    /** Returns the databases that were migrated. */
    private List<String> completed() {
        return start.lines().stream()
                .filter(line -> line.contains("Migrations completed successfully: 1 applied"))
                .map(line -> line.replaceFirst(".*\\[Migration] \\[(\\w+)].*", "$1"))
                .toList();
    }
}
