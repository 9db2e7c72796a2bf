package io.automigrate.url;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.kind.DumpSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {
    private static ServerUrl parts(String url) {
        return ServerUrl.of(new JdbcUrl(url)).orElseThrow();
    }

    private static DumpSource source(String url, Optional<String> user, Optional<Secret> password) {
        return new DumpSource(new JdbcUrl(url), user, password, List.of(), Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop, shop, s3cret",
        "jdbc:mariadb://db/shop?User=owner, owner, s3cret",
        "jdbc:mysql://db/shop?user=the%20owner&password=a%26b, the owner, a&b",
        "jdbc:postgresql://db/shop?password=, shop, ''",
    })
    void an_account_in_the_url_is_preferred_to_the_account_beside_it(String url, String user, String password) {
        DumpSource source = source(url, Optional.of("shop"), Optional.of(new Secret("s3cret")));
        assertThat(source.user()).hasValue(user);
        assertThat(source.password()).hasValue(password);
    }

    @Test
    void there_may_be_neither_user_nor_password() {
        DumpSource source = source("jdbc:postgresql://db/shop", Optional.empty(), Optional.empty());
        assertThat(source.user()).isEmpty();
        assertThat(source.password()).isEmpty();
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
    void an_address_that_only_the_driver_understands_has_no_parts(String url) {
        assertThat(ServerUrl.of(new JdbcUrl(url))).isEmpty();
    }
}
