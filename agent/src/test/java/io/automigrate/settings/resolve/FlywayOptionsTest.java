package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.automigrate.settings.ScriptNaming;
import io.automigrate.settings.Settings;
import io.automigrate.settings.names.FlywayOption;
import io.automigrate.settings.names.Setting;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.baseline.BaselineMigrationConfigurationExtension;
import org.flywaydb.core.internal.configuration.ConfigUtils;
import org.flywaydb.database.oracle.OracleConfigurationExtension;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is passed on to Flyway. */
class FlywayOptionsTest {
    /** Methods of Flyway's configuration that set no value of a setting. */
    private static final Set<String> NO_SETTINGS = Set.of(
            "allEnvironments",
            "clearCachedResolvedEnvironment",
            "configuration",
            "dataSource",
            "environmentProvisionMode",
            "javaMigrationClassProvider",
            "javaMigrations",
            "jdbcProperties",
            "loadDefaultConfigurationFiles",
            "placeholders",
            "provisionMode",
            "resourceProvider");

    private static Map<String, String> options(Start start) {
        return start.settings().engine().flyway();
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
    void flyway_accepts_every_option_that_is_passed_on_and_no_other_name() {
        for (FlywayOption option : FlywayOption.discoverable()) {
            if (option.kind() == FlywayOption.Kind.FLAG || option.kind() == FlywayOption.Kind.TEXT) {
                String value = option.kind() == FlywayOption.Kind.FLAG
                        ? "true"
                        : option.name().equals("ignoreMigrationPatterns") ? "*:missing" : "1";
                assertThatCode(() -> Flyway.configure().configuration(Map.of("flyway." + option.name(), value)))
                        .as(option.name())
                        .doesNotThrowAnyException();
            }
        }
        assertThatThrownBy(() -> Flyway.configure().configuration(Map.of("flyway.outOfOder", "true")))
                .hasMessageContaining("outOfOder");
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
                .containsOnly(entry("baselineOnMigrate", "true"), entry("baselineVersion", "matching"));
        assertThat(options(Start.withUrl().arguments("flyway.skipDefaultCallbacks=true")))
                .containsExactly(entry("skipDefaultCallbacks", "true"));
    }

    @Test
    void an_option_of_flyway_with_an_own_setting_sets_that_setting() {
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
                                + "=\"true\": not available, a command that drops all tables does not belong into the start of an application");
    }

    @ParameterizedTest
    @CsvSource({
        "OUT_OF_ODER, 'unknown setting, did you mean AUTO_MIGRATE_FLYWAY_OUT_OF_ORDER?'",
        "PIZZA, 'Flyway has no such setting, or the agent does not pass it on'",
    })
    void a_name_that_flyway_does_not_know_is_an_error(String name, String what) {
        assertThat(Start.withUrl().env("AUTO_MIGRATE_FLYWAY_" + name, "true").problem())
                .isEqualTo("AUTO_MIGRATE_FLYWAY_" + name + ": " + what);
    }

    @Test
    void baseline_scripts_and_the_detection_of_encodings_keep_flyways_defaults() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_FLYWAY_BASELINE_MIGRATION_PREFIX", "M")
                        .problem())
                .contains("scripts are read as Flyway does by default (\"B\")");
        assertThat(Start.with("SPRING_DATASOURCE_URL", "jdbc:h2:mem:x")
                        .env("SPRING_FLYWAY_DETECT_ENCODING", "true")
                        .problem())
                .startsWith("SPRING_FLYWAY_DETECT_ENCODING=\"true\": ");
    }

    @ParameterizedTest
    @CsvSource({
        "FLYWAY_URL, FLYWAY_",
        "SPRING_DATASOURCE_URL, SPRING_FLYWAY_",
        "QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_FLYWAY_",
        "DATASOURCES_DEFAULT_URL, FLYWAY_DATASOURCES_DEFAULT_",
        "AUTO_MIGRATE_URL, AUTO_MIGRATE_",
        "AUTO_MIGRATE_URL, AUTO_MIGRATE_FLYWAY_"
    })
    void the_names_of_scripts_are_settings_of_the_agent_and_of_every_framework(String url, String prefix) {
        Settings.Scripts scripts = Start.with(url, "jdbc:h2:mem:x")
                .env(prefix + "SQL_MIGRATION_PREFIX", "M")
                .env(prefix + "REPEATABLE_SQL_MIGRATION_PREFIX", "Rep")
                .env(prefix + "UNDO_SQL_MIGRATION_PREFIX", "Undo")
                .env(prefix + "SQL_MIGRATION_SEPARATOR", "-")
                .env(prefix + "SQL_MIGRATION_SUFFIXES", ".sql, POSTGRESQL.sql")
                .env(prefix + "ENCODING", "latin1")
                .env(prefix + "FAIL_ON_MISSING_LOCATIONS", "false")
                .env(prefix + "LOCATIONS", "db/a,db/b")
                .settings()
                .scripts();

        assertThat(scripts.naming())
                .isEqualTo(new ScriptNaming(
                        "M", "Rep", "Undo", "-", List.of(".sql", "POSTGRESQL.sql"), StandardCharsets.ISO_8859_1));
        assertThat(scripts.failOnMissingLocations()).isFalse();
    }

    @Test
    void the_names_of_scripts_are_not_passed_on_as_options() {
        assertThat(options(Start.withUrl().env("AUTO_MIGRATE_SQL_MIGRATION_PREFIX", "M")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf8", "UTF-8", "utf-8", "UNICODE-1-1-UTF-8"})
    void every_spelling_of_an_encoding_is_understood(String name) {
        assertThat(Start.with("SPRING_DATASOURCE_URL", "jdbc:h2:mem:x")
                        .env("SPRING_FLYWAY_ENCODING", name)
                        .settings()
                        .scripts()
                        .naming())
                .isEqualTo(ScriptNaming.DEFAULT);
    }

    @Test
    void spring_boot_may_set_an_empty_prefix() {
        Start start =
                Start.with("SPRING_DATASOURCE_URL", "jdbc:h2:mem:x").env("SPRING_FLYWAY_SQL_MIGRATION_PREFIX", "");
        assertThat(start.settings().scripts().naming().versioned()).isEmpty();
    }

    @Test
    void locations_have_to_exist_when_a_setting_names_them() {
        assertThat(Start.withUrl().settings().scripts().failOnMissingLocations())
                .isFalse();
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_LOCATIONS", "db/x")
                        .settings()
                        .scripts()
                        .failOnMissingLocations())
                .isTrue();
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_FAIL_ON_MISSING_LOCATIONS", "true")
                        .settings()
                        .scripts()
                        .failOnMissingLocations())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ENCODING, klingon, 'this Java does not know the encoding'",
        "SQL_MIGRATION_PREFIX, R, 'the prefixes of two kinds of scripts are equal'",
        "REPEATABLE_SQL_MIGRATION_PREFIX, B, 'the prefixes of two kinds of scripts are equal'",
        "UNDO_SQL_MIGRATION_PREFIX, V1, 'Flyway would apply undo scripts as versions'",
        "SQL_MIGRATION_SUFFIXES, ',', 'nothing but commas'"
    })
    void names_that_can_not_be_used_are_a_problem(String name, String value, String problem) {
        assertThat(Start.withUrl().env("AUTO_MIGRATE_" + name, value).problem())
                .startsWith("AUTO_MIGRATE_" + name + "=\"" + value + "\"")
                .contains(problem);
    }

    /** The table in docs/configuration/flyway.md, line by line: name, what the agent does, reason. */
    @Test
    void the_documented_table_holds_every_setting_of_flyway_and_what_becomes_of_it() throws Exception {
        Map<String, String> documented = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("../docs/configuration/flyway.md"))) {
            Matcher row = Pattern.compile("\\| `([\\w.]+)` \\| (passed on|read|replaced|fixed|not used)\\b.*")
                    .matcher(line);
            if (row.matches()) {
                documented.put(row.group(1), row.group(2));
            }
        }
        Map<String, String> expected = new TreeMap<>();
        Set<String> names = flywaySettings();
        // Settings of older versions, which frameworks still have.
        names.addAll(documented.keySet());
        for (String name : names) {
            expected.put(name, treatment(FlywayOption.named(name)));
        }
        assertThat(documented).isEqualTo(expected);
    }

    private static String treatment(FlywayOption option) {
        return switch (option.kind()) {
            case FLAG, TEXT -> "passed on";
            case SCRIPTS -> "read";
            case OURS -> "replaced";
            case FIXED -> "fixed";
            case REFUSED -> "not used";
        };
    }

    /** Returns all names: those of ConfigUtils, of the plug-ins in Flyway's jars, and of the properties of its configuration. */
    private static Set<String> flywaySettings() throws IllegalAccessException {
        Set<String> names = new TreeSet<>();
        for (Class<?> type : List.of(
                ConfigUtils.class,
                BaselineMigrationConfigurationExtension.class,
                PostgreSQLConfigurationExtension.class,
                OracleConfigurationExtension.class)) {
            for (Field field : type.getDeclaredFields()) {
                names.addAll(names(field));
            }
        }
        for (Method method : FluentConfiguration.class.getMethods()) {
            boolean isSetting = method.getReturnType() == FluentConfiguration.class && method.getParameterCount() > 0;
            if (isSetting && !NO_SETTINGS.contains(method.getName())) {
                names.add(method.getName());
            }
        }
        return names;
    }

    private static List<String> names(Field constant) throws IllegalAccessException {
        if (!Modifier.isStatic(constant.getModifiers()) || constant.getType() != String.class) {
            return List.of();
        }
        constant.setAccessible(true);
        String key = (String) constant.get(null);
        boolean isSetting =
                key.startsWith("flyway.") && !key.endsWith(".") && !key.equals(ConfigUtils.CONFIG_FILE_NAME);
        return isSetting ? List.of(key.substring("flyway.".length())) : List.of();
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
