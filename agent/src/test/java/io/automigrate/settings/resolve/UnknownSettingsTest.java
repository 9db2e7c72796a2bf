package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "AUTO_MIGRATE_LOCATION, AUTO_MIGRATE_LOCATIONS",
        "AUTO_MIGRATE_PASWORD, AUTO_MIGRATE_PASSWORD",
        "AUTO_MIGRATE_PASSWROD, AUTO_MIGRATE_PASSWORD",
        "AUTO_MIGRATE_URLS, AUTO_MIGRATE_URL",
        "AUTO_MIGRATE_URI, AUTO_MIGRATE_URL",
        "AUTO_MIGRATE_SCHEMA, AUTO_MIGRATE_SCHEMAS",
        "AUTO_MIGRATE_WAITTIMEOUT, AUTO_MIGRATE_WAIT_TIMEOUT",
        "AUTO_MIGRATE_USERNAME, AUTO_MIGRATE_USER",
        "AUTO_MIGRATE_JDBC_URL, AUTO_MIGRATE_URL",
        "AUTO_MIGRATE_ENABLED, AUTO_MIGRATE_ON_STARTUP",
        "AUTO_MIGRATE_TIMEOUT, AUTO_MIGRATE_WAIT_TIMEOUT",
        "AUTO_MIGRATE_PASSWRD_FILE, AUTO_MIGRATE_PASSWORD_FILE",
        "AUTO_MIGRATE_ONLY_FOR_FILE, AUTO_MIGRATE_ONLY_FOR",
        "AUTO_MIGRATE_PLACEHOLDER_X, AUTO_MIGRATE_PLACEHOLDERS_<NAME>",
        "AUTO_MIGRATE_PLACEHOLDERS, AUTO_MIGRATE_PLACEHOLDERS_<NAME>",
    })
    void a_slip_of_the_pen_is_a_problem_that_names_the_setting(String written, String meant) {
        assertThat(Start.withUrl().env(written, "geheim").problem())
                .isEqualTo(written + ": unknown setting, did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SERVICE_HOST",
                "SERVICE_PORT",
                "PORT",
                "VERSION",
                "HOME",
            })
    void an_unknown_setting_is_a_warning(String name) {
        Resolution.Resolved resolved =
                Start.withUrl().env("AUTO_MIGRATE_" + name, "x").resolved();

        assertThat(resolved.warnings()).containsExactly("AUTO_MIGRATE_" + name + ": unknown setting, it has no effect");
    }

    @Test
    void names_of_others_are_none_of_our_business() {
        Resolution.Resolved resolved = Start.withUrl()
                .env("AUTO_MIGRATEX", "x")
                .env("AUTO_MIGRATION_URL", "x")
                .env("AUTOMIGRATE_URL", "x")
                .property("auto.migratex", "x")
                .resolved();

        assertThat(resolved.warnings()).isEmpty();
    }

    @Test
    void the_suggestion_is_written_as_the_name_was() {
        assertThat(Start.withUrl().property("auto.migrate.wait.timeot", "5s").problem())
                .isEqualTo("auto.migrate.wait.timeot: unknown setting, did you mean auto.migrate.wait.timeout?");
        assertThat(Start.withUrl().arguments("waitTimeout=5s").problem())
                .isEqualTo("agent argument waitTimeout: unknown setting, did you mean agent argument wait_timeout?");
    }

    @Test
    void an_unknown_agent_argument_is_always_a_problem() {
        assertThat(Start.withUrl().arguments("colour=red").problem())
                .startsWith("agent argument colour: unknown setting, use names like url or wait_timeout");
    }

    @Test
    void parameters_of_sql_server_after_the_password_do_not_become_part_of_it() {
        assertThat(new Start()
                        .arguments("url=jdbc:sqlserver://h;user=u;password=geheim;encrypt=false")
                        .problem())
                .contains("agent argument encrypt: unknown setting")
                .contains("a value that holds \";\"")
                .doesNotContain("geheim");
    }

    @Test
    void a_misspelt_url_is_the_only_problem_when_there_is_no_other_url() {
        assertThat(Start.with("AUTO_MIGRATE_URLS", "jdbc:h2:mem:x").problem())
                .contains("did you mean AUTO_MIGRATE_URL");
    }
}
