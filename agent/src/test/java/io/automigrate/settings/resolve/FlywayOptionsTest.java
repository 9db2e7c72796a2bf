package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.automigrate.settings.Settings;
import io.automigrate.settings.names.FlywayOption;
import io.automigrate.settings.names.Setting;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.internal.configuration.ConfigUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is passed on to Flyway. */
class FlywayOptionsTest {
    private static Map<String, String> options(Start start) {
        return start.settings().engine().flyway();
    }

    @Test
    void there_is_an_answer_to_every_setting_of_flyway() throws IllegalAccessException {
        List<String> unknown = new ArrayList<>();
        for (Field field : ConfigUtils.class.getFields()) {
            if (!Modifier.isStatic(field.getModifiers()) || field.getType() != String.class) {
                continue;
            }
            String key = (String) field.get(null);
            boolean isSetting =
                    key.startsWith("flyway.") && !key.endsWith(".") && !key.equals(ConfigUtils.CONFIG_FILE_NAME);
            if (isSetting && FlywayOption.named(key.substring(7)) == null) {
                unknown.add(key);
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void a_setting_of_ours_is_an_option_when_flyway_has_it_by_the_same_name() {
        List<String> options =
                FlywayOption.discoverable().stream().map(FlywayOption::variable).toList();
        for (Setting setting : Setting.values()) {
            assertThat(setting.isFlywayOption()).as(setting.name()).isEqualTo(options.contains(setting.name()));
        }
    }

    @Test
    void flyway_knows_what_is_passed_on() {
        for (FlywayOption option : FlywayOption.discoverable()) {
            if (option.kind() == FlywayOption.Kind.FLAG) {
                Flyway.configure().configuration(Map.of("flyway." + option.name(), "true"));
            } else if (option.kind() == FlywayOption.Kind.TEXT) {
                Flyway.configure()
                        .configuration(Map.of(
                                "flyway." + option.name(),
                                option.name().equals("ignoreMigrationPatterns") ? "*:missing" : "1"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO_MIGRATE_TARGET, 7, target, 7",
        "AUTO_MIGRATE_FLYWAY_TARGET, 7, target, 7",
        "AUTO_MIGRATE_OUT_OF_ORDER, yes, outOfOrder, true",
        "AUTO_MIGRATE_FLYWAY_OUT_OF_ORDER, on, outOfOrder, true",
        "AUTO_MIGRATE_VALIDATE_ON_MIGRATE, 0, validateOnMigrate, false",
        "AUTO_MIGRATE_IGNORE_MIGRATION_PATTERNS, '*:missing,*:future', ignoreMigrationPatterns, '*:missing,*:future'",
        "AUTO_MIGRATE_INIT_SQL, SET ROLE shop_ddl, initSql, SET ROLE shop_ddl",
        "AUTO_MIGRATE_FLYWAY_GROUP, true, group, true",
        "AUTO_MIGRATE_FLYWAY_INSTALLED_BY, ci, installedBy, ci",
        "AUTO_MIGRATE_FLYWAY_COMMUNITY_DB_SUPPORT_ENABLED, true, communityDBSupportEnabled, true",
    })
    void options_have_flyways_names(String variable, String value, String option, String passed) {
        assertThat(options(Start.withUrl().env(variable, value))).containsExactly(entry(option, passed));
        assertThat(options(Start.withUrl()
                        .property(variable.toLowerCase(Locale.ROOT).replace('_', '.'), value)))
                .containsExactly(entry(option, passed));
    }

    @Test
    void names_may_be_written_as_flyway_does() {
        assertThat(options(Start.withUrl().property("auto.migrate.flyway.baselineOnMigrate", "true")))
                .containsExactly(entry("baselineOnMigrate", "true"));
        assertThat(options(Start.withUrl().arguments("flyway.skipDefaultCallbacks=true")))
                .containsExactly(entry("skipDefaultCallbacks", "true"));
    }

    @Test
    void what_we_have_a_setting_for_is_that_setting() {
        Settings settings = Start.withUrl()
                .env("AUTO_MIGRATE_FLYWAY_LOCATIONS", "filesystem:/sql")
                .env("AUTO_MIGRATE_FLYWAY_TABLE", "changes")
                .env("AUTO_MIGRATE_FLYWAY_DEFAULT_SCHEMA", "shop")
                .env("AUTO_MIGRATE_FLYWAY_PLACEHOLDERS_COLOUR", "red")
                .settings();
        assertThat(settings.scripts().locations()).hasToString("[filesystem:/sql]");
        assertThat(settings.scripts().placeholders()).containsExactly(entry("colour", "red"));
        assertThat(settings.history().table()).isEqualTo("changes");
        assertThat(settings.history().defaultSchema()).contains("shop");
    }

    @ParameterizedTest
    @CsvSource({
        "SPRING_DATASOURCE_URL, SPRING_FLYWAY_OUT_OF_ORDER",
        "SPRING_DATASOURCE_URL, SPRING_FLYWAY_OUTOFORDER",
        "FLYWAY_URL, FLYWAY_OUT_OF_ORDER",
        "QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_FLYWAY_OUT_OF_ORDER",
    })
    void the_options_of_the_framework_in_use_are_discovered(String url, String variable) {
        assertThat(options(Start.with(url, "jdbc:h2:mem:x").env(variable, "true")))
                .containsExactly(entry("outOfOrder", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLEAN_DISABLED", "CLEAN_ON_VALIDATION_ERROR", "CLEAN", "CLEAN_MODE"})
    void clean_is_refused_in_any_form(String name) {
        assertThat(Start.withUrl().env("AUTO_MIGRATE_FLYWAY_" + name, "true").problem())
                .isEqualTo(
                        "AUTO_MIGRATE_FLYWAY_" + name
                                + "=\"true\": not available, what drops all tables does not belong into the start of an application");
    }

    @ParameterizedTest
    @CsvSource({
        "OUT_OF_ODER, 'unknown setting, did you mean AUTO_MIGRATE_FLYWAY_OUT_OF_ORDER?'",
        "PIZZA, 'Flyway has no such setting, or none that can be passed on'",
    })
    void a_name_that_flyway_does_not_know_is_an_error(String name, String what) {
        assertThat(Start.withUrl().env("AUTO_MIGRATE_FLYWAY_" + name, "true").problem())
                .isEqualTo("AUTO_MIGRATE_FLYWAY_" + name + ": " + what);
    }

    @Test
    void scripts_keep_flyways_default_names_and_encoding() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_FLYWAY_SQL_MIGRATION_PREFIX", "M")
                        .problem())
                .contains("scripts are read as Flyway does by default (\"V\")");
        assertThat(Start.with("SPRING_DATASOURCE_URL", "jdbc:h2:mem:x")
                        .env("SPRING_FLYWAY_ENCODING", "ISO-8859-1")
                        .problem())
                .startsWith("SPRING_FLYWAY_ENCODING=\"ISO-8859-1\": ");
        assertThat(options(Start.with("SPRING_DATASOURCE_URL", "jdbc:h2:mem:x").env("SPRING_FLYWAY_ENCODING", "utf-8")))
                .isEmpty();
    }

    @Test
    void one_option_by_two_names_must_not_have_two_values() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_TARGET", "1")
                        .env("AUTO_MIGRATE_FLYWAY_TARGET", "2")
                        .problem())
                .contains("is given twice");
    }
}
