package io.automigrate.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EarlySettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", "0", "no", "off", " Off "})
    void the_master_switch_has_all_the_words_for_off(String value) {
        assertThat(environment(Map.of("AUTO_MIGRATE", value)).isSwitchedOff()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "yes", "on", "", "maybe"})
    void whatever_else_it_holds_is_judged_later(String value) {
        assertThat(environment(Map.of("AUTO_MIGRATE", value)).isSwitchedOff()).isFalse();
    }

    @Test
    void the_other_name_of_the_master_switch_counts_too() {
        assertThat(environment(Map.of("AUTO_MIGRATE_ON_STARTUP", "false")).isSwitchedOff())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void two_names_that_disagree_are_judged_later(String one, String other) {
        assertThat(environment(Map.of("AUTO_MIGRATE", one, "AUTO_MIGRATE_ON_STARTUP", other))
                        .isSwitchedOff())
                .isFalse();
    }

    @Test
    void a_debug_log_is_asked_for_by_its_level() {
        assertThat(environment(Map.of("AUTO_MIGRATE_LOG_LEVEL", "Debug")).isDebug())
                .isTrue();
        assertThat(environment(Map.of("AUTO_MIGRATE_LOG_LEVEL", "info")).isDebug())
                .isFalse();
        assertThat(environment(Map.of()).isDebug()).isFalse();
    }

    @Test
    void an_argument_beats_a_system_property_and_that_the_environment() {
        Map<String, String> environment = Map.of("AUTO_MIGRATE_ONLY_FOR", "environment");
        Properties properties = new Properties();
        assertThat(new EarlySettings(null, properties, environment).onlyFor()).isEqualTo("environment");
        properties.setProperty("auto.migrate.only.for", "property");
        assertThat(new EarlySettings(null, properties, environment).onlyFor()).isEqualTo("property");
        assertThat(new EarlySettings("url=jdbc:h2:mem:x;only-for=argument", properties, environment).onlyFor())
                .isEqualTo("argument");
    }

    @Test
    void failing_is_what_happens_unless_it_is_switched_off() {
        assertThat(environment(Map.of()).failOnError()).isTrue();
        assertThat(environment(Map.of("AUTO_MIGRATE_FAIL_ON_ERROR", "no")).failOnError())
                .isFalse();
    }

    @Test
    void a_command_is_run_although_starts_are_switched_off_and_never_ends_in_a_start() {
        EarlySettings settings = environment(
                Map.of("AUTO_MIGRATE", "off", "AUTO_MIGRATE_FAIL_ON_ERROR", "no", "AUTO_MIGRATE_COMMAND", "info"));
        assertThat(settings.isSwitchedOff()).isFalse();
        assertThat(settings.failOnError()).isTrue();
    }

    private static EarlySettings environment(Map<String, String> environment) {
        return new EarlySettings(null, new Properties(), environment);
    }
}
