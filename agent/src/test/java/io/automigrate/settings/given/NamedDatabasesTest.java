package io.automigrate.settings.given;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import io.automigrate.settings.resolve.Start;
import io.automigrate.url.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code AUTO_MIGRATE_DATABASES}. */
class NamedDatabasesTest {

    private static Start two() {
        return Start.with("AUTO_MIGRATE_DATABASES", "orders, Audit")
                .env("AUTO_MIGRATE_ORDERS_URL", "jdbc:h2:mem:o")
                .env("AUTO_MIGRATE_AUDIT_URL", "jdbc:mariadb://db/a");
    }

    private static Settings orders(Start start) {
        return start.resolved().databases().get(0);
    }

    private static Settings audit(Start start) {
        return start.resolved().databases().get(1);
    }

    @Test
    void each_database_has_its_url_and_a_folder_of_its_own_name() {
        List<Settings> databases = two().resolved().databases();

        assertThat(databases).extracting(Settings::database).containsExactly("orders", "Audit");
        assertThat(databases)
                .extracting(settings -> settings.account().url().value() + " from "
                        + settings.account().source())
                .containsExactly(
                        "jdbc:h2:mem:o from AUTO_MIGRATE_ORDERS_URL",
                        "jdbc:mariadb://db/a from AUTO_MIGRATE_AUDIT_URL");
        assertThat(databases)
                .extracting(settings -> settings.scripts().locations().toString())
                .containsExactly("[classpath:db/migration/orders]", "[classpath:db/migration/audit]");
    }

    @Test
    void without_the_setting_there_is_one_database_and_it_has_no_name() {
        assertThat(Start.withUrl().resolved().databases())
                .extracting(Settings::database)
                .containsExactly("");
    }

    @Test
    void a_setting_without_a_database_name_is_shared_and_one_with_a_name_is_stronger_in_every_source() {
        Start start = two().env("AUTO_MIGRATE_WAIT_TIMEOUT", "7s")
                .property("auto.migrate.table", "shared")
                .arguments("mode=validate")
                .env("AUTO_MIGRATE_AUDIT_TABLE", "own")
                .env("AUTO_MIGRATE_AUDIT_MODE", "wait")
                .env("AUTO_MIGRATE_PLACEHOLDERS_X", "shared")
                .env("AUTO_MIGRATE_AUDIT_PLACEHOLDERS_X", "own")
                .env("AUTO_MIGRATE_AUDIT_FLYWAY_GROUP", "true");

        assertThat(orders(start).waiting().timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(audit(start).waiting().timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(orders(start).history().table()).isEqualTo("shared");
        assertThat(audit(start).history().table()).isEqualTo("own");
        assertThat(orders(start).engine().mode()).isEqualTo(Mode.VALIDATE);
        assertThat(audit(start).engine().mode()).isEqualTo(Mode.WAIT);
        assertThat(orders(start).scripts().placeholders()).containsEntry("x", "shared");
        assertThat(audit(start).scripts().placeholders()).containsEntry("x", "own");
        assertThat(orders(start).engine().flyway()).isEmpty();
        assertThat(audit(start).engine().flyway()).containsEntry("group", "true");
    }

    @Test
    void a_setting_of_a_database_can_be_given_in_all_ways(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "from file\n");
        Start start = Start.with("AUTO_MIGRATE_DATABASES", "orders,audit")
                .arguments("orders.url=jdbc:h2:mem:o;MODE=MySQL;orders.user=argument;wait_timeout=3s")
                .property("auto.migrate.audit.url", "jdbc:h2:mem:a")
                .property("auto.migrate.audit.connect-timeout", "2s")
                .property("auto.migrate.orders.user", "property")
                .env("AUTO_MIGRATE_ORDERS_PASSWORD_FILE", secret.toString());

        assertThat(orders(start).account().url().value()).isEqualTo("jdbc:h2:mem:o;MODE=MySQL");
        assertThat(orders(start).account().user()).contains("argument");
        assertThat(orders(start).account().password()).contains(new Secret("from file"));
        assertThat(audit(start).account().url().value()).isEqualTo("jdbc:h2:mem:a");
        assertThat(audit(start).account().password()).isEmpty();
        assertThat(audit(start).waiting())
                .isEqualTo(new Settings.Waiting(Duration.ofSeconds(3), Duration.ofSeconds(2)));
    }

    @Test
    void an_account_is_shared_or_own_as_a_whole() {
        Start start = two().env("AUTO_MIGRATE_USER", "shared")
                .env("AUTO_MIGRATE_PASSWORD", "shared's")
                .env("AUTO_MIGRATE_AUDIT_USER", "own");

        assertThat(orders(start).account().user()).contains("shared");
        assertThat(orders(start).account().password()).contains(new Secret("shared's"));
        assertThat(audit(start).account().user()).contains("own");
        assertThat(audit(start).account().password()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres://own:pw@db/a", "jdbc:postgresql://db/a?user=own&password=pw"})
    void an_account_in_a_databases_own_url_is_nearer_than_a_shared_one(String url) {
        Settings.Account account = audit(two().env("AUTO_MIGRATE_AUDIT_URL", url)
                        .env("AUTO_MIGRATE_USER", "shared")
                        .env("AUTO_MIGRATE_PASSWORD", "shared's"))
                .account();

        assertThat(account.user()).isNotEqualTo(Optional.of("shared"));
        assertThat(account.password()).isNotEqualTo(Optional.of(new Secret("shared's")));
        assertThat(account.user().isPresent() || account.url().value().contains("user=own"))
                .isTrue();
    }

    @Test
    void a_password_of_its_own_goes_with_the_shared_user_and_an_empty_one_is_none() {
        Start start = two().env("AUTO_MIGRATE_USER", "shared")
                .env("AUTO_MIGRATE_PASSWORD", "shared's")
                .env("AUTO_MIGRATE_ORDERS_PASSWORD", "")
                .env("AUTO_MIGRATE_AUDIT_PASSWORD", "own's");

        assertThat(orders(start).account().password()).contains(new Secret("shared's"));
        assertThat(audit(start).account().user()).contains("shared");
        assertThat(audit(start).account().password()).contains(new Secret("own's"));
    }

    @Test
    void several_may_be_on_one_server_in_schemas_of_their_own() {
        Start start = Start.withUrl()
                .env("AUTO_MIGRATE_DATABASES", "orders,audit")
                .env("AUTO_MIGRATE_ORDERS_SCHEMAS", "orders")
                .env("AUTO_MIGRATE_AUDIT_SCHEMAS", "audit");

        assertThat(start.resolved().databases())
                .extracting(settings -> settings.account().url().value())
                .containsExactly("jdbc:h2:mem:shop", "jdbc:h2:mem:shop");
    }

    @Test
    void two_with_one_schema_are_a_mistake() {
        assertThat(Start.withUrl().env("AUTO_MIGRATE_DATABASES", "orders,audit").problem())
                .startsWith("AUTO_MIGRATE_DATABASES: \"orders\" and \"audit\" are one schema of one database")
                .contains("AUTO_MIGRATE_AUDIT_URL");
    }

    @Test
    void the_same_scripts_for_two_have_to_be_asked_for_twice() {
        Start inherited = two().env("AUTO_MIGRATE_LOCATIONS", "classpath:db/shard");
        assertThat(inherited.problem())
                .startsWith("AUTO_MIGRATE_LOCATIONS: the databases \"orders\" and \"Audit\" would get the same scripts")
                .contains("{database}", "AUTO_MIGRATE_ORDERS_LOCATIONS and AUTO_MIGRATE_AUDIT_LOCATIONS");

        Start own = two().env("AUTO_MIGRATE_ORDERS_LOCATIONS", "classpath:db/shard")
                .env("AUTO_MIGRATE_AUDIT_LOCATIONS", "classpath:db/shard");
        assertThat(orders(own).scripts().locations())
                .isEqualTo(audit(own).scripts().locations());
    }

    @Test
    void a_shared_location_differs_by_the_name_or_the_kind_of_the_database() {
        Start start = two().env("AUTO_MIGRATE_LOCATIONS", "classpath:common,filesystem:/sql/{database}/{vendor}");

        assertThat(orders(start).scripts().locations()).hasToString("[classpath:common, filesystem:/sql/orders/h2]");
        assertThat(audit(start).scripts().locations()).hasToString("[classpath:common, filesystem:/sql/audit/mariadb]");
        assertThat(audit(two().env("AUTO_MIGRATE_LOCATIONS", "classpath:{vendor}"))
                        .scripts()
                        .locations())
                .hasToString("[classpath:mariadb]");
    }

    @Test
    void folders_inside_those_of_another_database_are_a_mistake() {
        assertThat(two().env("AUTO_MIGRATE_ORDERS_LOCATIONS", "classpath:db/migration")
                        .problem())
                .isEqualTo("AUTO_MIGRATE_ORDERS_LOCATIONS: the scripts of database \"Audit\" in"
                        + " classpath:db/migration/audit are also in classpath:db/migration, where database \"orders\""
                        + " has its own, use folders beside each other");
    }

    @Test
    void nothing_is_discovered() {
        Start start = Start.with("AUTO_MIGRATE_DATABASES", "orders,audit")
                .env("AUTO_MIGRATE_ORDERS_URL", "jdbc:h2:mem:o")
                .env("SPRING_DATASOURCE_URL", "jdbc:h2:mem:spring")
                .env("SPRING_FLYWAY_TABLE", "spring");

        assertThat(start.problem())
                .startsWith("AUTO_MIGRATE_AUDIT_URL: not set")
                .contains("nothing is taken from the settings of frameworks");
        assertThat(orders(start.env("AUTO_MIGRATE_AUDIT_URL", "jdbc:h2:mem:a"))
                        .history()
                        .table())
                .isEqualTo("flyway_schema_history");
    }

    @ParameterizedTest
    @CsvSource({
        "flyway, is the beginning of other settings",
        "wait, is the beginning of other settings",
        "Log, is the beginning of other settings",
        "placeholders, is the beginning of other settings",
        "lock_server, is the beginning of other settings",
        "databases, is the beginning of other settings",
        "2nd, can't be part of the name of a variable",
        "my-db, can't be part of the name of a variable",
        "_x, can't be part of the name of a variable",
        "dätabase, can't be part of the name of a variable",
        "ORDERS, differ in nothing but case",
        "orders_log, could be mistaken for",
        "orders_default_x, could be mistaken for",
    })
    void a_name_that_can_not_be_told_from_other_settings_is_refused(String name, String why) {
        Start start = Start.with("AUTO_MIGRATE_DATABASES", "orders," + name)
                .env("AUTO_MIGRATE_ORDERS_URL", "jdbc:h2:mem:o")
                .env("AUTO_MIGRATE_URL", "jdbc:h2:mem:x");

        assertThat(start.problems())
                .first()
                .asString()
                .startsWith("AUTO_MIGRATE_DATABASES=\"orders," + name + "\": ")
                .contains(name, why);
    }

    @Test
    void a_name_may_begin_with_another_name() {
        Start start = Start.with("AUTO_MIGRATE_DATABASES", "shop,shop_eu")
                .env("AUTO_MIGRATE_SHOP_URL", "jdbc:h2:mem:shop")
                .env("AUTO_MIGRATE_SHOP_EU_URL", "jdbc:h2:mem:eu")
                .property("auto.migrate.shop.eu.wait.timeout", "5s")
                .env("AUTO_MIGRATE_SHOP_WAIT_TIMEOUT", "4s");

        assertThat(start.resolved().databases())
                .extracting(settings -> settings.account().url().value() + " "
                        + settings.waiting().timeout())
                .containsExactly("jdbc:h2:mem:shop PT4S", "jdbc:h2:mem:eu PT5S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAIL_ON_ERROR", "LOG_LEVEL", "LOG_FORMAT", "ON_STARTUP", "ONLY_FOR", "DATABASES"})
    void a_setting_of_the_whole_start_can_not_differ_between_databases(String key) {
        assertThat(two().env("AUTO_MIGRATE_ORDERS_" + key, "x").problem())
                .isEqualTo("AUTO_MIGRATE_ORDERS_" + key + ": is the same for all databases, use AUTO_MIGRATE_" + key);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO_MIGRATE_ORDERS_LOCATION, 'unknown setting, did you mean AUTO_MIGRATE_ORDERS_LOCATIONS?'",
        "AUTO_MIGRATE_ORDERS_FLYWAY_FOO, 'Flyway has no such setting, or the agent does not pass it on'",
        "AUTO_MIGRATE_ORDRES_TABLE, 'unknown setting, did you mean AUTO_MIGRATE_ORDERS_TABLE?'",
        "AUTO_MIGRATE_AUDITS_PASSWORD_FILE, 'unknown setting, did you mean AUTO_MIGRATE_AUDIT_PASSWORD_FILE?'",
        "AUTO_MIGRATE_BILLING_URL, '\"billing\" is none of the databases in AUTO_MIGRATE_DATABASES, add it there or unset this'",
        "AUTO_MIGRATE_TABEL, 'unknown setting, did you mean AUTO_MIGRATE_TABLE?'",
        "AUTO_MIGRATE_JDBC_URL, 'unknown setting, did you mean AUTO_MIGRATE_URL?'",
    })
    void a_slip_of_the_pen_is_a_problem(String written, String what) {
        assertThat(two().env(written, "x").problem()).isEqualTo(written + ": " + what);
    }

    @Test
    void an_unknown_setting_is_a_warning() {
        assertThat(two().env("AUTO_MIGRATE_ORDERS_SERVICE_HOST", "10.0.0.1")
                        .env("AUTO_MIGRATE_ORDERS", "x")
                        .resolved()
                        .warnings())
                .containsExactlyInAnyOrder(
                        "AUTO_MIGRATE_ORDERS_SERVICE_HOST: unknown setting, it has no effect",
                        "AUTO_MIGRATE_ORDERS: unknown setting, it has no effect");
    }

    @Test
    void settings_of_a_database_that_nothing_lists_are_worth_a_hint() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_ORDERS_URL", "jdbc:h2:mem:o")
                        .resolved()
                        .warnings())
                .singleElement()
                .asString()
                .contains("AUTO_MIGRATE_ORDERS_URL: unknown setting, it has no effect", "AUTO_MIGRATE_DATABASES");
    }

    @Test
    void everything_that_is_wrong_with_any_of_them_is_reported_once() {
        assertThat(two().env("AUTO_MIGRATE_WAIT_TIMEOUT", "5 bananas")
                        .env("AUTO_MIGRATE_ORDERS_URL", "nonsense")
                        .env("AUTO_MIGRATE_AUDIT_MODE", "sleep")
                        .env("AUTO_MIGRATE_PASSWORD_FILE", "/run/secrets/none")
                        .problems())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("AUTO_MIGRATE_WAIT_TIMEOUT=\"5 bananas\""))
                .anyMatch(line -> line.startsWith("AUTO_MIGRATE_ORDERS_URL=\"nonsense\""))
                .anyMatch(line -> line.startsWith("AUTO_MIGRATE_AUDIT_MODE=\"sleep\""))
                .anyMatch(line -> line.startsWith("AUTO_MIGRATE_PASSWORD_FILE=\"/run/secrets/none\""));
    }

    @Test
    void a_misspelt_list_is_the_only_problem() {
        assertThat(Start.with("AUTO_MIGRATE_DATABASE", "orders")
                        .env("AUTO_MIGRATE_ORDERS_URL", "jdbc:h2:mem:o")
                        .problem())
                .isEqualTo("AUTO_MIGRATE_DATABASE: unknown setting, did you mean AUTO_MIGRATE_DATABASES?");
    }

    @Test
    void the_secrets_of_all_are_hidden_but_not_what_is_public_in_one() {
        Start start = two().env("AUTO_MIGRATE_ORDERS_USER", "alice")
                .env("AUTO_MIGRATE_ORDERS_PASSWORD", "correct horse")
                .env("AUTO_MIGRATE_AUDIT_USER", "bob")
                .env("AUTO_MIGRATE_AUDIT_PASSWORD", "alice");

        assertThat(start.resolved().secretMask().mask("alice: correct horse")).isEqualTo("alice: ****");
    }
}
