package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.secret.SecretMask;
import io.automigrate.settings.Settings;
import io.automigrate.settings.discovery.FrameworkAnswer;
import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import io.automigrate.settings.discovery.FrameworkAnswer.Refusal;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.names.Setting;
import io.automigrate.url.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The answer of an application's framework is a source of settings. */
class FrameworkAnswerTest {
    private static final String URL = "jdbc:postgresql://db/shop";

    private final Map<String, Property> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    private void says(String name, String value) {
        properties.put(name, new Property(name, value, "application.yml line 3"));
    }

    private Resolution resolve(Refusal... refusals) {
        FrameworkAnswer answer = new FrameworkAnswer("Spring Boot", properties, List.of(refusals), null, List.of());
        return new SettingsResolver(new SettingSources(null, Map.of(), environment), answer).resolve();
    }

    private Settings settings() {
        return ((Resolution.Resolved) resolve()).settings();
    }

    @Test
    void the_account_of_the_data_source_comes_with_its_place() {
        says("spring.datasource.url", URL);
        says("spring.datasource.username", "shop");
        says("spring.datasource.password", "s3cret");

        Settings.Account account = settings().account();

        assertThat(account.url()).hasToString(URL);
        assertThat(account.user()).contains("shop");
        assertThat(account.password().map(Secret::value)).contains("s3cret");
        assertThat(account.source()).isEqualTo("spring.datasource.url, application.yml line 3");
    }

    @Test
    void the_environment_is_not_looked_at_again() {
        environment.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://other/other");
        environment.put("DATABASE_URL", "jdbc:postgresql://other/other");
        environment.put("SPRING_FLYWAY_TABLE", "other");
        says("spring.datasource.url", URL);

        assertThat(settings().account().url()).hasToString(URL);
        assertThat(settings().history().table()).isEqualTo("flyway_schema_history");
    }

    @Test
    void settings_of_ours_go_before_the_answer_one_by_one() {
        environment.put("AUTO_MIGRATE_TABLE", "ours");
        says("spring.datasource.url", URL);
        says("spring.flyway.table", "theirs");
        says("spring.flyway.schemas", "a,b");
        says("spring.flyway.placeholders.colour", "red");
        says("spring.flyway.out-of-order", "true");

        Settings settings = settings();

        assertThat(settings.history().table()).isEqualTo("ours");
        assertThat(settings.history().schemas()).containsExactly("a", "b");
        assertThat(settings.scripts().placeholders()).containsEntry("colour", "red");
        assertThat(settings.engine().flyway()).containsExactlyEntriesOf(Map.of("outOfOrder", "true"));
    }

    @Test
    void the_steps_of_quarkus_at_its_start_belong_to_the_migration() {
        says("quarkus.datasource.jdbc.url", URL);
        says("quarkus.flyway.baseline-at-start", "true");
        says("quarkus.flyway.repair-at-start", "true");

        assertThat(settings().engine().baselineAtStart()).isTrue();
        assertThat(settings().engine().repairAtStart()).isTrue();
    }

    @Test
    void a_setting_of_ours_about_the_baseline_replaces_the_baseline_of_quarkus() {
        environment.put("AUTO_MIGRATE_BASELINE_ON_MIGRATE", "false");
        says("quarkus.datasource.jdbc.url", URL);
        says("quarkus.flyway.baseline-at-start", "true");

        assertThat(settings().engine().flyway()).containsOnly(Map.entry("baselineOnMigrate", "false"));
        assertThat(settings().engine().baselineAtStart()).isFalse();
    }

    @Test
    void flags_for_migrations_that_may_differ_are_patterns() {
        says("quarkus.datasource.jdbc.url", URL);
        says("quarkus.flyway.ignore-missing-migrations", "true");

        assertThat(settings().engine().flyway())
                .containsOnly(Map.entry("ignoreMigrationPatterns", "*:missing,*:future"));
    }

    @Test
    void a_flag_against_future_migrations_leaves_no_pattern() {
        says("quarkus.datasource.jdbc.url", URL);
        says("quarkus.flyway.ignore-future-migrations", "false");

        assertThat(settings().engine().flyway()).containsOnly(Map.entry("ignoreMigrationPatterns", ""));
    }

    @Test
    void the_schema_of_the_driver_of_quarkus_is_the_default_schema() {
        says("quarkus.datasource.jdbc.url", URL);
        says("quarkus.datasource.jdbc.additional-jdbc-properties.currentSchema", "shop");

        assertThat(settings().history().defaultSchema()).contains("shop");
    }

    @Test
    void a_refusal_is_a_problem_that_names_the_property_and_its_place_and_no_secret() {
        Property password = new Property("spring.datasource.password", "ENC(abc)", "application.yml line 5");

        Resolution.Invalid invalid = (Resolution.Invalid) resolve(new Refusal(Setting.PASSWORD, password, "encrypted"));

        assertThat(invalid.problems())
                .containsExactly(
                        "spring.datasource.password=" + SecretMask.STARS + " (application.yml line 5): encrypted");
    }

    @Test
    void the_properties_are_shown_with_their_places_and_without_secrets() {
        says("spring.datasource.url", "jdbc:postgresql://shop:s3cret@db/shop");
        says("spring.datasource.password", "s3cret");
        says("spring.flyway.table", "versions");

        assertThat(new FrameworkAnswer("Spring Boot", properties, List.of(), null, List.of()).shown())
                .hasSize(3)
                .contains("spring.flyway.table=\"versions\" (application.yml line 3)")
                .noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void a_data_source_of_the_server_is_known_by_its_name_and_then_by_its_url() {
        properties.put(
                "spring.datasource.url",
                new Property("spring.datasource.jndi-name", "jndi:java:comp/env/jdbc/shop", "application.yml line 3"));

        assertThat(resolve().isOfDataSource()).isTrue();
        assertThat(settings().account().url()).hasToString("jndi:java:comp/env/jdbc/shop");
        FrameworkAnswer known = new FrameworkAnswer("Spring Boot", properties, List.of(), null, List.of())
                .withUrlOfDataSource("jdbc:postgresql://db/shop?password=s3cret");
        Resolution resolution = new SettingsResolver(new SettingSources(null, Map.of(), environment), known).resolve();
        assertThat(resolution.isOfDataSource()).isFalse();
        assertThat(resolution.known().get(0).account().source())
                .isEqualTo("spring.datasource.jndi-name, application.yml line 3");
        assertThat(known.shown())
                .singleElement()
                .asString()
                .startsWith("spring.datasource.jndi-name=\"jdbc:postgresql://db/shop")
                .doesNotContain("s3cret");
    }

    @Test
    void the_name_of_a_data_source_in_a_variable_of_a_framework_is_passed_over() {
        environment.put("SPRING_DATASOURCE_URL", "jndi:java:comp/env/jdbc/shop");

        assertThat(new SettingsResolver(new SettingSources(null, Map.of(), environment)).resolve())
                .isInstanceOf(Resolution.NothingToDo.class);
    }

    @Test
    void an_application_without_a_database_is_left_alone() {
        says("spring.flyway.table", "versions");

        assertThat(resolve()).isInstanceOf(Resolution.NothingToDo.class);
    }

    @Test
    void the_variable_of_a_platform_names_the_database_that_the_framework_does_not_know() {
        environment.put("DATABASE_URL", URL);
        environment.put("SPRING_FLYWAY_TABLE", "unused");
        says("spring.flyway.table", "versions");

        assertThat(settings().account().source()).isEqualTo("DATABASE_URL");
        assertThat(settings().history().table()).isEqualTo("versions");
    }

    @Test
    void a_command_without_a_database_is_refused() {
        environment.put("AUTO_MIGRATE_COMMAND", "migrate");

        assertThat(resolve()).isInstanceOf(Resolution.Invalid.class);
    }
}
