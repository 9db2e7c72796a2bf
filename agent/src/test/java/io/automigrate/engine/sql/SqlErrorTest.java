package io.automigrate.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.failure.ExitCode;
import io.automigrate.kind.known.DatabaseKinds;
import io.automigrate.url.JdbcUrl;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql, 42501, 0, ACCESS_REFUSED",
        "postgresql, 25006, 0, ACCESS_REFUSED",
        "mysql, 42000, 1142, ACCESS_REFUSED",
        "mariadb, 42000, 1142, ACCESS_REFUSED",
        "h2, 90096, 90096, ACCESS_REFUSED",
        "oracle, 42000, 1142, MIGRATION_FAILED",
        "postgresql, 42P01, 0, MIGRATION_FAILED",
        "mysql, 42000, 1064, MIGRATION_FAILED",
        "sqlite, , 1, MIGRATION_FAILED"
    })
    void a_missing_right_is_known_by_the_state_or_by_the_code_of_the_database(
            String kind, String state, int code, ExitCode expected) {
        assertThat(error(kind, "x", state, code).exitCode()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "42P01, 7, no such table (SQLState 42P01), 'SQLState 42P01, error code 7: no such table'",
        "42P01, 0, no such table (SQLState 42P01), 'SQLState 42P01: no such table'",
        ", 1, no such table, 'error code 1: no such table'",
        ", 0, no such table, no such table",
    })
    void a_message_contains_the_codes_that_the_driver_gives(String state, int code, String headline, String details) {
        SqlError error = error("sqlite", "no such table", state, code);
        assertThat(error.headline()).isEqualTo(headline);
        assertThat(error.details()).isEqualTo(details);
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql, 25006, 0, cannot execute CREATE TABLE in a read-only transaction, true",
        "mariadb, HY000, 1290, The MariaDB server is running with the --read-only option so it cannot execute this statement, true",
        "mysql, HY000, 1290, The MySQL server is running with the --super-read-only option, true",
        "mysql, HY000, 1290, The MySQL server is running with the --secure-file-priv option, false",
        "mysql, HY000, 1836, Running in read-only mode, true",
        "h2, 90097, 90097, The database is read only, true",
        "postgresql, 42501, 0, permission denied, false",
    })
    void a_server_that_takes_no_changes_differs_from_an_account_without_rights(
            String kind, String state, int code, String message, boolean readOnly) {
        assertThat(error(kind, message, state, code).isReadOnly()).isEqualTo(readOnly);
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql, 55P03, 0, LOCK_TIMEOUT",
        "postgresql, 57P01, 0, CONNECTION_LOST",
        "postgresql, 53300, 0, CONNECTION_LOST",
        "postgresql, 42P07, 0, REPETITION",
        "mysql, 40001, 1205, LOCK_TIMEOUT",
        "mysql, HY000, 2013, CONNECTION_LOST",
        "mariadb, 42000, 1061, REPETITION",
        "h2, HYT00, 50200, LOCK_TIMEOUT",
        "h2, 42S01, 42101, REPETITION",
        "oracle, 61000, 54, LOCK_TIMEOUT",
        "oracle, 42000, 955, REPETITION",
        "oracle, 72000, 1205, ''",
        "sqlserver, 40001, 1205, ''",
        "sqlite, , 5, ''",
    })
    void the_meaning_of_a_code_depends_on_the_kind_of_database(String kind, String state, int code, String meaning) {
        SqlError error = error(kind, "x", state, code);
        assertThat(error.isLockTimeout()).isEqualTo(meaning.equals("LOCK_TIMEOUT"));
        assertThat(error.isConnectionLost()).isEqualTo(meaning.equals("CONNECTION_LOST"));
        assertThat(error.isRepetition()).isEqualTo(meaning.equals("REPETITION"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql | CREATE TABLE\\nt (\\n  x y z)         | 42601 | 0    | ERROR: x\\n  Position: 18                  | 7",
                "postgresql | -- one\\n/* two\\n*/\\nSELECT\\n nope | 42703 | 0    | ERROR: x\\n  Position: 27                  | 6",
                "postgresql | SELECT '\uD83D\uDE00\uD83D\uDE00',\\n nope, 1\\n | 42703 | 0 | ERROR: x\\n  Position: 14            | 6",
                "postgresql | /* a /* b */ c */\\nSELECT\\nnope     | 42703 | 0    | ERROR: x\\n  Position: 27                  | 6",
                "postgresql | SELECT\\nf()                          | 42703 | 0    | ERROR: x\\n  Internal Position: 9          | 5",
                "postgresql | SELECT\\n1                            | 42601 | 0    | ERROR: Position: 8 is taken               | 5",
                "mysql | -- one\\nSELECT\\n nope FRM x          | 42000 | 1064 | syntax error near 'FRM x' at line 3       | 6",
                "mysql | -- one\\nSELECT\\n nope FROM x         | 42S02 | 1146 | Table 'a.x' doesn't exist at line 3       | 5",
                "h2 | -- one\\nSELECT\\n 1 FRM x             | 42001 | 42001 | Syntax error in SQL statement \"-- one\\nSELECT\\n 1 FRM [*]x\" | 6",
                "oracle | a\\nb\\nc                             | 42000 | 0    | no                                        | 5",
            })
    void the_line_is_the_one_in_which_the_database_found_the_error(
            String kind, String statement, String state, int code, String message, int line) {
        SqlError error = error(kind, message.replace("\\n", "\n"), state, code);
        // The first word of the statement is in line 5 of the script.
        assertThat(error.line(5, statement.replace("\\n", "\n"))).isEqualTo(line);
    }

    @Test
    void an_old_flyway_that_counts_from_the_comments_leads_to_the_same_line() {
        String statement = "-- one\n/* two\n */\nSELECT\n nope";
        SqlError error = error("postgresql", "ERROR: x\n  Position: 28", "42703", 0);
        assertThat(error.line(2, statement, "-- one")).isEqualTo(6);
        assertThat(error.line(5, statement, "SELECT")).isEqualTo(6);
        SqlError without = error("postgresql", "ERROR: x", "42703", 0);
        assertThat(without.line(2, statement, "-- one")).isEqualTo(5);
        assertThat(without.line(5, statement, "")).isEqualTo(5);
    }

    @Test
    void a_statement_that_H2_appends_is_left_out() {
        SqlError error = error("h2", "Table \"X\" not found; SQL statement:\nselect 1", "42S02", 42102);
        assertThat(error.details()).isEqualTo("SQLState 42S02, error code 42102: Table \"X\" not found");
    }

    private static SqlError error(String kind, String message, String state, int code) {
        return new SqlError(
                new SQLException(message, state, code), DatabaseKinds.of(new JdbcUrl("jdbc:" + kind + ":x")));
    }
}
