package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.Settings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code AUTO_MIGRATE_TENANTS}, {@code AUTO_MIGRATE_TENANTS_QUERY}. */
class TenantSettingsTest {

    @Test
    void without_a_setting_there_are_none() {
        assertThat(Start.withUrl().settings().tenants()).isEmpty();
    }

    @Test
    void tenants_are_a_list_or_a_query() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_TENANTS", "a, b,a")
                        .settings()
                        .tenants())
                .contains(new Settings.Tenants(List.of("a", "b"), Optional.empty()));
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_TENANTS_QUERY", "SELECT a, b FROM t")
                        .settings()
                        .tenants())
                .contains(new Settings.Tenants(List.of(), Optional.of("SELECT a, b FROM t")));
    }

    @Test
    void each_is_a_schema_with_the_history() {
        Settings settings = Start.withUrl()
                .env("AUTO_MIGRATE_TENANTS", "a,b")
                .env("AUTO_MIGRATE_TABLE", "h")
                .settings();

        assertThat(settings.forTenant("b").history())
                .isEqualTo(new Settings.History(List.of("b"), Optional.of("b"), "h"));
        assertThat(settings.forTenant("b").tenants()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO_MIGRATE_TENANTS_QUERY, SELECT 1, 'the tenants are named by AUTO_MIGRATE_TENANTS already, unset one of them'",
        "AUTO_MIGRATE_SCHEMAS, s, 'each tenant of AUTO_MIGRATE_TENANTS is a schema with its own history, unset one of the two'",
        "AUTO_MIGRATE_FLYWAY_DEFAULT_SCHEMA, s, 'each tenant of AUTO_MIGRATE_TENANTS is a schema with its own history, unset one of the two'",
    })
    void nothing_else_may_name_schemas(String variable, String value, String what) {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_TENANTS", "a,b")
                        .env(variable, value)
                        .problem())
                .isEqualTo(variable + "=\"" + value + "\": " + what);
    }

    @Test
    void schemas_of_a_framework_give_way() {
        assertThat(Start.with("SPRING_DATASOURCE_URL", "jdbc:h2:mem:x")
                        .env("SPRING_FLYWAY_SCHEMAS", "main")
                        .env("AUTO_MIGRATE_TENANTS", "a,b")
                        .settings()
                        .forTenant("a")
                        .history()
                        .schemas())
                .containsExactly("a");
    }

    @Test
    void a_name_that_flyway_would_change_is_a_problem() {
        assertThat(Start.withUrl().env("AUTO_MIGRATE_TENANTS", "a,b`c").problem())
                .contains("a quote or a backslash can't be part of a tenant's name");
    }

    @Test
    void sqlite_has_no_schemas() {
        assertThat(Start.with("AUTO_MIGRATE_URL", "jdbc:sqlite:x")
                        .env("AUTO_MIGRATE_TENANTS", "a,b")
                        .problem())
                .contains("\"sqlite\" has no schemas", "AUTO_MIGRATE_DATABASES");
    }

    @Test
    void an_empty_list_is_a_problem() {
        assertThat(Start.withUrl().env("AUTO_MIGRATE_TENANTS", " , ").problem())
                .isEqualTo(
                        "AUTO_MIGRATE_TENANTS=\",\": nothing but commas, give values separated by commas or unset it");
    }

    @Test
    void one_of_several_databases_may_have_tenants_and_the_others_not() {
        List<Settings> databases = Start.withUrl()
                .env("AUTO_MIGRATE_DATABASES", "main,customers,other")
                .env("AUTO_MIGRATE_SCHEMAS", "main")
                .env("AUTO_MIGRATE_CUSTOMERS_TENANTS_QUERY", "SELECT name FROM main.customer")
                .env("AUTO_MIGRATE_OTHER_SCHEMAS", "other")
                .resolved()
                .databases();

        assertThat(databases.get(0).tenants()).isEmpty();
        assertThat(databases.get(1).tenants()).isPresent();
        assertThat(databases.get(1).history().schemas()).isEmpty();
        assertThat(databases.get(2).history().schemas()).containsExactly("other");
    }

    @Test
    void shared_tenants_are_replaced_as_a_whole() {
        List<Settings> databases = Start.with("AUTO_MIGRATE_DATABASES", "orders,audit,plain")
                .env("AUTO_MIGRATE_ORDERS_URL", "jdbc:h2:mem:o")
                .env("AUTO_MIGRATE_AUDIT_URL", "jdbc:h2:mem:a")
                .env("AUTO_MIGRATE_PLAIN_URL", "jdbc:h2:mem:p")
                .env("AUTO_MIGRATE_TENANTS_QUERY", "SELECT name FROM customer")
                .env("AUTO_MIGRATE_AUDIT_TENANTS", "a,b")
                .env("AUTO_MIGRATE_PLAIN_SCHEMAS", "plain")
                .resolved()
                .databases();

        assertThat(databases.get(0).tenants().orElseThrow().query()).isPresent();
        assertThat(databases.get(1).tenants().orElseThrow().names()).containsExactly("a", "b");
        assertThat(databases.get(2).tenants()).isEmpty();
    }
}
