package io.automigrate.engine.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlLimitTest {
    private static final SQLException READ = new SQLException(
            "An I/O error occurred while sending to the backend.",
            "08006",
            new IOException(new SocketTimeoutException("Read timed out")));

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop?ssl=true&socketTimeout=2,socketTimeout=2",
        "jdbc:mariadb://db/shop?socketTimeout=2000&x=y,socketTimeout=2000",
        "jdbc:sqlserver://db;databaseName=shop;socketTimeout=2000,socketTimeout=2000",
        "jdbc:oracle:thin:@db/shop?oracle.jdbc.ReadTimeout=2000,oracle.jdbc.ReadTimeout=2000",
    })
    void a_limit_of_the_driver_is_named(String url, String limit) {
        assertThat(UrlLimit.behind(READ, url)).contains(new UrlLimit(limit));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://db/shop?options=-c%20statement_timeout=2000 | canceling statement due to statement timeout"
                        + " | statement_timeout=2000",
                "jdbc:postgresql://db/shop?options=-c%20statement_timeout%3D2s | canceling statement due to statement timeout"
                        + " | statement_timeout=2s",
                "jdbc:mariadb://db/shop?sessionVariables=max_statement_time=2 | Query execution was interrupted"
                        + " (max_statement_time exceeded) | max_statement_time=2",
                "jdbc:mysql://db/shop?sessionVariables=max_execution_time=9,a=1 | maximum statement execution time exceeded"
                        + " | max_execution_time=9",
            })
    void a_limit_that_the_url_gives_the_server_is_named(String url, String words, String limit) {
        assertThat(UrlLimit.behind(new SQLException(words), url)).contains(new UrlLimit(limit));
    }

    @Test
    void another_error_has_nothing_to_do_with_a_limit() {
        assertThat(UrlLimit.behind(new SQLException("syntax error"), "jdbc:postgresql://db/shop?socketTimeout=2"))
                .isEmpty();
        assertThat(UrlLimit.behind(READ, "jdbc:postgresql://db/shop?connectTimeout=2"))
                .isEmpty();
    }
}
