package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.Settings;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.names.Setting;
import io.automigrate.settings.names.SettingSummary;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsListingTest {
    private static SettingsListing listing(Map<String, String> properties, Map<String, String> environment) {
        return SettingsListing.of(new SettingSources(null, properties, environment));
    }

    @Test
    void each_setting_has_a_summary_for_the_help() {
        assertThat(Setting.values()).allSatisfy(setting -> assertThat(SettingSummary.of(setting))
                .as("write one into SettingSummary")
                .isNotBlank());
    }

    @Test
    void each_setting_has_its_source_and_no_secret() {
        SettingsListing listing = listing(
                Map.of("auto.migrate.wait.timeout", "3s"),
                Map.of(
                        "AUTO_MIGRATE_URL", "postgres://shop:secret@db/shop",
                        "AUTO_MIGRATE_PASSWORD", "secret",
                        "AUTO_MIGRATE_ORDERS_PASSWORD", "secret",
                        "AUTO_MIGRATE_API_TOKEN", "secret",
                        "AUTO_MIGRATE_USER_FILE", "/run/secrets/user",
                        "PATH", "/bin"));
        assertThat(listing.given())
                .containsExactlyInAnyOrder(
                        "auto.migrate.wait.timeout=\"3s\"",
                        "AUTO_MIGRATE_URL=\"postgres://shop:****@db/shop\"",
                        "AUTO_MIGRATE_PASSWORD=****",
                        "AUTO_MIGRATE_ORDERS_PASSWORD=****",
                        "AUTO_MIGRATE_API_TOKEN=****",
                        "AUTO_MIGRATE_USER_FILE=\"/run/secrets/user\"");
    }

    @Test
    void an_overridden_setting_is_listed() {
        SettingsListing listing =
                listing(Map.of("auto.migrate.url", "jdbc:h2:mem:a"), Map.of("AUTO_MIGRATE_URL", "jdbc:h2:mem:b"));
        assertThat(listing.given()).containsExactly("auto.migrate.url=\"jdbc:h2:mem:a\"");
        assertThat(listing.overridden())
                .containsExactly("AUTO_MIGRATE_URL is not used, because auto.migrate.url is set as well");
    }

    @Test
    void the_flyway_of_the_application_may_have_been_told_otherwise() {
        Map<String, String> environment = Map.of(
                "AUTO_MIGRATE_URL", "jdbc:h2:mem:a",
                "AUTO_MIGRATE_TABLE", "history",
                "SPRING_FLYWAY_TABLE", "flyway_schema_history",
                "SPRING_FLYWAY_SCHEMAS", "shop, audit");
        SettingSources sources = new SettingSources(null, Map.of(), environment);
        Settings settings = ((Resolution.Resolved) new SettingsResolver(sources).resolve()).settings();
        assertThat(SettingsListing.of(sources).disagreements(settings))
                .containsExactly("SPRING_FLYWAY_TABLE=\"flyway_schema_history\", but the agent uses \"history\"");
    }
}
