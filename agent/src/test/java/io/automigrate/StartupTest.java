package io.automigrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole start without an agent, on an H2 file. */
class StartupTest {
    @TempDir
    private Path folder;

    private final RecordedStart start = new RecordedStart();
    private final Map<String, String> environment = start.environment();

    @BeforeEach
    void a_database_and_a_place_for_scripts() {
        environment.put(
                "AUTO_MIGRATE_URL",
                "jdbc:h2:file:" + folder.resolve(UUID.randomUUID().toString()));
        environment.put("AUTO_MIGRATE_USER", "sa");
        environment.put("AUTO_MIGRATE_LOCATIONS", "filesystem:" + folder);
    }

    @Test
    void the_story_of_a_first_start_begins_with_the_database_and_ends_with_the_summary() throws IOException {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        assertThat(start.run()).isZero();
        assertThat(start.messages())
                .first()
                .asString()
                .matches("INFO  \\[Migration] auto-migrate \\S+: jdbc:h2:file:\\S+ as sa"
                        + " \\(AUTO_MIGRATE_URL\\), 1 script in filesystem:.*");
        assertThat(start.messages())
                .last()
                .asString()
                .matches("INFO  \\[Migration] Migrations completed successfully: 1 applied, version 1, \\d+\\.\\d+ s");
    }

    @Test
    void a_second_start_says_that_nothing_is_pending() throws IOException {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        start.run();
        assertThat(start.run()).isZero();
        assertThat(start.messages())
                .last()
                .asString()
                .startsWith("INFO  [Migration] Schema \"PUBLIC\" is up to date at version 1, nothing pending, ");
    }

    @Test
    void a_failure_is_a_block_and_an_exit_code() throws IOException {
        script("V1__bad.sql", "CREATE TABLE x (id NOTYPE)");
        assertThat(start.run()).isEqualTo(70);
        assertThat(start.messages())
                .anySatisfy(line -> assertThat(line).startsWith("ERROR [Migration] FAILED: V1__bad.sql"));
    }

    @Test
    void the_application_may_start_all_the_same_when_that_was_asked_for() throws IOException {
        environment.put("AUTO_MIGRATE_FAIL_ON_ERROR", "false");
        script("V1__bad.sql", "CREATE TABLE x (id NOTYPE)");
        assertThat(start.run()).isZero();
        assertThat(start.messages()).anySatisfy(line -> assertThat(line)
                .startsWith("WARN  [Migration] FAILED, but the application starts"));
    }

    @Test
    void where_it_came_from_is_shown_at_debug_only() throws IOException {
        script("V1__bad.sql", "CREATE TABLE x (id NOTYPE)");
        start.run();
        assertThat(start.log()).doesNotContain("\tat ");
        environment.put("AUTO_MIGRATE_LOG_LEVEL", "debug");
        start.run();
        assertThat(start.log()).contains("\tat org.flywaydb");
    }

    @Test
    void without_any_setting_the_agent_says_one_line_and_stays_out() {
        environment.clear();
        assertThat(start.run()).isZero();
        assertThat(start.messages())
                .containsExactly(
                        "INFO  [Migration] No database found in AUTO_MIGRATE_URL or the variables of the usual frameworks, nothing is migrated");
    }

    @Test
    void everything_that_is_wrong_with_the_settings_is_said_at_once() {
        environment.put("AUTO_MIGRATE_WAIT_TIMEOUT", "5 bananas");
        environment.put("AUTO_MIGRATE_LOCATION", "x");
        assertThat(start.run()).isEqualTo(78);
        assertThat(start.messages())
                .anySatisfy(line -> assertThat(line).contains("AUTO_MIGRATE_WAIT_TIMEOUT=\"5 bananas\""))
                .anySatisfy(line ->
                        assertThat(line).contains("AUTO_MIGRATE_LOCATION").contains("AUTO_MIGRATE_LOCATIONS"));
    }

    @Test
    void no_scripts_is_an_error_when_a_migration_was_asked_for() {
        assertThat(start.run()).isEqualTo(78);
        assertThat(start.messages()).first().asString().contains("0 scripts in");
        assertThat(start.messages())
                .anySatisfy(line -> assertThat(line).contains("FAILED: No migration scripts found in filesystem:"));
    }

    @Test
    void no_scripts_is_a_warning_when_the_database_was_only_discovered() {
        environment.clear();
        environment.put("JDBC_DATABASE_URL", "jdbc:h2:mem:never-opened");
        assertThat(start.run()).isZero();
        assertThat(start.messages())
                .last()
                .asString()
                .startsWith("WARN  [Migration] No migration scripts found in classpath:db/migration");
    }

    @Test
    void classes_in_a_location_are_left_to_the_flyway_of_the_application() {
        environment.put("AUTO_MIGRATE_LOCATIONS", "classpath:io/automigrate/javamigration");
        assertThat(start.run()).isZero();
        assertThat(start.messages())
                .anySatisfy(
                        line -> assertThat(line)
                                .endsWith(
                                        "Flyway 13.12.0 of the application migrates (for io.automigrate.javamigration.CreatePerson)"))
                .last()
                .asString()
                .contains("Migrations completed successfully: 1 applied, version 7");
    }

    @Test
    void a_password_is_never_in_the_log() throws IOException {
        environment.put("AUTO_MIGRATE_PASSWORD", "correct horse battery");
        environment.put("AUTO_MIGRATE_LOG_LEVEL", "debug");
        script("V1__bad.sql", "CREATE USER u PASSWORD 'correct horse battery' NONSENSE");
        assertThat(start.run()).isEqualTo(70);
        assertThat(start.log()).contains("****").doesNotContain("correct horse");
    }

    @Test
    void a_command_prints_its_result_and_ends_the_process_with_zero() throws IOException {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        environment.put("AUTO_MIGRATE_COMMAND", "migrate");
        int end = start.run();
        assertThat(end).isNotZero();
        assertThat(end & 0xff).isZero();
        assertThat(start.output())
                .startsWith("Schema \"PUBLIC\" of jdbc:h2:file:")
                .endsWith(": 1 migration applied, version 1\n");
        assertThat(start.messages()).last().asString().contains("Migrations completed successfully: 1 applied");
    }

    @Test
    void a_command_that_fails_never_starts_the_application() {
        environment.put("AUTO_MIGRATE_COMMAND", "validate");
        environment.put("AUTO_MIGRATE_FAIL_ON_ERROR", "false");
        assertThat(start.run()).isEqualTo(78);
        assertThat(start.messages()).last().isEqualTo("ERROR [Migration]   exit code: 78");
        assertThat(start.output()).isEmpty();
    }

    @Test
    void a_command_without_a_database_is_an_error() {
        environment.clear();
        environment.put("AUTO_MIGRATE_COMMAND", "info");
        assertThat(start.run()).isEqualTo(78);
        assertThat(start.messages()).first().asString().contains("AUTO_MIGRATE_URL: not set");
    }

    @Test
    void a_status_file_holds_what_the_log_tells() throws IOException {
        Path status = folder.resolve("status.json");
        environment.put("AUTO_MIGRATE_STATUS_FILE", status.toString());
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        assertThat(start.run()).isZero();
        JsonNode good = new ObjectMapper().readTree(Files.readString(status));
        JsonNode database = good.path("databases").path(0);
        assertThat(good.path("outcome").asText()).isEqualTo("succeeded");
        assertThat(good.path("mode").asText()).isEqualTo("migrate");
        assertThat(database.path("schema").asText()).isEqualTo("PUBLIC");
        assertThat(database.path("versionBefore").isNull()).isTrue();
        assertThat(database.path("versionAfter").asText()).isEqualTo("1");
        assertThat(database.path("migrations").size()).isOne();
        assertThat(database.path("migrations").path(0).path("script").asText()).isEqualTo("V1__create.sql");
        assertThat(database.path("migrations").path(0).path("state").asText()).isEqualTo("applied");

        script("V2__bad.sql", "CREATE TABLE later (id INT);\nCREATE TABLE x (id NOTYPE)");
        assertThat(start.run()).isEqualTo(70);
        JsonNode bad = new ObjectMapper().readTree(Files.readString(status));
        database = bad.path("databases").path(0);
        JsonNode failure = database.path("error");
        assertThat(bad.path("outcome").asText()).isEqualTo("failed");
        assertThat(bad.path("exitCode").asInt()).isEqualTo(70);
        assertThat(bad.path("applicationStarts").asBoolean(true)).isFalse();
        assertThat(database.path("versionBefore").asText()).isEqualTo("1");
        assertThat(database.path("versionAfter").asText()).isEqualTo("1");
        assertThat(database.path("migrations").path(0).path("script").asText()).isEqualTo("V2__bad.sql");
        assertThat(database.path("migrations").path(0).path("state").asText()).isEqualTo("failed");
        assertThat(failure.path("sqlState").asText()).isEqualTo("HY004");
        assertThat(failure.path("script").asText()).isEqualTo("V2__bad.sql");
        assertThat(failure.path("line").asInt()).isEqualTo(2);
        assertThat(failure.path("remedy").asText()).isNotBlank();
    }

    @Test
    void the_doctor_finds_nothing_wrong_with_what_works() throws IOException {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        environment.put("AUTO_MIGRATE_COMMAND", "doctor");
        assertThat(start.run() & 0xff).isZero();
        assertThat(start.output())
                .contains(
                        "AUTO_MIGRATE_URL=\"jdbc:h2:file:",
                        "Scripts: 1 versioned in filesystem:",
                        "Driver: org.h2.Driver 2.",
                        "Logged in to H2 2.",
                        "The account may make tables: it is an administrator",
                        "Schema \"PUBLIC\" has no history yet",
                        "1 pending, which the next start applies: V1__create.sql")
                .endsWith("\nAll is well.\n");
    }

    @Test
    void the_doctor_looks_at_all_the_rest_when_settings_are_wrong() throws IOException {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        script("V3__late.sql", "CREATE TABLE late (id INT)");
        environment.put("AUTO_MIGRATE_WAIT_TIMEOUT", "5 bananas");
        environment.put("AUTO_MIGRATE_COMMAND", "doctor --json");
        assertThat(start.run() & 0xff).isEqualTo(78);
        assertThat(start.output())
                .startsWith("{\"command\":\"doctor\",\"exitCode\":78,")
                .contains(
                        "5 bananas",
                        "Versions are missing between 1 and 3",
                        "2 pending, which the next start applies: V1__create.sql, V3__late.sql");
    }

    @Test
    void the_doctor_tells_what_is_in_the_history() throws IOException {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        script("V2__gone.sql", "CREATE TABLE gone (id INT)");
        start.run();
        script("V1__create.sql", "CREATE TABLE person (id BIGINT)");
        Files.delete(folder.resolve("V2__gone.sql"));
        script("V3__bad.sql", "CREATE TABLE half (id INT); CREATE TABLE bad (id NOTYPE)");
        environment.put("AUTO_MIGRATE_VALIDATE_ON_MIGRATE", "false");
        start.run();
        environment.put("AUTO_MIGRATE_COMMAND", "doctor");
        assertThat(start.run() & 0xff).isEqualTo(65);
        assertThat(start.output())
                .contains(
                        "Failed half-way: V3__bad.sql",
                        "Changed since they were applied: V1__create.sql",
                        "Applied, but not among the scripts: V2__gone.sql");
    }

    @Test
    void a_command_is_reported_like_a_start_by_its_own_name() throws IOException {
        Path status = folder.resolve("status.json");
        environment.put("AUTO_MIGRATE_STATUS_FILE", status.toString());
        environment.put("AUTO_MIGRATE_COMMAND", "info");
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        assertThat(start.run() & 0xff).isZero();
        assertThat(status)
                .content()
                .contains(
                        "\"mode\":\"info\"",
                        "\\\"info\\\" is done",
                        "\"outcome\":\"succeeded\",\"exitCode\":0,\"applicationStarts\":false");
    }

    @Test
    void the_doctor_leaves_the_status_file_as_the_last_start_wrote_it() throws IOException {
        Path status = folder.resolve("status.json");
        environment.put("AUTO_MIGRATE_STATUS_FILE", status.toString());
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        start.run();
        String before = Files.readString(status);
        environment.put("AUTO_MIGRATE_COMMAND", "doctor");
        assertThat(start.run() & 0xff).isZero();
        assertThat(start.output())
                .contains("\nFiles\n", "AUTO_MIGRATE_STATUS_FILE=", "the doctor does not change the file");
        assertThat(status).hasContent(before);
    }

    @Test
    void the_doctor_warns_of_a_database_that_can_not_be_written_and_fails_where_something_is_pending()
            throws IOException {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        start.run();
        environment.put("AUTO_MIGRATE_URL", environment.get("AUTO_MIGRATE_URL") + ";ACCESS_MODE_DATA=r");
        environment.put("AUTO_MIGRATE_COMMAND", "doctor");
        environment.put("COLUMNS", "300");
        assertThat(start.run() & 0xff).isZero();
        assertThat(start.output())
                .contains("The database can't be written: the connection is read-only", "Nothing is pending");
        script("V2__more.sql", "CREATE TABLE more (id INT)");
        assertThat(start.run() & 0xff).isEqualTo(77);
        assertThat(start.output())
                .contains("1 pending, which can't be applied where nothing can be written: V2__more.sql");
    }

    @Test
    void the_doctor_goes_on_where_there_is_no_driver_no_script_or_no_database() throws IOException {
        environment.put("AUTO_MIGRATE_COMMAND", "doctor");
        environment.put("AUTO_MIGRATE_URL", "jdbc:nothing://no-such-host.invalid:1/x");
        assertThat(start.run() & 0xff).isEqualTo(78);
        assertThat(start.output()).contains("There are no scripts in", "No JDBC driver for \"jdbc:nothing:\"");
        environment.remove("AUTO_MIGRATE_URL");
        assertThat(start.run() & 0xff).isEqualTo(78);
        assertThat(start.output()).contains("AUTO_MIGRATE_URL: not set", "Not looked at, because no database is known");
    }

    private void script(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
