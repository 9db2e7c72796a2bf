package io.automigrate.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastingTablesTest {
    private static final Set<String> NAMES = Set.of("old", "my table", "prüfung");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO old VALUES (1)            | old",
                "insert into OLD(id) values (1)        | old",
                "UPDATE `shop`.`old` SET id = 2        | old",
                "DELETE FROM `my table`                | my table",
                "INSERT INTO Prüfung VALUES (1)        | prüfung",
                "INSERT INTO a VALUES ('`', 1); -- old | old",
                "INSERT INTO older VALUES (1)          | ''",
                "INSERT INTO old_2 VALUES (1)          | ''",
                "''                                    | ''",
            })
    void a_table_is_found_by_its_name_as_a_word_or_between_quotes(String sql, String name) {
        assertThat(LastingTables.named(NAMES, sql)).isEqualTo(name);
    }
}
