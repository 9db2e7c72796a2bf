package io.automigrate.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.h2.H2;
import io.automigrate.kind.mariadb.MariaDb;
import io.automigrate.kind.postgresql.PostgreSql;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptProgressTest {
    private static final DatabaseKind MARIADB = MariaDb.kind();
    private static final SQLException LOST = new SQLNonTransientConnectionException("gone", "08000");
    private static final SQLException REFUSED = new SQLException("no such table", "42S02", 1146);

    private ScriptProgress progress = ScriptProgress.begin("V2__customer.sql");

    private ScriptProgress send(DatabaseKind kind, String... statements) {
        for (String sql : statements) {
            progress = progress.acknowledged().sent(progress.statement() + 1, sql, kind, false, false);
        }
        return progress;
    }

    @Test
    void a_definition_that_is_lost_leaves_the_definitions_before_committed() {
        send(MARIADB, "CREATE TABLE a (id INT)", "CREATE TABLE b (id INT)", "ALTER TABLE a ADD c INT");

        assertThat(progress.failed(LOST, MARIADB).text())
                .isEqualTo("statement 3 of V2__customer.sql was sent and not acknowledged; 1 and 2 are committed");
        assertThat(progress.failed(LOST, MARIADB).isRolledBack()).isFalse();
    }

    @Test
    void rows_before_a_definition_that_failed_may_be_committed() {
        send(MARIADB, "INSERT INTO a VALUES (1)", "ALTER TABLE nowhere ADD c INT");

        assertThat(progress.failed(REFUSED, MARIADB).text())
                .isEqualTo("statement 2 of V2__customer.sql failed; 1 may be committed");
    }

    @Test
    void rows_are_rolled_back_whether_the_statement_failed_or_is_lost() {
        send(MARIADB, "INSERT INTO a VALUES (1)", "SET @a = 1", "UPDATE a SET id = 2");

        assertThat(progress.failed(REFUSED, MARIADB).isRolledBack()).isTrue();
        assertThat(progress.failed(LOST, MARIADB).isRolledBack()).isTrue();
        assertThat(progress.failed(LOST, MARIADB).text())
                .isEqualTo(
                        "statement 3 of V2__customer.sql was sent and not acknowledged; the database rolls back all of"
                                + " the script");
    }

    @Test
    void rows_behind_a_definition_are_rolled_back_and_those_before_it_are_not() {
        send(
                MARIADB,
                "INSERT INTO a VALUES (1)",
                "TRUNCATE b",
                "INSERT INTO a VALUES (2)",
                "INSERT INTO a VALUES (3)",
                "SELECT * FROM nowhere");

        assertThat(progress.failed(REFUSED, MARIADB).text())
                .isEqualTo("statement 5 of V2__customer.sql failed; 1 and 2 are committed; 3 and 4 are rolled back");
    }

    @Test
    void a_first_definition_that_failed_leaves_nothing_and_one_that_is_lost_may() {
        send(MARIADB, "ALTER TABLE a ADD c INT");

        assertThat(progress.failed(REFUSED, MARIADB).isRolledBack()).isTrue();
        assertThat(progress.failed(LOST, MARIADB).isRolledBack()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE a AS SELECT * FROM b",
                "DROP TABLE a, b",
                "CALL fill()",
                "BEGIN NOT ATOMIC INSERT INTO a VALUES (1); COMMIT; END",
                "/*!50000 CALL both() */",
                "SET autocommit = 1",
                "CREATE TEMPORARY TABLE t AS SELECT 1"
            })
    void a_failed_statement_that_can_end_half_way_may_have_left_something(String sql) {
        assertThat(send(MARIADB, sql).failed(REFUSED, MARIADB).isRolledBack()).isFalse();
    }

    @Test
    void postgresql_rolls_definitions_back_unless_the_connection_commits_each_statement() {
        assertThat(send(PostgreSql.kind(), "CREATE TABLE a (id INT)", "CREATE TABLE b (id INT)")
                        .failed(LOST, MARIADB)
                        .isRolledBack())
                .isTrue();

        ScriptProgress outside = ScriptProgress.begin("V3__index.sql")
                .sent(1, "INSERT INTO a VALUES (1)", PostgreSql.kind(), true, false)
                .acknowledged()
                .sent(2, "VACUUM", PostgreSql.kind(), true, false);
        assertThat(outside.failed(LOST, MARIADB).text())
                .isEqualTo("statement 2 of V3__index.sql was sent and not acknowledged; 1 is committed");
    }

    @Test
    void a_setting_before_all_statements_has_no_effect() {
        send(H2.kind(), "SET LOCK_TIMEOUT 60000", "ALTER TABLE a ADD c INT");

        assertThat(progress.failed(REFUSED, MARIADB).isRolledBack()).isTrue();
        assertThat(progress.needsNote()).isFalse();
    }

    @Test
    void a_setting_commits_on_h2_and_not_on_mariadb() {
        assertThat(send(H2.kind(), "INSERT INTO a VALUES (1)", "SET REFERENTIAL_INTEGRITY FALSE")
                        .acknowledged()
                        .isRolledBack())
                .isFalse();
    }

    @Test
    void a_commit_that_is_sent_may_have_happened_until_it_is_acknowledged() {
        ScriptProgress ended = send(PostgreSql.kind(), "INSERT INTO a VALUES (1)", "INSERT INTO a VALUES (2)")
                .acknowledged()
                .ended();

        assertThat(ended.isRolledBack()).isTrue();
        assertThat(ended.commitSent().isRolledBack()).isFalse();
        assertThat(ended.commitSent().text())
                .isEqualTo("all statements of V2__customer.sql were acknowledged; 1 and 2 may be committed");
        assertThat(ended.commitSent().commitAcknowledged().isComplete()).isTrue();
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
        send(PostgreSql.kind(), statement);
        assertThat(progress.ownCommit()).as("while the statement runs").isEmpty();

        send(PostgreSql.kind(), "SELECT 1");

        assertThat(progress.ownCommit().isEmpty()).isNotEqualTo(commits);
        assertThat(progress.isRolledBack()).isNotEqualTo(commits);
    }

    @ParameterizedTest
    @CsvSource({
        "false, statement 2 of V2__customer.sql failed; tables without transactions may keep the changes of 1 and 2",
        "true, statement 2 of V2__customer.sql was sent and not acknowledged; tables without transactions may keep the changes of 1 and 2"
    })
    void rows_of_tables_without_transactions_stay_whether_the_statement_failed_or_is_lost(boolean lost, String text) {
        progress = progress.sent(1, "INSERT INTO old VALUES (1)", MARIADB, false, true)
                .acknowledged()
                .sent(2, "INSERT INTO old VALUES (2)", MARIADB, false, true)
                .failed(lost ? LOST : REFUSED, MARIADB);

        assertThat(progress.isRolledBack()).isFalse();
        assertThat(progress.text()).isEqualTo(text + ", the rest is rolled back");
        assertThat(progress.undone().isRolledBack()).isTrue();
    }

    @Test
    void rows_behind_a_definition_stay_in_a_table_without_transactions() {
        progress = progress.sent(1, "CREATE TABLE old (id INT) ENGINE = MyISAM", MARIADB, false, false)
                .acknowledged()
                .sent(2, "INSERT INTO old VALUES (1)", MARIADB, false, true)
                .acknowledged()
                .sent(3, "INSERT INTO a VALUES (1)", MARIADB, false, false)
                .failed(REFUSED, MARIADB);

        assertThat(progress.text())
                .isEqualTo(
                        "statement 3 of V2__customer.sql failed; 1 is committed; tables without transactions may keep the"
                                + " changes of 2, the rest is rolled back");
    }

    @Test
    void a_definition_without_an_answer_may_be_committed_with_the_rows_before_it() {
        send(MARIADB, "INSERT INTO a VALUES (1)", "ALTER TABLE a ADD c INT");

        assertThat(progress.isRolledBack()).isFalse();
        assertThat(progress.text())
                .isEqualTo("statement 2 of V2__customer.sql was sent and not acknowledged; 1 may be committed");
    }
}
