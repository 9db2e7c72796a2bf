package io.automigrate.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.Settings;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.Secret;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateFailureTest {
    private static final String URL = "jdbc:mariadb://db:3306/shop";

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            delimiter = '|',
            value = {
                "secret |check DB_USER and DB_PASSWORD (the password begins or ends with a blank or a line end",
                "''|check DB_USER and DB_PASSWORD (the password is empty), and that the account",
                "secret|check DB_USER and DB_PASSWORD, and that the account may connect to this database",
            })
    void a_mistake_in_the_password_that_nobody_sees_is_named(String password, String remedy) {
        Settings.Account account = new Settings.Account(
                new JdbcUrl(URL),
                Optional.of("shop"),
                Optional.of(new Secret(password)),
                "DB_URL",
                "DB_USER and DB_PASSWORD");
        SQLException refused = new SQLException("Access denied for user 'shop'@'%'", "28000", 1045);

        assertThat(new GateFailure(account, Duration.ofSeconds(60), 1, Duration.ZERO)
                        .of(ConnectionProblem.of(refused, new JdbcUrl(URL)), refused)
                        .failure()
                        .detail("remedy"))
                .asString()
                .contains(remedy)
                .doesNotContain("secret");
    }

    @Test
    void a_port_that_gives_no_answer_is_not_said_to_belong_to_a_stopped_server() {
        Settings.Account account = new Settings.Account(
                new JdbcUrl(URL), Optional.of("shop"), Optional.empty(), "AUTO_MIGRATE_URL", "AUTO_MIGRATE_USER");
        Duration limit = Duration.ofSeconds(60);

        assertThat(new GateFailure(account, limit, 12, limit)
                        .of(ConnectionProblem.noAnswer(Duration.ofSeconds(5), new JdbcUrl(URL)), null)
                        .failure()
                        .detail("remedy"))
                .asString()
                .contains("check host and port in AUTO_MIGRATE_URL: a program of another kind on this port, a firewall")
                .contains("AUTO_MIGRATE_WAIT_TIMEOUT=\"60s\"")
                .doesNotContain("start the database");
    }
}
