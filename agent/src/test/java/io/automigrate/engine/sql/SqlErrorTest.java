package io.automigrate.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.failure.ExitCode;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorTest {

    @ParameterizedTest
    @CsvSource({
        "42501, 0, ACCESS_REFUSED",
        "25006, 0, ACCESS_REFUSED",
        "42000, 1142, ACCESS_REFUSED",
        "42P01, 0, MIGRATION_FAILED",
        "42000, 1064, MIGRATION_FAILED",
        ", 1, MIGRATION_FAILED"
    })
    void privileges_are_told_from_mistakes_by_state_or_vendor_code(String state, int code, ExitCode expected) {
        assertThat(new SqlError(new SQLException("x", state, code)).exitCode()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "42P01, 7, no such table (SQLState 42P01), 'SQLState 42P01, error code 7: no such table'",
        "42P01, 0, no such table (SQLState 42P01), 'SQLState 42P01: no such table'",
        ", 1, no such table, 'error code 1: no such table'",
        ", 0, no such table, no such table",
    })
    void codes_are_told_where_there_are_any(String state, int code, String headline, String details) {
        SqlError error = new SqlError(new SQLException("no such table", state, code));
        assertThat(error.headline()).isEqualTo(headline);
        assertThat(error.details()).isEqualTo(details);
    }

    @ParameterizedTest
    @CsvSource({
        "25006, 0, cannot execute CREATE TABLE in a read-only transaction, true",
        "HY000, 1290, The MariaDB server is running with the --read-only option so it cannot execute this statement, true",
        "HY000, 1290, The MySQL server is running with the --super-read-only option, true",
        "HY000, 1290, The MySQL server is running with the --secure-file-priv option, false",
        "90097, 90097, The database is read only, true",
        "42501, 0, permission denied, false",
    })
    void a_server_that_takes_no_changes_is_told_from_an_account_that_may_not(
            String state, int code, String message, boolean readOnly) {
        assertThat(new SqlError(new SQLException(message, state, code)).isReadOnly())
                .isEqualTo(readOnly);
    }

    @Test
    void the_position_that_PostgreSQL_tells_is_counted_in_lines() {
        SqlError error =
                new SqlError(new SQLException("ERROR: syntax error at or near \"x\"\n  Position: 18", "42601"));
        assertThat(error.linesBefore("CREATE TABLE\nt (\n  x y z)")).isEqualTo(2);
        assertThat(error.headline()).isEqualTo("ERROR: syntax error at or near \"x\" (SQLState 42601)");
    }

    @Test
    void without_a_position_the_line_is_that_of_the_statement() {
        assertThat(new SqlError(new SQLException("no", "42000")).linesBefore("a\nb\nc"))
                .isZero();
    }

    @Test
    void a_statement_that_H2_appends_is_left_out() {
        SqlError error =
                new SqlError(new SQLException("Table \"X\" not found; SQL statement:\nselect 1", "42S02", 42102));
        assertThat(error.details()).isEqualTo("SQLState 42S02, error code 42102: Table \"X\" not found");
    }
}
