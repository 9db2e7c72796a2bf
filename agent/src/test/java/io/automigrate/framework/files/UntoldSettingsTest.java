package io.automigrate.framework.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.resolve.Resolution;
import io.automigrate.settings.resolve.SettingsResolver;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings for Flyway in the files of an application that is not asked. */
class UntoldSettingsTest {
    @TempDir
    private Path folder;

    private final Map<String, String> environment =
            new HashMap<>(Map.of("AUTO_MIGRATE_URL", "jdbc:h2:mem:shop", "AUTO_MIGRATE_USER", "sa"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application.properties | spring.flyway.table=versions | spring.flyway.table | AUTO_MIGRATE_TABLE",
                "application.properties | spring.flyway.default-schema=shop | spring.flyway.default-schema | AUTO_MIGRATE_DEFAULT_SCHEMA",
                "application.properties | spring.flyway.schemas[0]=shop | spring.flyway.schemas[0] | AUTO_MIGRATE_SCHEMAS",
                "application.properties | spring.flyway.outOfOrder=true | spring.flyway.outOfOrder | AUTO_MIGRATE_OUT_OF_ORDER",
                "application.properties | spring.flyway.installed-by=me | spring.flyway.installed-by | AUTO_MIGRATE_FLYWAY_INSTALLED_BY",
                "application.properties | spring.flyway.placeholders.owner=me | spring.flyway.placeholders.owner | AUTO_MIGRATE_PLACEHOLDERS_OWNER",
                "application.properties | quarkus.flyway.locations=db/other | quarkus.flyway.locations | AUTO_MIGRATE_LOCATIONS",
                "application.properties | %prod.quarkus.flyway.table=v | quarkus.flyway.table | AUTO_MIGRATE_TABLE",
                "config/application.yaml | spring.flyway.table: versions | spring.flyway.table | AUTO_MIGRATE_TABLE",
                "application.yml | flyway: {} \\n  datasources:\\n    default:\\n      baseline-on-migrate: true | flyway.datasources.default.baseline-on-migrate | AUTO_MIGRATE_BASELINE_ON_MIGRATE",
                "application.yml | spring:\\n  flyway:\\n    locations:\\n      - classpath:db/migration\\n      - db/more | spring.flyway.locations | AUTO_MIGRATE_LOCATIONS",
                "META-INF/microprofile-config.properties | quarkus.flyway.schemas=shop | quarkus.flyway.schemas | AUTO_MIGRATE_SCHEMAS",
            })
    void a_setting_that_the_agent_was_not_told_is_a_warning(String file, String text, String name, String variable)
            throws IOException {
        write(file, text);

        assertThat(warning()).hasValueSatisfying(warning -> assertThat(warning)
                .contains(": " + name + " in " + file + ". ")
                .contains("with " + variable + ", or unset AUTO_MIGRATE_URL"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spring.flyway.table=flyway_schema_history",
                "spring.flyway.locations=classpath:db/migration",
                "spring.flyway.locations=db/migration",
                "spring.flyway.validate-on-migrate=true",
                "spring.flyway.baseline-on-migrate=false",
                "spring.flyway.enabled=false",
                "spring.flyway.url=jdbc:h2:mem:other",
                "%test.quarkus.flyway.table=versions",
                "spring.datasource.url=jdbc:h2:mem:other",
            })
    void a_setting_that_changes_nothing_is_no_warning(String text) throws IOException {
        write("application.properties", text);

        assertThat(warning()).isEmpty();
    }

    @Test
    void a_setting_that_the_agent_was_told_is_no_warning() throws IOException {
        write("application.properties", "spring.flyway.table=versions\\nspring.flyway.out-of-order=true");
        environment.put("AUTO_MIGRATE_TABLE", "versions");
        environment.put("SPRING_FLYWAY_OUT_OF_ORDER", "true");

        assertThat(warning()).isEmpty();
    }

    @Test
    void only_the_profiles_that_are_on_count() throws IOException {
        write("application.yml", """
                spring:
                  profiles:
                    active: prod
                ---
                spring:
                  config.activate.on-profile: test
                  flyway.table: of_test
                """);
        write("application-prod.yml", "spring.flyway.schemas: shop # of the customers");
        write("application-test.yml", "spring.flyway.default-schema: of_test");

        assertThat(warning()).hasValueSatisfying(warning -> assertThat(warning)
                .contains("is given: spring.flyway.schemas in application-prod.yml. ")
                .doesNotContain("of_test", "table"));
    }

    @Test
    void a_discovered_database_is_not_warned_of() throws IOException {
        write("application.properties", "spring.flyway.table=versions");
        environment.remove("AUTO_MIGRATE_URL");
        environment.put("DATABASE_URL", "jdbc:h2:mem:shop");

        assertThat(warning()).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text.replace("\\n", "\n"));
    }

    private Optional<String> warning() throws IOException {
        SettingSources sources = new SettingSources(null, Map.of(), environment);
        Resolution.Resolved resolved = (Resolution.Resolved) new SettingsResolver(sources).resolve();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            return UntoldSettings.warning(resolved.settings(), sources, loader);
        }
    }
}
