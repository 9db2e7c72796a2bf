package io.automigrate.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.automigrate.kind.SqlSyntax;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlSplitterTest {
    private static List<SqlStatement> postgres(String sql) {
        return SqlSplitter.split(sql, SqlSyntax.STANDARD);
    }

    @Test
    void statements_end_at_semicolons_and_know_their_lines() {
        assertThat(postgres("-- first\nCREATE TABLE a (id int);\n\n/* two\n lines */ drop\n  table b"))
                .extracting(SqlStatement::line, SqlStatement::words)
                .containsExactly(tuple(2, "CREATE TABLE A (ID INT)"), tuple(5, "DROP TABLE B"));
    }

    @Test
    void semicolons_between_quotes_are_text_and_names_stay_names() {
        assertThat(postgres("INSERT INTO \"my table\" VALUES ('a;b''c', E'\\';', $x$;$x$); SELECT 1"))
                .extracting(SqlStatement::words)
                .containsExactly("INSERT INTO \"MY TABLE\" VALUES ('', E'', '')".replace("\"", ""), "SELECT 1");
    }

    @Test
    void the_text_is_kept_as_it_is_written() {
        assertThat(postgres("insert into  a values ('x; y') -- why"))
                .extracting(SqlStatement::text)
                .containsExactly("insert into a values ('x; y')");
    }

    @Test
    void comments_nest_in_postgresql_and_not_in_mysql() {
        assertThat(postgres("/* a /* b */ c; */ SELECT 1"))
                .extracting(SqlStatement::words)
                .containsExactly("SELECT 1");
        assertThat(SqlSplitter.split("/* a /* b */ SELECT 1; # c;\nSELECT 2", SqlSyntax.MYSQL))
                .extracting(SqlStatement::words)
                .containsExactly("SELECT 1", "SELECT 2");
    }

    @Test
    void the_body_of_a_trigger_is_part_of_it() {
        String trigger = "CREATE TRIGGER t AFTER INSERT ON a FOR EACH ROW BEGIN"
                + " IF NEW.x THEN UPDATE b SET n = CASE WHEN 1 THEN 2 END; END IF; DELETE FROM c; END";
        assertThat(SqlSplitter.split(trigger + "; SELECT 1", SqlSyntax.MYSQL))
                .extracting(SqlStatement::text)
                .containsExactly(trigger, "SELECT 1");
    }

    @Test
    void text_that_does_not_end_ends_with_the_script() {
        assertThat(postgres("SELECT 'abc; SELECT 2")).hasSize(1);
        assertThat(postgres("SELECT $$abc; SELECT 2")).hasSize(1);
        assertThat(postgres("/* abc")).isEmpty();
    }
}
