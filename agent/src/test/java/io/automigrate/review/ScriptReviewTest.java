package io.automigrate.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.known.DatabaseKinds;
import io.automigrate.url.JdbcUrl;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptReviewTest {
    private static DatabaseKind kind(String word) {
        return DatabaseKinds.of(new JdbcUrl("jdbc:" + word + ":x"));
    }

    private static SchemaEngine.Planned planned(String sql, boolean inTransaction, String... missing) {
        SchemaEngine.Migration migration = new SchemaEngine.Migration(
                Optional.of("1"),
                "a",
                "SQL",
                "Pending",
                true,
                false,
                SchemaEngine.Checksum.NONE,
                "V1__a.sql",
                Optional.empty());
        return new SchemaEngine.Planned(migration, Optional.of(sql), inTransaction, List.of(missing));
    }

    private static List<Remark> review(String vendor, String sql) {
        return new ScriptReview(kind(vendor), false).review(planned(sql, true)).remarks();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE orders ADD COLUMN a int                          | blocks reads and writes of "orders"
            alter table only shop."Orders" alter column a type bigint    | each row is rewritten
            ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0)            | all rows are checked
            ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT VALID  | blocks reads and writes of "orders"
            CREATE UNIQUE INDEX i ON orders(a)                           | blocks writes to "orders" while the index is built
            CREATE INDEX ON ONLY shop.orders USING gin (a)               | blocks writes to "orders"
            DROP INDEX IF EXISTS i                                       | DROP INDEX CONCURRENTLY does not
            REINDEX TABLE orders                                         | blocks writes
            REFRESH MATERIALIZED VIEW v                                  | blocks reads of "v"
            CREATE TRIGGER t BEFORE INSERT ON orders EXECUTE FUNCTION f()| blocks writes to "orders"
            DROP TABLE orders                                            | waits for everything that uses "orders"
            TRUNCATE orders                                              | blocks reads and writes of "orders"
            LOCK TABLE orders IN EXCLUSIVE MODE                          | locks "orders" on purpose
            UPDATE orders SET a = 1                                      | changes every row of "orders"
            DELETE FROM orders                                           | changes every row of "orders"
            """)
    void locks_of_postgresql(String sql, String words) {
        assertThat(review("postgresql", sql)).singleElement().satisfies(remark -> {
            assertThat(remark.kind()).isEqualTo(Remark.Kind.LOCK);
            assertThat(remark.line()).isEqualTo(1);
            assertThat(remark.text()).contains(words);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE a (id int)",
                "INSERT INTO orders VALUES (1)",
                "UPDATE orders SET a = 1 WHERE id = 2",
                "DELETE FROM orders WHERE id = 2",
                "ALTER TABLE orders VALIDATE CONSTRAINT c",
                "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
                "CREATE VIEW v AS SELECT 1",
                "SELECT 'ALTER TABLE orders ADD x int'",
                "-- DROP TABLE orders",
                "CREATE FUNCTION f() RETURNS void AS $$ BEGIN DELETE FROM a; DROP TABLE b; END $$ LANGUAGE plpgsql"
            })
    void nothing_waits_for_these(String sql) {
        assertThat(review("postgresql", sql)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mysql     | ALTER TABLE `orders` ADD a INT                 | waits for everything that uses "orders"
            mariadb   | CREATE INDEX i ON orders (a)                   | waits for everything that uses "orders"
            mariadb   | DROP INDEX i ON orders                         | waits for everything that uses "orders"
            mysql     | RENAME TABLE orders TO o                       | waits for everything that uses "orders"
            oracle    | CREATE INDEX i ON orders (a)                   | locks "orders" while the index is built
            sqlserver | ALTER TABLE [dbo].[orders] ADD a INT           | locks "orders"
            h2        | ALTER TABLE "orders" ADD a INT                 | locks "orders"
            """)
    void locks_of_others(String vendor, String sql, String words) {
        assertThat(review(vendor, sql)).singleElement().asString().contains(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mysql   | ALTER TABLE orders ADD a INT, ALGORITHM=INSTANT
            mariadb | ALTER TABLE orders ADD INDEX (a), LOCK=NONE
            sqlite  | ALTER TABLE orders ADD a INT
            oracle  | CREATE INDEX i ON orders (a) ONLINE
            """)
    void a_statement_with_an_option_against_locks_gets_no_remark(String vendor, String sql) {
        assertThat(review(vendor, sql)).isEmpty();
    }

    @Test
    void no_remark_names_a_table_that_the_plan_itself_makes() {
        ScriptReview review = new ScriptReview(kind("postgresql"), false);
        assertThat(review.review(planned("CREATE TABLE shop.a (id int); CREATE INDEX i ON a (id);", true))
                        .remarks())
                .isEmpty();
        assertThat(review.review(planned("ALTER TABLE A ADD b int", true)).remarks())
                .isEmpty();
        assertThat(review.review(planned("ALTER TABLE b ADD a int", true)).remarks())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CREATE INDEX CONCURRENTLY i ON a (b)", "VACUUM a", "REINDEX DATABASE shop", "DROP DATABASE old"
            })
    void a_statement_that_refuses_a_transaction_gets_a_remark(String sql) {
        assertThat(review("postgresql", sql))
                .filteredOn(remark -> remark.kind() == Remark.Kind.NOT_TRANSACTIONAL)
                .singleElement()
                .asString()
                .startsWith("line 1: makes the script run outside a transaction");
    }

    @Test
    void a_script_that_flyway_would_refuse_for_its_mixture_is_pointed_out() {
        String sql = "SELECT 1;\nCREATE INDEX CONCURRENTLY i ON a (b);";
        assertThat(review("postgresql", sql))
                .filteredOn(remark -> remark.kind() == Remark.Kind.FAILURE)
                .singleElement()
                .asString()
                .startsWith("line 2: would fail");
        assertThat(new ScriptReview(kind("postgresql"), true)
                        .review(planned(sql, true))
                        .remarks())
                .noneMatch(remark -> remark.kind() == Remark.Kind.FAILURE);
    }

    @Test
    void where_definitions_commit_by_themselves_a_script_of_several_is_pointed_out() {
        String sql = "CREATE TABLE a (id INT); INSERT INTO a VALUES (1)";
        assertThat(review("mariadb", sql)).singleElement().asString().contains("commits by itself");
        assertThat(review("mariadb", "CREATE TABLE a (id INT)")).isEmpty();
        assertThat(review("sqlite", sql)).isEmpty();
    }

    @Test
    void the_scripts_own_configuration_counts() {
        assertThat(new ScriptReview(kind("postgresql"), false)
                        .review(planned("SELECT 1", false))
                        .remarks())
                .singleElement()
                .asString()
                .contains("executeInTransaction=false");
    }

    @Test
    void a_statement_that_would_fail_gets_a_remark() {
        assertThat(new ScriptReview(kind("h2"), false)
                        .review(planned("SELECT ${x}", true, "${x}"))
                        .remarks())
                .singleElement()
                .asString()
                .contains("no value for ${x}");
        assertThat(review("h2", " \n")).singleElement().asString().contains("the script is empty");
    }
}
