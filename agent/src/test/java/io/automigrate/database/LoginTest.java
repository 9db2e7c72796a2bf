package io.automigrate.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.kind.known.DatabaseKinds;
import io.automigrate.url.JdbcUrl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

    @Test
    void postgresql_counts_in_seconds_and_names_the_session() {
        assertThat(limits("jdbc:postgresql://db/shop", Duration.ofMillis(4500)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "user", "shop",
                        "password", "geheim",
                        "ApplicationName", "auto-migrate",
                        "tcpKeepAlive", "true",
                        "connectTimeout", "6",
                        "socketTimeout", "6"));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db/shop,connectTimeout=6000 socketTimeout=6000 tcpKeepAlive=true",
        "jdbc:mariadb://db/shop,connectTimeout=6000 tcpKeepAlive=true",
        "jdbc:oracle:thin:@//db/shop,oracle.net.CONNECT_TIMEOUT=6000 oracle.jdbc.ReadTimeout=6000",
        "jdbc:sqlserver://db,loginTimeout=6 socketTimeout=6000",
        "jdbc:jtds:sqlserver://db/shop,loginTimeout=6",
        "jdbc:db2://db/shop,loginTimeout=6",
        "jdbc:firebird://db/shop,connectTimeout=6",
    })
    void other_drivers_have_names_and_units_of_their_own(String url, String expected) {
        Properties limits = limits(url, Duration.ofSeconds(5));
        limits.remove("user");
        limits.remove("password");

        assertThat(limits).hasSize(expected.split(" ").length);
        for (String limit : expected.split(" ")) {
            assertThat(limits).containsEntry(limit.split("=")[0], limit.split("=")[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:x", "jdbc:h2:tcp://db/x", "jdbc:unheard://db/x"})
    void a_driver_whose_limits_are_not_known_gets_the_account_only(String url) {
        assertThat(limits(url, Duration.ofSeconds(5))).containsOnlyKeys("user", "password");
    }

    @Test
    void transactions_of_sqlite_take_the_lock_when_they_begin() {
        assertThat(limits("jdbc:sqlite:x.db", Duration.ofSeconds(5)))
                .containsOnlyKeys("user", "password", "transaction_mode")
                .containsEntry("transaction_mode", "IMMEDIATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p6spy:", "otel:", "log4jdbc:", "tracing:", "tc:", "unheard-of:", "p6spy:otel:"})
    void the_limits_of_the_wrapped_driver_are_used_behind_a_wrapping_driver(String wrapper) {
        for (String url : List.of(
                "postgresql://db/shop",
                "mysql://db/shop",
                "mariadb://db/shop",
                "sqlite:x.db",
                "sqlserver://db",
                "h2:mem:x")) {
            Duration five = Duration.ofSeconds(5);
            assertThat(limits("jdbc:" + wrapper + url, five)).isEqualTo(limits("jdbc:" + url, five));
        }
    }

    @Test
    void the_wrapper_of_aws_counts_in_milliseconds() {
        assertThat(limits("jdbc:aws-wrapper:postgresql://db/shop", Duration.ofSeconds(5)))
                .containsEntry("connectTimeout", "6000")
                .containsEntry("socketTimeout", "6000")
                .containsEntry("ApplicationName", "auto-migrate");
    }

    @Test
    void a_property_that_the_url_sets_is_not_set_again() {
        String url =
                "jdbc:postgresql://db/shop?connectTimeout=60&SOCKETTIMEOUT=90&ApplicationName=ddl&tcpKeepAlive=false";

        assertThat(limits(url, Duration.ofSeconds(5))).containsOnlyKeys("user", "password");
        assertThat(new Login(Accounts.shop(url), Duration.ofSeconds(5)).limitsReads())
                .isFalse();
        assertThat(limits(
                        "jdbc:oracle:thin:@(DESCRIPTION=(CONNECT_TIMEOUT=9)(ADDRESS=(HOST=db)))",
                        Duration.ofSeconds(5)))
                .doesNotContainKey("oracle.net.CONNECT_TIMEOUT")
                .containsKey("oracle.jdbc.ReadTimeout");
    }

    @Test
    void the_account_may_be_part_of_the_url() {
        String url = "jdbc:mariadb://db/shop?user=shop&password=geheim";

        assertThat(new Login(Accounts.discovered(url), Duration.ofSeconds(5)).account())
                .doesNotContainKeys("user", "password");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:mem:x,true",
        "jdbc:h2:file:/data/x,true",
        "jdbc:h2:./x,true",
        "jdbc:h2:tcp://db/x,false",
        "jdbc:h2:ssl://db/x,false",
        "jdbc:sqlite:x.db,true",
        "jdbc:hsqldb:file:x,true",
        "jdbc:hsqldb:hsql://db/x,false",
        "jdbc:hsqldb:https://db/x,false",
        "jdbc:derby:x,true",
        "jdbc:derby://db/x,false",
        "jdbc:postgresql://db/x,false",
        "jdbc:unheard:x,false",
    })
    void a_database_in_this_process_is_recognised(String url, boolean embedded) {
        assertThat(DatabaseKinds.at(new JdbcUrl(url)).isEmbedded()).isEqualTo(embedded);
    }

    private static Properties limits(String url, Duration connectTimeout) {
        return new Login(Accounts.shop(url), connectTimeout).withLimits();
    }
}
