package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.Settings;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.Secret;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveryTest {
    private static final String URL = "jdbc:postgresql://db/shop";

    @ParameterizedTest
    @CsvSource({
        "FLYWAY_URL, FLYWAY_USER, FLYWAY_PASSWORD",
        "SPRING_FLYWAY_URL, SPRING_FLYWAY_USER, SPRING_FLYWAY_PASSWORD",
        "SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD",
        "QUARKUS_FLYWAY_JDBC_URL, QUARKUS_FLYWAY_USERNAME, QUARKUS_FLYWAY_PASSWORD",
        "QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_DATASOURCE_USERNAME, QUARKUS_DATASOURCE_PASSWORD",
        "DATASOURCES_DEFAULT_URL, DATASOURCES_DEFAULT_USERNAME, DATASOURCES_DEFAULT_PASSWORD",
        "JDBC_DATABASE_URL, JDBC_DATABASE_USERNAME, JDBC_DATABASE_PASSWORD",
        "DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD",
        "DATABASE_URL, DATABASE_USERNAME, DATABASE_PASSWORD",
        "flyway.url, flyway.user, flyway.password",
        "spring.flyway.url, spring.flyway.user, spring.flyway.password",
        "spring.datasource.url, spring.datasource.username, spring.datasource.password",
        "quarkus.flyway.jdbc-url, quarkus.flyway.username, quarkus.flyway.password",
        "quarkus.datasource.jdbc.url, quarkus.datasource.username, quarkus.datasource.password",
        "datasources.default.url, datasources.default.username, datasources.default.password",
        "jdbc.database.url, jdbc.database.username, jdbc.database.password",
        "database.url, database.user, database.password",
    })
    void url_user_and_password_come_from_one_source(String url, String user, String password) {
        Settings settings = give(give(give(new Start(), url, URL), user, "shop"), password, "x")
                .settings();

        assertThat(settings.account()).isEqualTo(account("shop", "x", url, user + " and " + password));
        assertThat(settings.asked()).isFalse();
    }

    @Test
    void the_account_of_another_source_is_not_used() {
        assertThat(Start.with("SPRING_DATASOURCE_URL", URL)
                        .env("FLYWAY_USER", "flyway")
                        .env("DATABASE_PASSWORD", "x")
                        .account())
                .isEqualTo(account(null, null, "SPRING_DATASOURCE_URL"));
        assertThat(Start.with("AUTO_MIGRATE_URL", URL)
                        .env("SPRING_DATASOURCE_USERNAME", "app")
                        .env("SPRING_DATASOURCE_PASSWORD", "x")
                        .account())
                .isEqualTo(account(null, null, "AUTO_MIGRATE_URL"));
    }

    @Test
    void the_sources_have_an_order() {
        Start start = Start.with("DATABASE_URL", "jdbc:h2:mem:8")
                .env("JDBC_DATABASE_URL", "jdbc:h2:mem:7")
                .env("DATASOURCES_DEFAULT_URL", "jdbc:h2:mem:6")
                .env("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:h2:mem:5")
                .env("QUARKUS_FLYWAY_JDBC_URL", "jdbc:h2:mem:4")
                .env("SPRING_DATASOURCE_URL", "jdbc:h2:mem:3")
                .env("SPRING_FLYWAY_URL", "jdbc:h2:mem:2")
                .env("FLYWAY_URL", "jdbc:h2:mem:1");

        assertThat(start.account().source()).isEqualTo("FLYWAY_URL");
        assertThat(start.env("FLYWAY_URL", "").account().source()).isEqualTo("SPRING_FLYWAY_URL");
        assertThat(start.env("SPRING_FLYWAY_URL", " ").account().source()).isEqualTo("SPRING_DATASOURCE_URL");
        assertThat(start.property("spring.datasource.url", "jdbc:h2:mem:x")
                        .account()
                        .source())
                .isEqualTo("spring.datasource.url");
        assertThat(start.env("AUTO_MIGRATE_URL", "jdbc:h2:mem:x").account().source())
                .isEqualTo("AUTO_MIGRATE_URL");
    }

    @Test
    void the_password_of_an_empty_variable_is_an_empty_password() {
        assertThat(Start.with("SPRING_DATASOURCE_URL", "jdbc:h2:mem:x")
                        .env("SPRING_DATASOURCE_USERNAME", "sa")
                        .env("SPRING_DATASOURCE_PASSWORD", "")
                        .account()
                        .password())
                .contains(new Secret(""));
    }

    @Test
    void a_url_in_the_form_of_platforms_brings_its_account() {
        assertThat(Start.with("DATABASE_URL", "postgres://shop:p%40ss@db/shop").account())
                .isEqualTo(account("shop", "p@ss", "DATABASE_URL"));
    }

    @Test
    void parameters_of_a_discovered_url_stay_as_the_driver_of_the_application_sees_them() {
        assertThat(Start.with("JDBC_DATABASE_URL", URL + "?user=a&password=b")
                        .env("JDBC_DATABASE_USERNAME", "a")
                        .account()
                        .url()
                        .value())
                .isEqualTo(URL + "?user=a&password=b");
    }

    @ParameterizedTest
    @CsvSource({
        "SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME, SPRING_FLYWAY_USER, SPRING_FLYWAY_PASSWORD",
        "QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_DATASOURCE_USERNAME, QUARKUS_FLYWAY_USERNAME, QUARKUS_FLYWAY_PASSWORD",
    })
    void the_migration_account_of_the_framework_is_used_with_its_data_source(
            String url, String appUser, String user, String password) {
        assertThat(Start.with(url, URL)
                        .env(appUser, "app")
                        .env(user, "ddl")
                        .env(password, "x")
                        .account())
                .isEqualTo(account("ddl", "x", url + ", account from " + user, user + " and " + password));
    }

    @Test
    void an_account_of_ours_replaces_the_discovered_one_as_a_whole() {
        Start start = Start.with("SPRING_DATASOURCE_URL", URL + "?user=a&ssl=true&password=b")
                .env("SPRING_DATASOURCE_USERNAME", "app")
                .env("SPRING_DATASOURCE_PASSWORD", "secret of app")
                .env("AUTO_MIGRATE_USER", "ddl");
        String source = "SPRING_DATASOURCE_URL, account from AUTO_MIGRATE_USER";

        Settings settings = start.settings();

        assertThat(settings.account())
                .isEqualTo(new Settings.Account(
                        new JdbcUrl(URL + "?ssl=true"),
                        Optional.of("ddl"),
                        Optional.empty(),
                        source,
                        "AUTO_MIGRATE_USER (no password is set)"));
        assertThat(settings.asked()).isTrue();
        assertThat(start.env("AUTO_MIGRATE_PASSWORD", "x").account().password()).contains(new Secret("x"));
        assertThat(start.env("AUTO_MIGRATE_PASSWORD", "").account().password()).contains(new Secret(""));
    }

    @Test
    void a_password_of_ours_without_a_user_is_a_problem() {
        assertThat(Start.with("SPRING_DATASOURCE_URL", URL)
                        .env("AUTO_MIGRATE_PASSWORD", "geheim")
                        .problem())
                .isEqualTo("AUTO_MIGRATE_PASSWORD=****: a password without a user, because the database comes from"
                        + " SPRING_DATASOURCE_URL: set AUTO_MIGRATE_USER as well, or unset it");
    }

    @ParameterizedTest
    @CsvSource({
        "DATABASE_URL, redis://:geheim@db:6379",
        "DATABASE_URL, mongodb://shop:geheim@db/shop",
        "SPRING_DATASOURCE_URL, r2dbc:postgresql://shop:geheim@db/shop",
    })
    void a_url_that_jdbc_cannot_reach_is_passed_over_with_a_warning(String variable, String url) {
        Resolution.NothingToDo nothing =
                (Resolution.NothingToDo) Start.with(variable, url).resolution();

        assertThat(nothing.warnings())
                .singleElement()
                .asString()
                .startsWith(variable + "=\"")
                .endsWith("passed over, that is no URL of a database that JDBC can reach")
                .doesNotContain("geheim");
        assertThat(Start.with(variable, url)
                        .env("JDBC_DATABASE_URL", URL)
                        .account()
                        .source())
                .isEqualTo("JDBC_DATABASE_URL");
    }

    @Test
    void a_url_that_only_the_framework_can_complete_is_a_problem() {
        assertThat(Start.with("SPRING_DATASOURCE_URL", "jdbc:postgresql://${DB_HOST}/shop")
                        .problem())
                .contains("only the framework knows")
                .contains("set AUTO_MIGRATE_URL");
    }

    @Test
    void a_broken_url_is_a_problem_also_without_a_setting_that_asks_for_a_migration() {
        assertThat(Start.with("DATABASE_URL", "postgres://shop:geheim/shop").problem())
                .startsWith("DATABASE_URL=\"postgres://shop:****/shop\": ");
    }

    @Test
    void nothing_found_and_nothing_asked_is_nothing_to_do() {
        assertThat(new Start().env("AUTO_MIGRATE_SERVICE_HOST", "10.0.0.1").resolution())
                .isInstanceOfSatisfying(Resolution.NothingToDo.class, nothing -> {
                    assertThat(nothing.switchedOff()).isFalse();
                    assertThat(nothing.warnings()).hasSize(1);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO_MIGRATE_USER, shop",
        "AUTO_MIGRATE_LOCATIONS, db/migration",
        "AUTO_MIGRATE_LOG_LEVEL, debug",
        "AUTO_MIGRATE, true",
        "AUTO_MIGRATE_ONLY_FOR, *shop*",
        "AUTO_MIGRATE_PLACEHOLDERS_X, y",
    })
    void nothing_found_although_asked_is_a_problem_that_says_where_we_looked(String variable, String value) {
        assertThat(Start.with(variable, value).problem())
                .startsWith("AUTO_MIGRATE_URL: not set, and no other setting names a database: set it")
                .contains("FLYWAY_URL, SPRING_FLYWAY_URL, SPRING_DATASOURCE_URL, QUARKUS_FLYWAY_JDBC_URL,"
                        + " QUARKUS_DATASOURCE_JDBC_URL, DATASOURCES_DEFAULT_URL, JDBC_DATABASE_URL, DATABASE_URL");
    }

    @Test
    void empty_variables_ask_for_nothing() {
        assertThat(Start.with("AUTO_MIGRATE_URL", "")
                        .env("AUTO_MIGRATE_USER", " ")
                        .env("AUTO_MIGRATE_PASSWORD", "")
                        .env("AUTO_MIGRATE_PASSWORD_FILE", "")
                        .resolution())
                .isInstanceOf(Resolution.NothingToDo.class);
    }

    private static Start give(Start start, String name, String value) {
        return name.equals(name.toLowerCase(Locale.ROOT)) ? start.property(name, value) : start.env(name, value);
    }

    private static Settings.Account account(String user, String password, String source) {
        return account(user, password, source, "user and password in " + source);
    }

    private static Settings.Account account(String user, String password, String source, String login) {
        return new Settings.Account(
                new JdbcUrl(URL),
                Optional.ofNullable(user),
                Optional.ofNullable(password).map(Secret::new),
                source,
                login);
    }
}
