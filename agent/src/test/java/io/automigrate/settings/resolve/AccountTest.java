package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.Settings;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "a:b", "a/b", "a%b", "a%40b", "a#b", "a&b", "a;b", "aä", "a€", " a b ", "a=b"})
    void a_password_is_taken_as_it_is(String password) {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_PASSWORD", password)
                        .account()
                        .password())
                .contains(new Secret(password));
    }

    @ParameterizedTest
    @CsvSource({
        "' x', true",
        "'x ', true",
        "'x\t', true",
        "'x\n', true",
        "x y, false",
        "'', false",
    })
    void a_blank_around_a_password_is_kept_and_a_warning(String password, boolean isWarning) {
        Resolution.Resolved resolved = Start.withUrl()
                .env("AUTO_MIGRATE_USER", "sa")
                .env("AUTO_MIGRATE_PASSWORD", password)
                .resolved();

        assertThat(resolved.settings().account().password()).contains(new Secret(password));
        assertThat(resolved.warnings().toString().contains("AUTO_MIGRATE_PASSWORD: the password begins or ends with"))
                .isEqualTo(isWarning);
    }

    @Test
    void the_account_names_the_settings_that_a_refused_login_has_to_be_corrected_in() {
        assertThat(Start.with("AUTO_MIGRATE_URL", "postgres://a:b@db/shop")
                        .account()
                        .login())
                .isEqualTo("user and password in AUTO_MIGRATE_URL");
        assertThat(Start.with("AUTO_MIGRATE_URL", "postgres://a:b@db/shop")
                        .env("AUTO_MIGRATE_PASSWORD", "x")
                        .account()
                        .login())
                .isEqualTo("the user in AUTO_MIGRATE_URL and AUTO_MIGRATE_PASSWORD");
        assertThat(Start.with("AUTO_MIGRATE_URL", "postgres://a:b@db/shop")
                        .env("AUTO_MIGRATE_USER", "ddl")
                        .property("auto.migrate.password", "x")
                        .account()
                        .login())
                .isEqualTo("AUTO_MIGRATE_USER and auto.migrate.password");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://::1:5432/db, //[::1]:5432/database",
        "jdbc:postgresql://::1/db, //[::1]/database",
        "postgres://u:p@fe80::1:2:5432/db, //[fe80::1:2]:5432/database",
        "jdbc:mariadb://2001:db8:0:0:0:0:0:1/db, //[2001:db8:0:0:0:0:0:1]/database",
    })
    void an_ipv6_address_without_brackets_is_named(String url, String remedy) {
        assertThat(Start.with("AUTO_MIGRATE_URL", url).problem())
                .endsWith("an IPv6 address needs brackets around it, write " + remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://${DB_HOST}:5432/shop, ${",
        "postgres://shop:secret@$(DB_HOST)/shop, $(",
        "jdbc:mariadb://db/{{ .Values.database }}, {{",
    })
    void a_placeholder_that_nothing_replaces_is_named(String url, String mark) {
        assertThat(Start.with("AUTO_MIGRATE_URL", url).problem())
                .contains("the URL holds \"" + mark + "\", and nothing replaces such a placeholder here")
                .doesNotContain("secret");
    }

    @Test
    void the_signs_of_a_placeholder_may_be_a_part_of_a_password() {
        assertThat(Start.with("AUTO_MIGRATE_URL", "postgres://shop:a${b@db/shop")
                        .account()
                        .password())
                .contains(new Secret("a${b"));
        assertThat(Start.with("AUTO_MIGRATE_URL", "jdbc:postgresql://db/shop?password=a${b")
                        .problemsOrNone())
                .isEmpty();
    }

    @Test
    void a_port_that_is_no_number_is_about_a_password_only_where_the_url_has_one() {
        assertThat(Start.with("AUTO_MIGRATE_URL", "jdbc:postgresql://localhost:5432x/shop")
                        .problem())
                .contains("is no port number, write //host:port/database")
                .doesNotContain("%3F");
        assertThat(Start.with("AUTO_MIGRATE_URL", "postgres://shop:se?cret@db/shop")
                        .problem())
                .contains("a \"?\" in the password as %3F")
                .doesNotContain("cret");
    }

    @Test
    void an_ipv6_address_without_brackets_is_shown_as_it_was_written() {
        assertThat(Start.with("AUTO_MIGRATE_URL", "jdbc:postgresql://::1:5432/db")
                        .problem())
                .startsWith("AUTO_MIGRATE_URL=\"jdbc:postgresql://::1:5432/db\": ");
    }

    @Test
    void the_account_of_the_settings_replaces_the_one_in_the_url() {
        Settings.Account account = Start.with("AUTO_MIGRATE_URL", "postgres://a:b@db/shop?user=c&ssl=true&password=d")
                .env("AUTO_MIGRATE_USER", "ddl")
                .env("AUTO_MIGRATE_PASSWORD", "x")
                .account();

        assertThat(account.url().value()).isEqualTo("jdbc:postgresql://db/shop?ssl=true");
        assertThat(account.user()).contains("ddl");
        assertThat(account.password()).contains(new Secret("x"));
        assertThat(account.source()).isEqualTo("AUTO_MIGRATE_URL");
    }

    @Test
    void a_user_alone_does_not_get_the_password_of_the_urls_user() {
        Settings.Account account = Start.with("AUTO_MIGRATE_URL", "postgres://a:b@db/shop")
                .env("AUTO_MIGRATE_USER", "ddl")
                .account();

        assertThat(account.user()).contains("ddl");
        assertThat(account.password()).isEmpty();
    }

    @Test
    void a_password_alone_goes_with_the_urls_user() {
        Settings.Account account = Start.with("AUTO_MIGRATE_URL", "postgres://a:b@db/shop?user=c&password=d")
                .env("AUTO_MIGRATE_PASSWORD", "x")
                .account();

        assertThat(account.url().value()).isEqualTo("jdbc:postgresql://db/shop?user=c");
        assertThat(account.user()).contains("a");
        assertThat(account.password()).contains(new Secret("x"));
    }

    @Test
    void an_empty_password_is_one_only_together_with_a_user() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_USER", "sa")
                        .env("AUTO_MIGRATE_PASSWORD", "")
                        .account()
                        .password())
                .contains(new Secret(""));
        assertThat(Start.with("AUTO_MIGRATE_URL", "postgres://a:b@db/shop")
                        .env("AUTO_MIGRATE_PASSWORD", "")
                        .account()
                        .password())
                .contains(new Secret("b"));
    }

    @Test
    void an_empty_password_gives_way_to_a_weaker_source_that_has_one() {
        assertThat(Start.withUrl()
                        .property("auto.migrate.password", "")
                        .env("AUTO_MIGRATE_PASSWORD", "x")
                        .account()
                        .password())
                .contains(new Secret("x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:h2:mem:x;USER=sa;PASSWORD=a\\;b;MODE=MySQL         | jdbc:h2:mem:x;MODE=MySQL",
                "jdbc:h2:mem:x;MODE=MySQL;user=sa                        | jdbc:h2:mem:x;MODE=MySQL",
                "jdbc:sqlserver://h;user=a;password={x;y};encrypt=false  | jdbc:sqlserver://h;encrypt=false",
                "jdbc:sqlserver://h;userName=a                           | jdbc:sqlserver://h",
                "jdbc:mysql://h/d?password=a                             | jdbc:mysql://h/d",
                "jdbc:mariadb://h/d?a=b&user=c&d                         | jdbc:mariadb://h/d?a=b&d",
                "jdbc:oracle:thin:@//h:1521/d                            | jdbc:oracle:thin:@//h:1521/d",
            })
    void an_account_among_the_parameters_makes_room(String url, String bare) {
        assertThat(Start.with("AUTO_MIGRATE_URL", url)
                        .env("AUTO_MIGRATE_USER", "ddl")
                        .account()
                        .url()
                        .value())
                .isEqualTo(bare);
    }

    @Test
    void a_bad_url_is_a_problem_that_says_what_is_allowed() {
        assertThat(Start.with("AUTO_MIGRATE_URL", "not a url").problem())
                .isEqualTo("AUTO_MIGRATE_URL=\"not a url\": that is no URL of a database, use jdbc:<database>:… or"
                        + " postgres://, postgresql://, mysql://, mariadb:// with host and database, or"
                        + " pool or jndi:<name> for a data source of the application");
    }

    @ParameterizedTest
    @CsvSource({
        "pool, pool",
        "POOL, pool",
        "pool: shop, pool:shop",
        "jndi:java:comp/env/jdbc/shop, jndi:java:comp/env/jdbc/shop"
    })
    void a_data_source_of_the_application_is_named_in_place_of_a_url(String given, String name) {
        JdbcUrl url = Start.with("AUTO_MIGRATE_URL", given).account().url();

        assertThat(url.isDataSource()).isTrue();
        assertThat(url).hasToString(name);
    }

    @Test
    void a_data_source_without_its_name_is_a_problem() {
        assertThat(Start.with("AUTO_MIGRATE_URL", "pool:").problem())
                .isEqualTo("AUTO_MIGRATE_URL=\"pool:\": the name behind pool: is missing, write it behind the colon");
    }

    @Test
    void the_source_is_named_as_the_user_wrote_it() {
        assertThat(new Start().arguments("url=jdbc:h2:mem:x").account().source())
                .isEqualTo("agent argument url");
        assertThat(new Start()
                        .property("auto.migrate.url", "jdbc:h2:mem:x")
                        .account()
                        .source())
                .isEqualTo("auto.migrate.url");
    }
}
