package io.automigrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.log.RecordedLog;
import io.automigrate.settings.given.SettingSources;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts that migrate nothing: switched off, or without a database. */
class NothingToDoTest {
    @TempDir
    private Path folder;

    private final RecordedStart start = new RecordedStart();
    private final Map<String, String> environment = start.environment();

    @Test
    void a_switched_off_agent_says_so_at_debug_only() {
        environment.put("AUTO_MIGRATE", "false");
        assertThat(start.run()).isZero();
        assertThat(start.log()).isEmpty();
        environment.put("AUTO_MIGRATE_LOG_LEVEL", "debug");
        assertThat(start.run()).isZero();
        assertThat(start.log()).contains("DEBUG").contains("is switched off by AUTO_MIGRATE=false");
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void two_names_of_the_switch_that_disagree_end_the_start(String one, String other) {
        environment.put("AUTO_MIGRATE", one);
        environment.put("AUTO_MIGRATE_ON_STARTUP", other);
        assertThat(start.run()).isEqualTo(78);
        assertThat(start.log()).contains("is given twice").contains("AUTO_MIGRATE_ON_STARTUP");
    }

    @Test
    void the_doctor_says_that_the_agent_is_switched_off() {
        environment.put("AUTO_MIGRATE", "false");
        environment.put("AUTO_MIGRATE_COMMAND", "doctor");
        environment.put("COLUMNS", "300");
        assertThat(start.run() & 0xff).isZero();
        assertThat(start.output()).contains("AUTO_MIGRATE=false: the agent is switched off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctor", "plan"})
    void a_command_about_the_start_is_no_setting_of_that_start(String command) {
        assertThat(start.run()).isZero();
        environment.put("AUTO_MIGRATE_COMMAND", command);
        assertThat(start.run() & 0xff).isZero();
        assertThat(start.output() + start.log()).containsIgnoringCase("migrate").doesNotContain("would end with");
    }

    @Test
    void a_wrong_value_is_not_well_and_wrong_at_once() {
        environment.put("AUTO_MIGRATE_COMMAND", "doctor");
        environment.put("AUTO_MIGRATE_URL", "jdbc:h2:mem:never");
        environment.put("AUTO_MIGRATE_LOG_LEVEL", "loud");
        environment.put("AUTO_MIGRATE_PIZZA", "x");
        environment.put("COLUMNS", "300");
        assertThat(start.run() & 0xff).isEqualTo(78);
        assertThat(start.output().lines().filter(line -> line.contains("AUTO_MIGRATE_LOG_LEVEL")))
                .hasSize(1);
        assertThat(start.output().lines().filter(line -> line.contains("AUTO_MIGRATE_PIZZA")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTOMIGRATE_URL, jdbc:h2:mem:x, did you mean AUTO_MIGRATE_URL?",
        "automigrate.wait-timeout, 7s, did you mean AUTO_MIGRATE_WAIT_TIMEOUT?",
        "DB_URL, jdbc:postgresql://db/shop, DB_URL holds the URL of a database",
        "SHOP_DATASOURCE, postgres://u:s3cret@db/shop, SHOP_DATASOURCE holds the URL of a database"
    })
    void a_name_that_looks_like_a_setting_is_a_warning(String name, String value, String text) {
        environment.put(name, value);
        assertThat(start.run()).isZero();
        assertThat(start.messages())
                .allSatisfy(line -> assertThat(line).startsWith("WARN").contains("No database found"))
                .anySatisfy(line -> assertThat(line).contains("Looked for AUTO_MIGRATE_URL, FLYWAY_URL"))
                .anySatisfy(line -> assertThat(line).contains(text));
        assertThat(start.log()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BOOT-INF/classes/", "WEB-INF/classes/"})
    void scripts_without_a_database_and_a_setting_in_the_wrong_file_are_warnings(String root) throws IOException {
        Files.createDirectories(folder.resolve(root + "db/migration"));
        Files.writeString(folder.resolve(root + "application.properties"), "x=1\nAUTO_MIGRATE_URL=jdbc:h2:mem:x\n");
        RecordedLog recorded = new RecordedLog();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            new MissingDatabase(new SettingSources(null, Map.of(), Map.of()), loader).tell(recorded.log());
        }
        assertThat(recorded.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("WARN"))
                .anySatisfy(line -> assertThat(line).contains("although the application has scripts"))
                .anySatisfy(line -> assertThat(line)
                        .contains("\"AUTO_MIGRATE_URL\" in " + root + "application.properties is not read"));
    }

    @Test
    void a_folder_whose_name_is_one_letter_off_is_named() throws IOException {
        Files.createDirectories(folder.resolve("db/migrations"));
        Files.writeString(folder.resolve("db/migrations/V1__a.sql"), "CREATE TABLE a (id INT)");
        environment.put("AUTO_MIGRATE_URL", "jdbc:h2:mem:never");
        environment.put("AUTO_MIGRATE_LOCATIONS", "filesystem:" + folder.resolve("db/migration"));
        assertThat(start.run()).isEqualTo(78);
        assertThat(start.log()).contains("SQL files in filesystem:" + folder.resolve("db/migrations"));
    }

    @Test
    void a_program_without_scripts_is_named_with_the_setting_that_leaves_it_alone() {
        environment.put("AUTO_MIGRATE_URL", "jdbc:h2:mem:never");
        environment.put("AUTO_MIGRATE_LOCATIONS", "filesystem:" + folder);
        assertThat(start.run()).isEqualTo(78);
        assertThat(start.log()).contains("program:").contains("is not the application, set AUTO_MIGRATE_ONLY_FOR");
    }
}
