package io.automigrate.framework.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import io.automigrate.settings.discovery.FrameworkAnswer.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Applications of which no data source is the default one. */
class NamedDataSourcesTest {
    private final Map<String, String> application = new HashMap<>();

    private NamedDataSources named() throws ReflectiveOperationException {
        return NamedDataSources.of(
                new GivenProperties(application), "quarkus.datasource", "quarkus.flyway", "jdbc.url", "jdbc-url");
    }

    private void says(String name, String value) {
        application.put("quarkus." + name, value);
    }

    private void hasTwo() {
        says("datasource.users.jdbc.url", "jdbc:postgresql://db/users");
        says("datasource.orders.jdbc.url", "jdbc:postgresql://db/orders");
    }

    @Test
    void the_only_data_source_is_meant() throws Exception {
        says("datasource.users.jdbc.url", "jdbc:postgresql://db/users");
        says("datasource.users.jdbc.additional-jdbc-properties.jdbc.url", "no data source");

        assertThat(named().only()).isEqualTo("users");
    }

    @Test
    void the_only_one_with_settings_for_flyway_is_meant() throws Exception {
        hasTwo();
        says("flyway.users.migrate-at-start", "true");

        assertThat(named().only()).isEqualTo("users");
    }

    @Test
    void a_data_source_of_flyway_alone_counts() throws Exception {
        says("flyway.users.jdbc-url", "jdbc:postgresql://db/users");

        assertThat(named().has("users")).isTrue();
        assertThat(named().only()).isEqualTo("users");
    }

    @Test
    void a_data_source_that_is_switched_off_does_not_count() throws Exception {
        hasTwo();
        says("datasource.users.active", "false");

        assertThat(named().has("users")).isFalse();
        assertThat(named().only()).isEqualTo("orders");
    }

    @Test
    void settings_that_switch_flyway_off_do_not_count() throws Exception {
        hasTwo();
        says("flyway.users.active", "false");
        says("flyway.orders.table", "versions");

        assertThat(named().only()).isEqualTo("orders");
    }

    @Test
    void several_without_settings_for_flyway_are_refused_each_by_its_property() throws Exception {
        hasTwo();

        assertThat(named().only()).isNull();
        assertThat(refusals())
                .extracting(refusal -> refusal.property().name())
                .containsExactly("quarkus.datasource.orders.jdbc.url", "quarkus.datasource.users.jdbc.url");
        assertThat(refusals().get(0).reason()).contains("none of them", "quarkus.flyway.<name>", "AUTO_MIGRATE_URL");
    }

    @Test
    void several_with_settings_for_flyway_are_refused() throws Exception {
        hasTwo();
        says("flyway.users.table", "versions");
        says("flyway.orders.table", "versions");

        assertThat(named().only()).isNull();
        assertThat(refusals().get(0).reason()).contains("more than one of them", "AUTO_MIGRATE_DATABASES");
    }

    @Test
    void the_properties_of_one_data_source_are_read_in_place_of_those_of_the_default_one() throws Exception {
        says("flyway.users.table", "versions");
        says("flyway.\"users\".schemas", "shop");
        says("flyway.\"users\".placeholders.team", "blue");
        RenamedProperties renamed = new RenamedProperties(
                new GivenProperties(application),
                List.of(
                        name -> name.replace("flyway.", "flyway.users."),
                        name -> name.replace("flyway.", "flyway.\"users\".")));

        assertThat(renamed.find("quarkus.flyway.table"))
                .isEqualTo(new Property("quarkus.flyway.users.table", "versions", ""));
        assertThat(renamed.find("quarkus.flyway.target")).isNull();
        assertThat(renamed.list("quarkus.flyway.schemas", ",").value()).isEqualTo("shop");
        assertThat(renamed.below("quarkus.flyway.placeholders")).containsOnlyKeys("team");
    }

    private List<Refusal> refusals() throws ReflectiveOperationException {
        AnswerBuilder answers = new AnswerBuilder(new GivenProperties(application));
        named().refuse(answers);
        return answers.answer("Quarkus", null, List.of()).refusals();
    }
}
