package io.automigrate.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automigrate.failure.StartupException;
import io.automigrate.settings.Settings;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {
    private static ServerUrl parts(String url) {
        return ServerUrl.of(new JdbcUrl(url)).orElseThrow();
    }

    private static Settings.Account account(Optional<String> user, Optional<Secret> password) {
        return new Settings.Account(new JdbcUrl("jdbc:mariadb://db/shop"), user, password, "AUTO_MIGRATE_URL");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop, shop, s3cret",
        "jdbc:mariadb://db/shop?User=owner, owner, s3cret",
        "jdbc:mysql://db/shop?user=the%20owner&password=a%26b, the owner, a&b",
        "jdbc:postgresql://db/shop?password=, shop, ''",
    })
    void who_logs_in_stands_in_the_url_or_in_the_account(String url, String user, String password) {
        Settings.Account account = account(Optional.of("shop"), Optional.of(new Secret("s3cret")));
        assertThat(parts(url).user(account)).hasValue(user);
        assertThat(parts(url).password(account)).hasValue(password);
    }

    @Test
    void there_may_be_neither_user_nor_password() {
        Settings.Account nobody = account(Optional.empty(), Optional.empty());
        assertThat(parts("jdbc:postgresql://db/shop").user(nobody)).isEmpty();
        assertThat(parts("jdbc:postgresql://db/shop").password(nobody)).isEmpty();
    }

    @Test
    void a_server_without_a_port_has_the_usual_one() {
        assertThat(parts("jdbc:postgresql://one:1,two,[::1]:3/shop").ports("5432"))
                .containsExactly("1", "5432", "3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mariadb://address=(host=db)(port=3306)/shop",
                "jdbc:mysql://(host=db,port=3306)/shop",
                "jdbc:mysql://user@db/shop"
            })
    void an_address_that_only_the_driver_understands_is_refused(String url) {
        assertThatThrownBy(() -> ServerUrl.understood(new JdbcUrl(url)))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("only its driver understands");
    }
}
