package io.automigrate.kind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableStatementTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE person ADD note INT, ADD other INT",
                "alter online\n  table person add note int",
                "-- more to know\n# of each\n/* person */ ALTER IGNORE TABLE person ADD note INT",
                "CREATE UNIQUE INDEX person_name ON person (name, id)",
                "CREATE OR REPLACE INDEX i ON person (name)",
                "DROP INDEX person_name ON person",
                "DROP TABLE IF EXISTS person",
                "RENAME TABLE person TO people",
                "TRUNCATE person",
            })
    void a_statement_that_defines_one_table_can_be_repeated(String sql) {
        assertThat(TableStatement.isRepeatable(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE person SET name = 'ALTER TABLE person'",
                "INSERT INTO person SELECT * FROM people",
                "CREATE TABLE copy AS SELECT * FROM person",
                "DROP TABLE person, people",
                "RENAME TABLE person TO old, people TO person",
                "CALL rename_all()",
                "BEGIN NOT ATOMIC ALTER TABLE person ADD note INT; END",
                "/*!50000 CALL both() */",
                "ALTER TABLESPACE t",
                "DROP DATABASE shop",
                "-- ALTER TABLE person",
                "/* ALTER TABLE person",
                "#",
                "",
            })
    void everything_else_is_executed_once(String sql) {
        assertThat(TableStatement.isRepeatable(sql)).isFalse();
    }
}
