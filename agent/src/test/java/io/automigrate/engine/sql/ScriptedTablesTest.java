package io.automigrate.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptedTablesTest {
    private final ScriptedTables tables = new ScriptedTables();

    /** Reads {@code person(id name) orders(id)}. */
    private static Map<String, Set<String>> schema(String text) {
        return Arrays.stream(text.split("\\)"))
                .map(String::strip)
                .filter(table -> !table.isEmpty())
                .collect(Collectors.toMap(
                        table -> table.substring(0, table.indexOf('(')),
                        table -> Set.of(table.substring(table.indexOf('(') + 1).split(" ")),
                        (some, other) -> other,
                        TreeMap::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CREATE TABLE a (id INT)                                                                    | a(id)
            create table if not exists "s"."A" ("Id" int primary key, n varchar(9) default ',')        | a(id n)
            CREATE TABLE `s`.`a` (`id` INT NOT NULL AUTO_INCREMENT, PRIMARY KEY (`id`), KEY `k` (`id`)) ENGINE=InnoDB | a(id)
            CREATE TABLE [dbo].[a] ([id] INT, CONSTRAINT c CHECK (id > 0), UNIQUE (id))                | a(id)
            CREATE TABLE a (id DECIMAL(9, 2), b INT REFERENCES c (x, y), FOREIGN KEY (b) REFERENCES c (x)) | a(id b)
            CREATE TABLE a (id INT); CREATE TABLE b (id INT); DROP TABLE IF EXISTS a, b CASCADE; CREATE TABLE c (x INT) | c(x)
            CREATE TABLE a (id INT); ALTER TABLE a ADD COLUMN IF NOT EXISTS n INT, ADD m INT           | a(id m n)
            CREATE TABLE a (id INT); ALTER TABLE ONLY a ADD CONSTRAINT p PRIMARY KEY (id)              | a(id)
            CREATE TABLE a (id INT); ALTER TABLE a ADD (n INT, m DECIMAL(9, 2))                        | a(id m n)
            CREATE TABLE a (id INT, n INT); ALTER TABLE a DROP COLUMN n CASCADE                        | a(id)
            CREATE TABLE a (id INT, n INT); ALTER TABLE a DROP CONSTRAINT n, ALTER COLUMN n DROP NOT NULL | a(id n)
            CREATE TABLE a (id INT, n INT); ALTER TABLE a RENAME COLUMN n TO m                         | a(id m)
            CREATE TABLE a (id INT, n INT); ALTER TABLE a ALTER COLUMN n RENAME TO m                   | a(id m)
            CREATE TABLE a (id INT, n INT); ALTER TABLE a CHANGE COLUMN n m BIGINT NOT NULL            | a(id m)
            CREATE TABLE a (id INT); ALTER TABLE a RENAME TO b; ALTER TABLE b ADD n INT                | b(id n)
            CREATE TABLE a (id INT); RENAME TABLE a TO b, b TO c                                       | c(id)
            CREATE TABLE a (id INT); CREATE FUNCTION f() AS $$ CREATE TABLE b (id INT) $$              | a(id)
            CREATE TABLE a (id INT); INSERT INTO a VALUES ('; CREATE TABLE b (id INT)')                | a(id)
            CREATE TABLE a (id INT /* , n INT */ -- the key )                                          | a(id)
            CREATE TABLE a_new (id INT); DROP TABLE a; ALTER TABLE a_new RENAME TO a                   | a(id)
            CREATE TABLE a (id INT) PARTITION BY RANGE (id)                                            | a(id)
            CREATE TEMPORARY TABLE t (id INT); CREATE TABLE a (id INT)                                 | a(id)
            CREATE TABLE a (id INT, key TEXT)                                                          | a(id key)
            """)
    void the_tables_are_those_of_the_scripts(String script, String schema) {
        assertThat(tables.play(script.replace("-- the key )", "-- the key\n)"))).isTrue();
        assertThat(tables.missing(schema(schema))).isEmpty();
        assertThat(tables.surplus(schema(schema))).isEmpty();
    }

    @Test
    void differences_are_named() {
        tables.play("CREATE TABLE a (id INT, n INT); CREATE TABLE b (id INT)");

        assertThat(tables.missing(schema("a(id) c(id)")))
                .containsExactly("column \"a.n\" is missing", "table \"b\" is missing");
        assertThat(tables.surplus(schema("a(id n m) b(id) c(id)")))
                .containsExactly("column \"a.m\" is in no script", "table \"c\" is in no script");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TABLE a AS SELECT 1 AS id
            CREATE TABLE a (LIKE b)
            CREATE TABLE a (id INT) INHERITS (b)
            CREATE TABLE a (n INT) AS SELECT 1
            """)
    void columns_that_come_from_elsewhere_are_never_an_exact_match(String script) {
        tables.play(script);

        assertThat(tables.surplus(schema("a(id n)")))
                .containsExactly("the columns of \"a\" are not in the text of its script");
    }

    @Test
    void a_script_without_tables_changes_none() {
        assertThat(tables.play("INSERT INTO a VALUES (1); CREATE INDEX i ON a (id); DROP TABLE none"))
                .isFalse();
        assertThat(tables.any()).isFalse();
    }

    @Test
    void long_literals_are_no_problem() {
        String text = "INSERT INTO a VALUES ('" + "it''s ".repeat(200_000) + "');";

        assertThat(tables.play(text + "CREATE TABLE a (id INT);")).isTrue();
        assertThat(tables.surplus(schema("a(id)"))).isEqualTo(List.of());
    }
}
