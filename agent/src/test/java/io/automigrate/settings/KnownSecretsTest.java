package io.automigrate.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.given.Given;
import io.automigrate.settings.resolve.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSecretsTest {

    @Test
    void the_password_is_hidden_as_it_is_and_encoded() {
        assertThat(masked(Start.withUrl().env("AUTO_MIGRATE_PASSWORD", "p@ss:wört"), "p@ss:wört p%40ss%3Aw%C3%B6rt"))
                .isEqualTo("**** ****");
    }

    @Test
    void a_password_that_came_in_the_url_is_hidden() {
        assertThat(masked(Start.with("AUTO_MIGRATE_URL", "postgres://shop:geheim@db/d"), "geheim shop"))
                .isEqualTo("**** shop");
    }

    @Test
    void placeholders_with_secret_names_are_hidden() {
        Start start = Start.withUrl()
                .env("AUTO_MIGRATE_PLACEHOLDERS_API_TOKEN", "abc123")
                .env("AUTO_MIGRATE_PLACEHOLDERS_SIGNING_KEY", "def456")
                .env("AUTO_MIGRATE_PLACEHOLDERS_KEYSPACE", "orders");

        assertThat(masked(start, "abc123 def456 orders")).isEqualTo("**** **** orders");
    }

    @Test
    void the_secret_parameters_of_a_url_are_hidden_wherever_they_appear() {
        Start start =
                Start.with("AUTO_MIGRATE_URL", "jdbc:postgresql://db/d?ssl=true&sslpassword=correct-horse&user=u");

        assertThat(masked(start, "key of correct-horse, ssl=true")).isEqualTo("key of ****, ssl=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "shop", "db1", "postgresql", "password", "audit", "history", "5432"})
    void a_password_that_is_public_anyway_stays_or_it_would_be_told(String password) {
        Start start = Start.with("AUTO_MIGRATE_URL", "jdbc:postgresql://db1:5432/shop")
                .env("AUTO_MIGRATE_USER", "postgres")
                .env("AUTO_MIGRATE_SCHEMAS", "audit")
                .env("AUTO_MIGRATE_TABLE", "history")
                .env("AUTO_MIGRATE_PASSWORD", password);
        String text = "jdbc:postgresql://db1:5432/shop as postgres: password refused, audit, history";

        assertThat(masked(start, text)).isEqualTo(text);
    }

    @Test
    void a_secret_placeholder_is_not_shown_in_a_problem() {
        assertThat(new Given("PLACEHOLDERS_db_password", "AUTO_MIGRATE_PLACEHOLDERS_DB_PASSWORD", "geheim", false))
                .hasToString("AUTO_MIGRATE_PLACEHOLDERS_DB_PASSWORD=****");
    }

    private static String masked(Start start, String text) {
        return start.settings().secretMask().mask(text);
    }
}
