package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrecedenceTest {
    @TempDir
    Path folder;

    private Start all;

    @BeforeEach
    void give_the_table_in_every_place() throws IOException {
        Path file = Files.writeString(folder.resolve("table"), "in_file");
        all = Start.withUrl()
                .arguments("table=argument")
                .property("auto.migrate.table", "property")
                .env("AUTO_MIGRATE_TABLE", "environment")
                .env("AUTO_MIGRATE_TABLE_FILE", file.toString())
                .env("FLYWAY_TABLE", "discovered");
    }

    @Test
    void an_agent_argument_comes_first() {
        assertThat(table(all)).isEqualTo("argument");
    }

    @Test
    void a_system_property_is_weaker_than_an_agent_argument() {
        assertThat(table(all.arguments(null))).isEqualTo("property");
    }

    @Test
    void an_environment_variable_is_weaker_than_a_system_property() {
        assertThat(table(all.arguments(null).property("auto.migrate.table", "")))
                .isEqualTo("environment");
    }

    @Test
    void a_file_is_weaker_than_a_variable() {
        assertThat(table(all.arguments("").property("auto.migrate.table", "").env("AUTO_MIGRATE_TABLE", "")))
                .isEqualTo("in_file");
    }

    @Test
    void a_discovered_value_is_weaker_than_a_setting_and_stronger_than_the_default() {
        Start start = all.arguments(null)
                .property("auto.migrate.table", "")
                .env("AUTO_MIGRATE_TABLE", " ")
                .env("AUTO_MIGRATE_TABLE_FILE", "");

        assertThat(table(start)).isEqualTo("discovered");
        assertThat(table(start.env("FLYWAY_TABLE", ""))).isEqualTo("flyway_schema_history");
    }

    @Test
    void an_environment_variable_beats_a_file_that_a_system_property_names() {
        Start start = all.arguments(null)
                .property("auto.migrate.table", "")
                .property("auto.migrate.table.file", folder.resolve("table").toString());

        assertThat(table(start)).isEqualTo("environment");
        assertThat(table(start.env("AUTO_MIGRATE_TABLE", ""))).isEqualTo("in_file");
    }

    @Test
    void value_and_file_in_one_place_are_worth_a_warning() {
        assertThat(all.resolved().warnings())
                .singleElement()
                .asString()
                .isEqualTo("AUTO_MIGRATE_TABLE_FILE: the file is not read, because AUTO_MIGRATE_TABLE is set as well");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait_timeout", "wait.timeout", "wait-timeout", "WAIT_TIMEOUT"})
    void an_agent_argument_may_be_written_in_several_ways(String name) {
        assertThat(Start.withUrl().arguments(name + "=7s").settings().waiting().timeout())
                .isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auto.migrate.wait.timeout",
                "auto.migrate.wait-timeout",
                "auto.migrate.wait_timeout",
                "AUTO_MIGRATE_WAIT_TIMEOUT"
            })
    void a_system_property_may_be_written_in_several_ways(String name) {
        assertThat(Start.withUrl().property(name, "7s").settings().waiting().timeout())
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void two_ways_with_different_values_are_a_problem() {
        assertThat(Start.withUrl()
                        .property("auto.migrate.wait.timeout", "7s")
                        .property("auto.migrate.wait-timeout", "8s")
                        .problem())
                .contains("auto.migrate.wait")
                .contains("is given twice, also as auto.migrate.wait")
                .contains("keep one of them");
        assertThat(Start.withUrl().arguments("table=a;table=b").problem())
                .isEqualTo("agent argument table: is given twice with different values, keep one of them");
    }

    @Test
    void two_ways_with_one_value_are_none() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE", "true")
                        .env("AUTO_MIGRATE_ON_STARTUP", "true")
                        .problemsOrNone())
                .isEmpty();
    }

    private static String table(Start start) {
        return start.settings().history().table();
    }
}
