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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE\\nt (\\n  x y z)         | 42601 | 0    | ERROR: x\\n  Position: 18                  | 7",
                "-- one\\n/* two\\n*/\\nSELECT\\n nope | 42703 | 0    | ERROR: x\\n  Position: 27                  | 6",
                "SELECT '\uD83D\uDE00\uD83D\uDE00',\\n nope, 1\\n | 42703 | 0 | ERROR: x\\n  Position: 14            | 6",
                "/* a /* b */ c */\\nSELECT\\nnope     | 42703 | 0    | ERROR: x\\n  Position: 27                  | 6",
                "SELECT\\nf()                          | 42703 | 0    | ERROR: x\\n  Internal Position: 9          | 5",
                "SELECT\\n1                            | 42601 | 0    | ERROR: Position: 8 is taken               | 5",
                "-- one\\nSELECT\\n nope FRM x          | 42000 | 1064 | syntax error near 'FRM x' at line 3       | 6",
                "-- one\\nSELECT\\n nope FROM x         | 42S02 | 1146 | Table 'a.x' doesn't exist at line 3       | 5",
                "-- one\\nSELECT\\n 1 FRM x             | 42001 | 42001 | Syntax error in SQL statement \"-- one\\nSELECT\\n 1 FRM [*]x\" | 6",
                "a\\nb\\nc                             | 42000 | 0    | no                                        | 5",
            })
    void the_line_is_that_of_the_place_at_which_the_database_stumbled(
            String statement, String state, int code, String message, int line) {
        SqlError error = new SqlError(new SQLException(message.replace("\\n", "\n"), state, code));
        // The first word of the statement is in line 5 of the script.
        assertThat(error.line(5, statement.replace("\\n", "\n"))).isEqualTo(line);
    }

    @Test
    void an_old_flyway_that_counts_from_the_comments_leads_to_the_same_line() {
        String statement = "-- one\n/* two\n */\nSELECT\n nope";
        SqlError error = new SqlError(new SQLException("ERROR: x\n  Position: 28", "42703"));
        assertThat(error.line(2, statement, "-- one")).isEqualTo(6);
        assertThat(error.line(5, statement, "SELECT")).isEqualTo(6);
        SqlError without = new SqlError(new SQLException("ERROR: x", "42703"));
        assertThat(without.line(2, statement, "-- one")).isEqualTo(5);
        assertThat(without.line(5, statement, "")).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "COMMIT, true",
        "commit work;, true",
        "END, true",
        "END TRANSACTION, true",
        "'/* here */ -- and\n COMMIT', true",
        "PREPARE TRANSACTION 'a', true",
        "COMMIT PREPARED 'a', false",
        "ROLLBACK, false",
        "BEGIN, false",
        "SELECT 'COMMIT', false",
        "COMMITTEE, false",
    })
    void a_commit_in_the_script_is_seen(String statement, boolean commits) {
        OwnTransaction transaction = new OwnTransaction();
        transaction.scriptBegins();
        transaction.statementBegins(statement);
        assertThat(transaction.commit()).as("while it runs").isEmpty();
        transaction.statementBegins("SELECT 1");
        assertThat(transaction.commit().isPresent()).isEqualTo(commits);
        transaction.scriptBegins();
        assertThat(transaction.commit()).as("in the next script").isEmpty();
    }

    @Test
    void a_statement_that_H2_appends_is_left_out() {
        SqlError error =
                new SqlError(new SQLException("Table \"X\" not found; SQL statement:\nselect 1", "42S02", 42102));
        assertThat(error.details()).isEqualTo("SQLState 42S02, error code 42102: Table \"X\" not found");
    }
}
