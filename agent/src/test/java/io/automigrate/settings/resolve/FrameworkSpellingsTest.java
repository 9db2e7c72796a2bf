package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.automigrate.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names and the places by which frameworks bind their settings. */
class FrameworkSpellingsTest {
    private static final String URL = "jdbc:postgresql://db/shop";

    private static Start spring() {
        return Start.with("SPRING_DATASOURCE_URL", URL);
    }

    private static Start give(Start start, String name, String value) {
        if (name.startsWith("--")) {
            return start.program(name + '=' + value);
        }
        return name.indexOf('.') > 0 ? start.property(name, value) : start.env(name, value);
    }

    @ParameterizedTest
    @CsvSource({
        "SPRING_FLYWAY_INIT_SQLS",
        "SPRING_FLYWAY_INITSQLS",
        "SPRING_FLYWAY_INIT_SQL",
        "SPRING_FLYWAY_INIT_SQLS_0",
        "SPRING_FLYWAY_INITSQLS_0",
        "spring_flyway_init_sqls",
        "spring.flyway.init-sqls",
        "spring.flyway.initSqls",
        "spring.flyway.init_sqls",
        "spring.flyway.init-sqls[0]",
        "--spring.flyway.init-sqls",
        "--spring.flyway.init-sqls[0]",
    })
    void a_statement_for_each_connection_is_found_by_every_name_of_spring_boot(String name) {
        Resolution.Resolved resolved = give(spring(), name, "SET ROLE owner").resolved();

        assertThat(resolved.settings().engine().flyway()).containsExactly(entry("initSql", "SET ROLE owner"));
        assertThat(resolved.warnings()).isEmpty();
    }

    @Test
    void several_statements_become_one_script() {
        assertThat(spring().env("SPRING_FLYWAY_INIT_SQLS", "SET ROLE a;,SET lock_timeout = 1")
                        .settings()
                        .engine()
                        .flyway())
                .containsExactly(entry("initSql", "SET ROLE a;\nSET lock_timeout = 1"));
        assertThat(spring().env("SPRING_FLYWAY_INIT_SQLS_0", "SET search_path TO a, b;")
                        .env("SPRING_FLYWAY_INIT_SQLS_1", "SET ROLE a")
                        .settings()
                        .engine()
                        .flyway())
                .containsExactly(entry("initSql", "SET search_path TO a, b;\nSET ROLE a"));
    }

    @ParameterizedTest
    @CsvSource({
        "SPRING_DATASOURCE_URL, SPRING_FLYWAY_LOCATIONS_0, SPRING_FLYWAY_LOCATIONS_1",
        "SPRING_DATASOURCE_URL, spring.flyway.locations[0], spring.flyway.locations[1]",
        "AUTO_MIGRATE_URL, SPRING_FLYWAY_LOCATIONS_0, SPRING_FLYWAY_LOCATIONS_1",
        "QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_FLYWAY_LOCATIONS_0_, QUARKUS_FLYWAY_LOCATIONS_1_",
        "QUARKUS_DATASOURCE_JDBC_URL, quarkus.flyway.locations[0], quarkus.flyway.locations[1]",
        "DATASOURCES_DEFAULT_URL, FLYWAY_DATASOURCES_DEFAULT_LOCATIONS_0, FLYWAY_DATASOURCES_DEFAULT_LOCATIONS_1",
    })
    void lists_may_be_given_element_by_element(String url, String first, String second) {
        Resolution.Resolved resolved = give(
                        give(Start.with(url, URL), first, "classpath:db/common"), second, "classpath:db/{vendor}")
                .resolved();

        assertThat(resolved.settings().scripts().locations())
                .hasToString("[classpath:db/common, classpath:db/postgresql]");
        assertThat(resolved.settings().scripts().locationsSource()).isEqualTo(first);
        assertThat(resolved.warnings()).isEmpty();
    }

    @Test
    void an_element_behind_a_gap_is_a_warning() {
        Resolution.Resolved resolved = spring().env("SPRING_FLYWAY_SCHEMAS_0", "a")
                .env("SPRING_FLYWAY_SCHEMAS_2", "c")
                .resolved();

        assertThat(resolved.settings().history().schemas()).containsExactly("a");
        assertThat(resolved.warnings())
                .containsExactly("SPRING_FLYWAY_SCHEMAS_2: the elements of a list are numbered from 0 without a gap,"
                        + " so this one has no effect");
    }

    @ParameterizedTest
    @CsvSource({
        "SPRING_DATASOURCE_URL, SPRING_DATASOURCE_HIKARI_SCHEMA",
        "SPRING_DATASOURCE_URL, spring.datasource.hikari.schema",
        "SPRING_DATASOURCE_URL, --spring.datasource.hikari.schema",
        "SPRING_DATASOURCE_URL, SPRING_DATASOURCE_DBCP2_DEFAULTSCHEMA",
        "DATASOURCES_DEFAULT_URL, DATASOURCES_DEFAULT_SCHEMA",
        "AUTO_MIGRATE_URL, SPRING_DATASOURCE_HIKARI_SCHEMA",
    })
    void the_schema_of_the_pool_is_the_schema_of_the_scripts(String url, String name) {
        Resolution.Resolved resolved = give(Start.with(url, URL), name, "shop").resolved();

        assertThat(resolved.settings().history().defaultSchema()).contains("shop");
        assertThat(resolved.settings().history().schemas()).isEmpty();
        assertThat(resolved.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mariadb://db/shop, SPRING_DATASOURCE_HIKARI_SCHEMA,",
        "jdbc:mariadb://db/shop, SPRING_DATASOURCE_HIKARI_CATALOG, other",
        "jdbc:mysql://db/shop, SPRING_DATASOURCE_HIKARI_CATALOG, other",
        "jdbc:postgresql://db/shop, SPRING_DATASOURCE_HIKARI_CATALOG,",
        "jdbc:sqlite:/x.db, SPRING_DATASOURCE_HIKARI_SCHEMA,",
        "jdbc:h2:mem:x, SPRING_DATASOURCE_HIKARI_SCHEMA, other",
    })
    void a_pool_changes_the_schema_only_where_the_driver_heeds_it(String url, String name, String schema) {
        assertThat(Start.with("SPRING_DATASOURCE_URL", url)
                        .env(name, "other")
                        .settings()
                        .history()
                        .defaultSchema()
                        .orElse(null))
                .isEqualTo(schema);
    }

    @Test
    void schemas_of_flyway_go_before_the_schema_of_the_pool() {
        assertThat(spring().env("SPRING_DATASOURCE_HIKARI_SCHEMA", "pool")
                        .env("SPRING_FLYWAY_SCHEMAS", "own")
                        .settings()
                        .history())
                .isEqualTo(new Settings.History(
                        java.util.List.of("own"), java.util.Optional.empty(), "flyway_schema_history"));
    }

    @ParameterizedTest
    @CsvSource({
        "SPRING_DATASOURCE_URL, SPRING_DATASOURCE_HIKARI_CONNECTION_INIT_SQL",
        "SPRING_DATASOURCE_URL, SPRING_DATASOURCE_HIKARI_CONNECTIONINITSQL",
        "SPRING_DATASOURCE_URL, spring.datasource.hikari.connectionInitSql",
        "SPRING_DATASOURCE_URL, SPRING_DATASOURCE_TOMCAT_INITSQL",
        "SPRING_DATASOURCE_URL, spring.datasource.tomcat.init-s-q-l",
        "SPRING_DATASOURCE_URL, SPRING_DATASOURCE_DBCP2_CONNECTIONINITSQLS_0",
        "QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_DATASOURCE_JDBC_NEW_CONNECTION_SQL",
        "QUARKUS_DATASOURCE_JDBC_URL, quarkus.datasource.jdbc.new-connection-sql",
        "DATASOURCES_DEFAULT_URL, DATASOURCES_DEFAULT_CONNECTION_INIT_SQL",
    })
    void the_statement_of_the_pool_runs_on_each_connection(String url, String name) {
        Resolution.Resolved resolved =
                give(Start.with(url, URL), name, "SET ROLE owner").resolved();

        assertThat(resolved.settings().engine().flyway()).containsExactly(entry("initSql", "SET ROLE owner"));
        assertThat(resolved.warnings()).isEmpty();
    }

    @Test
    void a_comma_is_part_of_the_one_statement_of_a_pool() {
        assertThat(spring().env("SPRING_DATASOURCE_HIKARI_CONNECTION_INIT_SQL", "SET search_path TO a, b")
                        .settings()
                        .engine()
                        .flyway())
                .containsExactly(entry("initSql", "SET search_path TO a, b"));
    }

    @Test
    void the_statement_of_the_pool_runs_before_that_of_flyway() {
        assertThat(spring().env("SPRING_DATASOURCE_HIKARI_CONNECTION_INIT_SQL", "SET ROLE a")
                        .env("SPRING_FLYWAY_INIT_SQLS", "SET lock_timeout = 1")
                        .settings()
                        .engine()
                        .flyway())
                .containsExactly(entry("initSql", "SET ROLE a;\nSET lock_timeout = 1"));
    }

    @Test
    void an_account_for_migrations_connects_beside_the_pool_as_in_the_framework() {
        Settings settings = spring().env("SPRING_FLYWAY_USER", "ddl")
                .env("SPRING_DATASOURCE_HIKARI_SCHEMA", "pool")
                .env("SPRING_DATASOURCE_HIKARI_CONNECTION_INIT_SQL", "SET ROLE a")
                .settings();

        assertThat(settings.history().defaultSchema()).isEmpty();
        assertThat(settings.engine().flyway()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"AUTO_MIGRATE_USER, ddl", "AUTO_MIGRATE_URL, jdbc:postgresql://direct/shop"})
    void a_statement_of_the_pool_that_is_not_run_is_a_warning(String name, String value) {
        Start start = spring().env("SPRING_DATASOURCE_HIKARI_CONNECTION_INIT_SQL", "SET ROLE a")
                .env(name, value);

        assertThat(start.settings().engine().flyway()).isEmpty();
        assertThat(start.resolved().warnings())
                .singleElement()
                .asString()
                .startsWith("SPRING_DATASOURCE_HIKARI_CONNECTION_INIT_SQL: the agent does not run this statement")
                .contains("set AUTO_MIGRATE_INIT_SQL");
        assertThat(start.env("AUTO_MIGRATE_INIT_SQL", "SET ROLE ddl").resolved().warnings())
                .isEmpty();
    }

    @Test
    void the_pool_may_have_a_url_and_an_account_of_its_own() {
        Settings.Account account = spring().env("SPRING_DATASOURCE_USERNAME", "app")
                .env("SPRING_DATASOURCE_PASSWORD", "x")
                .env("SPRING_DATASOURCE_HIKARI_JDBC_URL", "jdbc:postgresql://db/pool")
                .env("SPRING_DATASOURCE_HIKARI_USERNAME", "pool")
                .account();

        assertThat(account.url().value()).isEqualTo("jdbc:postgresql://db/pool");
        assertThat(account.user()).contains("pool");
        assertThat(account.password())
                .hasValueSatisfying(password -> assertThat(password.value()).isEqualTo("x"));
    }

    @Test
    void arguments_of_the_program_go_before_properties_and_variables() {
        Start start = spring().property("spring.datasource.url", "jdbc:h2:mem:property")
                .program(
                        "import",
                        "--spring.datasource.url=jdbc:h2:mem:argument",
                        "--spring.flyway.table=history",
                        "--x");

        assertThat(start.account().url().value()).isEqualTo("jdbc:h2:mem:argument");
        assertThat(start.account().source()).isEqualTo("--spring.datasource.url");
        assertThat(start.settings().history().table()).isEqualTo("history");
    }

    @Test
    void quarkus_reads_no_arguments() {
        assertThat(Start.with("QUARKUS_DATASOURCE_JDBC_URL", URL)
                        .program("--quarkus.flyway.table=history")
                        .settings()
                        .history()
                        .table())
                .isEqualTo("flyway_schema_history");
    }

    @Test
    void the_json_of_spring_boot_is_read() {
        Start start = new Start().env("SPRING_APPLICATION_JSON", """
                        {"spring": {"datasource": {"url": "jdbc:postgresql://db/shop", "username": "app", "password": "p\\"\\u0041"},
                          "flyway": {"locations": ["db/a", "db/b"], "out-of-order": true, "placeholders": {"Table_Prefix": "x"}}},
                         "spring.flyway.table": "history", "quarkus": {"flyway": {"table": "other"}}, "server": {"port": 1}}
                        """);
        Settings settings = start.settings();

        assertThat(settings.account().source()).isEqualTo("spring.datasource.url in SPRING_APPLICATION_JSON");
        assertThat(settings.account().user()).contains("app");
        assertThat(settings.account().password())
                .hasValueSatisfying(password -> assertThat(password.value()).isEqualTo("p\"A"));
        assertThat(settings.scripts().locations()).hasToString("[classpath:db/a, classpath:db/b]");
        assertThat(settings.scripts().placeholders()).containsExactly(entry("table_prefix", "x"));
        assertThat(settings.engine().flyway()).containsExactly(entry("outOfOrder", "true"));
        assertThat(settings.history().table()).isEqualTo("history");
        assertThat(start.resolved().warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"spring\": {\"flyway\"",
                "{\"spring.flyway.table\": \"x\"} }",
                "{\"spring.flyway.table\": }",
                "spring.flyway.table=x",
            })
    void a_json_that_cannot_be_read_is_a_warning_without_its_value(String json) {
        Resolution.Resolved resolved =
                spring().env("SPRING_APPLICATION_JSON", json).resolved();

        assertThat(resolved.settings().history().table()).isEqualTo("flyway_schema_history");
        assertThat(resolved.warnings())
                .singleElement()
                .asString()
                .startsWith("SPRING_APPLICATION_JSON: ")
                .endsWith("so no setting is taken from it");
    }

    @ParameterizedTest
    @CsvSource({
        "SPRING_FLYWAY_IGNORE_MISSING_MIGRATIONS, true, '*:missing,*:future'",
        "SPRING_FLYWAY_IGNOREFUTUREMIGRATIONS, false, ''",
        "spring.flyway.ignore-pending-migrations, true, '*:pending,*:future'",
        "FLYWAY_IGNORE_IGNORED_MIGRATIONS, true, '*:ignored,*:future'",
    })
    void flags_of_older_versions_become_patterns(String name, String value, String patterns) {
        String url = name.startsWith("FLYWAY_") ? "FLYWAY_URL" : "SPRING_DATASOURCE_URL";

        assertThat(give(Start.with(url, URL), name, value).settings().engine().flyway())
                .containsExactly(entry("ignoreMigrationPatterns", patterns));
    }

    @ParameterizedTest
    @CsvSource({
        "SPRING_FLYWAY_PLACEHOLDERS_TABLE_PREFIX, table_prefix",
        "SPRING_FLYWAY_PLACEHOLDERS_TABLE_PREFIX, table.prefix",
        "spring.flyway.placeholders.table-prefix, table-prefix",
        "spring.flyway.placeholders[table_prefix], table_prefix",
    })
    void a_placeholder_has_the_name_that_scripts_use(String setting, String name) {
        assertThat(give(spring(), setting, "x").settings().scripts().placeholders())
                .containsEntry(name, "x");
    }

    @ParameterizedTest
    @CsvSource({
        "SPRING_FLYWAY_LOCATION, SPRING_FLYWAY_LOCATIONS",
        "SPRING_FLYWAY_SCHEMA, SPRING_FLYWAY_SCHEMAS",
        "SPRING_FLYWAY_OUT_OFORDER, SPRING_FLYWAY_OUT_OF_ORDER",
        "spring.flyway.tabel, spring.flyway.table",
        "--spring.flyway.basline-on-migrate, --spring.flyway.baseline-on-migrate",
        "SPRING_DATASOURCE_USER, SPRING_DATASOURCE_USERNAME",
        "SPRING_DATASOURCE_PASWORD, SPRING_DATASOURCE_PASSWORD",
        "SPRING_DATASOURCE_HIKARI_SCHEMAS, SPRING_DATASOURCE_HIKARI_SCHEMA",
        "spring.datasource.hikari.schemas, spring.datasource.hikari.schema",
    })
    void a_slip_of_the_pen_below_a_prefix_in_use_is_a_warning_with_the_nearest_name(String name, String nearest) {
        assertThat(give(spring(), name, "x").resolved().warnings())
                .containsExactly(name + ": unknown setting, it has no effect, did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @CsvSource({
        "SPRING_FLYWAY_COLOUR, 'unknown setting, it has no effect'",
        "SPRING_FLYWAY_CONNECTRETRIESINTERVALS, 'unknown setting, it has no effect'",
        "SPRING_DATASOURCE_ORDERS_URL, 'unknown setting, it has no effect'",
        "SPRING_FLYWAY_SKIP_DEFAULT_RESOLVERS, 'the agent does not pass this setting on to Flyway: it has no meaning inside the agent, unset it'",
        "SPRING_FLYWAY_LICENSE_KEY, 'the agent does not pass this setting on to Flyway: it has no meaning inside the agent, unset it'",
        "spring.datasource.hikari.data-source-properties.currentSchema, 'the agent does not pass this property on to the driver; if it matters, put it into the URL'",
    })
    void a_setting_below_a_prefix_in_use_that_has_no_effect_is_a_warning(String name, String warning) {
        assertThat(give(spring(), name, "x").resolved().warnings()).containsExactly(name + ": " + warning);
    }

    @ParameterizedTest
    @CsvSource({
        "SPRING_FLYWAY_ENABLED",
        "SPRING_FLYWAY_CLEAN_DISABLED",
        "SPRING_FLYWAY_CLEANDISABLED",
        "SPRING_FLYWAY_CONNECT_RETRIES",
        "spring.flyway.connectRetriesInterval",
        "SPRING_FLYWAY_PLACEHOLDERS_X",
        "SPRING_DATASOURCE_DRIVER_CLASS_NAME",
        "SPRING_DATASOURCE_DRIVERCLASSNAME",
        "SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE",
        "spring.datasource.hikari.pool-name",
        "SPRING_DATASOURCE_PASSWORD",
        "QUARKUS_FLYWAY_LOCATION",
        "FLYWAY_VERSION",
    })
    void a_setting_that_does_not_change_what_is_migrated_is_no_warning(String name) {
        assertThat(give(spring(), name, "x").resolved().warnings()).isEmpty();
    }

    @Test
    void a_setting_that_another_one_replaces_is_no_unknown_setting() {
        assertThat(spring().env("SPRING_FLYWAY_LOCATIONS_0", "db/a")
                        .env("SPRING_FLYWAY_TABLE", "x")
                        .env("SPRING_FLYWAY_GROUP", "true")
                        .env("SPRING_DATASOURCE_USERNAME", "app")
                        .property("spring.flyway.group", "false")
                        .env("AUTO_MIGRATE_LOCATIONS", "db/b")
                        .env("AUTO_MIGRATE_TABLE", "y")
                        .env("AUTO_MIGRATE_USER", "ddl")
                        .resolved()
                        .warnings())
                .isEmpty();
    }

    @Test
    void a_setting_of_flyway_alone_names_the_framework_in_use() {
        assertThat(Start.with("AUTO_MIGRATE_URL", URL)
                        .env("SPRING_FLYWAY_INIT_SQLS", "SET ROLE owner")
                        .settings()
                        .engine()
                        .flyway())
                .containsExactly(entry("initSql", "SET ROLE owner"));
    }
}
