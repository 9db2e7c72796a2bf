package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.automigrate.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlywaySettingsTest {
    @TempDir
    Path folder;

    @Test
    void locations_are_separated_by_commas_and_kept_once() {
        Settings.Scripts scripts = Start.withUrl()
                .env("AUTO_MIGRATE_LOCATIONS", "classpath:a, filesystem:/b ,, /a/,a,classpath:c")
                .settings()
                .scripts();

        assertThat(scripts.locations()).hasToString("[classpath:a, filesystem:/b, classpath:c]");
        assertThat(scripts.locationsSource()).isEqualTo("AUTO_MIGRATE_LOCATIONS");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h/d, classpath:db/postgresql",
        "mysql://u:p@h/d, classpath:db/mysql",
        "jdbc:h2:mem:x, classpath:db/h2",
        "jdbc:sqlserver://h, classpath:db/sqlserver",
    })
    void the_vendor_is_replaced_in_locations(String url, String location) {
        assertThat(Start.with("AUTO_MIGRATE_URL", url)
                        .env("AUTO_MIGRATE_LOCATIONS", "db/{vendor}")
                        .settings()
                        .scripts()
                        .locations())
                .hasToString("[" + location + "]");
    }

    @Test
    void schemas_and_table_are_ours_to_say() {
        Settings.History history = Start.withUrl()
                .env("AUTO_MIGRATE_SCHEMAS", "shop, audit,shop")
                .env("AUTO_MIGRATE_DEFAULT_SCHEMA", "audit")
                .env("AUTO_MIGRATE_TABLE", "history")
                .settings()
                .history();

        assertThat(history.schemas()).containsExactly("shop", "audit");
        assertThat(history.defaultSchema()).contains("audit");
        assertThat(history.table()).isEqualTo("history");
    }

    @Test
    void placeholders_have_names_in_lower_case_and_values_as_they_are() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), " in file \n");

        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_PLACEHOLDERS_TABLE_Prefix", " x ")
                        .env("AUTO_MIGRATE_PLACEHOLDERS_SUFFIX", "")
                        .env("AUTO_MIGRATE_PLACEHOLDERS_KEY_FILE", file.toString())
                        .property("auto.migrate.placeholders.My.name", "dot")
                        .property("auto.migrate.placeholders.both", "property")
                        .env("AUTO_MIGRATE_PLACEHOLDERS_BOTH", "environment")
                        .arguments("placeholders.my-name=dash")
                        .settings()
                        .scripts()
                        .placeholders())
                .containsOnly(
                        entry("table_prefix", " x "),
                        entry("suffix", ""),
                        entry("key", " in file "),
                        entry("my.name", "dot"),
                        entry("my-name", "dash"),
                        entry("both", "property"));
    }

    @ParameterizedTest
    @CsvSource({
        "SPRING_DATASOURCE_URL, SPRING_FLYWAY_",
        "SPRING_FLYWAY_URL, SPRING_FLYWAY_",
        "FLYWAY_URL, FLYWAY_",
        "QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_FLYWAY_",
        "DATASOURCES_DEFAULT_URL, FLYWAY_DATASOURCES_DEFAULT_",
        "DATABASE_URL, SPRING_FLYWAY_",
        "AUTO_MIGRATE_URL, QUARKUS_FLYWAY_",
    })
    void the_settings_of_the_framework_in_use_are_discovered(String url, String prefix) {
        Settings settings = Start.with(url, "jdbc:h2:mem:x")
                .env(prefix + "LOCATIONS", "filesystem:/{vendor}")
                .env(prefix + "SCHEMAS", "shop,audit")
                .env(prefix + "DEFAULT_SCHEMA", "audit")
                .env(prefix + "TABLE", "history")
                .env(prefix + "PLACEHOLDERS_COLOUR", "red")
                .settings();

        assertThat(settings.scripts().locations()).hasToString("[filesystem:/h2]");
        assertThat(settings.scripts().locationsSource()).isEqualTo(prefix + "LOCATIONS");
        assertThat(settings.scripts().placeholders()).containsExactly(entry("colour", "red"));
        assertThat(settings.history().schemas()).containsExactly("shop", "audit");
        assertThat(settings.history().defaultSchema()).contains("audit");
        assertThat(settings.history().table()).isEqualTo("history");
    }

    @ParameterizedTest
    @CsvSource({"spring.flyway.default-schema", "spring.flyway.defaultSchema"})
    void system_properties_of_the_framework_are_discovered(String name) {
        assertThat(Start.with("SPRING_DATASOURCE_URL", "jdbc:h2:mem:x")
                        .property(name, "shop")
                        .settings()
                        .history()
                        .defaultSchema())
                .contains("shop");
    }

    @Test
    void the_short_form_of_spring_boot_is_discovered() {
        assertThat(Start.with("SPRING_DATASOURCE_URL", "jdbc:h2:mem:x")
                        .env("SPRING_FLYWAY_DEFAULTSCHEMA", "shop")
                        .settings()
                        .history()
                        .defaultSchema())
                .contains("shop");
    }

    @Test
    void the_settings_of_another_framework_are_not_used() {
        assertThat(Start.with("SPRING_DATASOURCE_URL", "jdbc:h2:mem:x")
                        .env("FLYWAY_LOCATIONS", "filesystem:/flyway")
                        .settings()
                        .scripts()
                        .locationsSource())
                .isEqualTo("default");
        assertThat(Start.withUrl()
                        .env("FLYWAY_LOCATIONS", "filesystem:/flyway")
                        .env("SPRING_FLYWAY_TABLE", "spring")
                        .settings()
                        .history()
                        .table())
                .isEqualTo("flyway_schema_history");
    }

    @Test
    void our_settings_beat_those_of_the_framework() {
        Settings settings = Start.with("SPRING_DATASOURCE_URL", "jdbc:h2:mem:x")
                .env("SPRING_FLYWAY_LOCATIONS", "s3:bucket")
                .env("AUTO_MIGRATE_LOCATIONS", "db/ours")
                .env("SPRING_FLYWAY_PLACEHOLDERS_COLOUR", "red")
                .env("SPRING_FLYWAY_PLACEHOLDERS_SIZE", "xl")
                .env("AUTO_MIGRATE_PLACEHOLDERS_COLOUR", "blue")
                .settings();

        assertThat(settings.scripts().locationsSource()).isEqualTo("AUTO_MIGRATE_LOCATIONS");
        assertThat(settings.scripts().placeholders()).containsOnly(entry("colour", "blue"), entry("size", "xl"));
    }

    @Test
    void a_discovered_location_that_we_cannot_read_is_a_problem() {
        assertThat(Start.with("SPRING_DATASOURCE_URL", "jdbc:h2:mem:x")
                        .env("SPRING_FLYWAY_LOCATIONS", "s3:bucket")
                        .problem())
                .startsWith("SPRING_FLYWAY_LOCATIONS=\"s3:bucket\": ");
    }
}
