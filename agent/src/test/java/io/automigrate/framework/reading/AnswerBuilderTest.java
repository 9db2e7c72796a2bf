package io.automigrate.framework.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The properties of an application that become settings of the agent. */
class AnswerBuilderTest {
    private static final String FLYWAY = "quarkus.flyway.";
    private static final String DRIVER = "quarkus.datasource.jdbc.additional-jdbc-properties";
    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String SCHEMA = DRIVER + ".currentSchema";
    private static final String STATEMENT = "quarkus.datasource.jdbc.new-connection-sql";

    private final Map<String, String> application = new HashMap<>();
    private final ApplicationProperties properties = new GivenProperties(application);
    private final AnswerBuilder answers = new AnswerBuilder(properties);

    private Map<String, String> answers() {
        Map<String, String> found = new HashMap<>();
        answers.answer("Quarkus", null, List.of())
                .properties()
                .forEach((name, property) -> found.put(name, property.value()));
        return found;
    }

    @Test
    void options_under_the_names_of_flyway_are_stronger_than_those_of_the_framework() throws Exception {
        application.put(FLYWAY + "table", "theirs");

        answers.takeFlyway(FLYWAY);
        answers.putOption(FLYWAY, "flyway.table", new Property("a", "flyways", ""));
        answers.putOption(FLYWAY, "flyway.baselineOnMigrate", new Property("b", "true", ""));
        answers.putOption(FLYWAY, "flyway.placeholders.team", new Property("c", "blue", ""));
        answers.putOption(FLYWAY, "flyway.cleanDisabled", new Property("d", "false", ""));
        answers.putOption(FLYWAY, "outOfOrder", new Property("e", "true", ""));

        assertThat(answers())
                .containsOnly(
                        Map.entry(FLYWAY + "table", "flyways"),
                        Map.entry(FLYWAY + "baseline-on-migrate", "true"),
                        Map.entry(FLYWAY + "placeholders.team", "blue"));
    }

    @Test
    void the_schema_of_the_driver_is_the_schema_of_the_pool() throws Exception {
        application.put(SCHEMA, "shop");

        new DriverSchema(answers).put(properties.find(SCHEMA), URL, SCHEMA, STATEMENT);

        assertThat(answers()).containsExactly(Map.entry(SCHEMA, "shop"));
    }

    @Test
    void schemas_of_the_driver_are_a_search_path_before_the_statement_of_the_pool() throws Exception {
        application.put(SCHEMA, "missing,shop");
        application.put(STATEMENT, "SELECT 1");

        answers.take(STATEMENT, STATEMENT);
        new DriverSchema(answers).put(properties.find(SCHEMA), URL, SCHEMA, STATEMENT);

        assertThat(answers()).containsExactly(Map.entry(STATEMENT, "SET search_path TO missing,shop;\nSELECT 1"));
    }

    @Test
    void the_schema_in_the_url_is_stronger_than_the_property_of_the_driver() throws Exception {
        application.put(SCHEMA, "shop");
        application.put(URL, "jdbc:postgresql://db/shop?currentSchema=other");

        answers.take(URL, URL);
        new DriverSchema(answers).put(properties.find(SCHEMA), URL, SCHEMA, STATEMENT);

        assertThat(answers()).containsOnlyKeys(URL);
    }
}
