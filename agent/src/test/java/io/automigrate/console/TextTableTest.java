package io.automigrate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
    private final TextTable table = new TextTable(List.of("Version", "Description", "State"), 1);

    @Test
    void columns_are_as_wide_as_what_is_in_them() {
        add("1", "create person", "Success");
        add("1.10", "x", "Pending");
        assertThat(lines(80))
                .containsExactly(
                        "Version  Description    State",
                        "-------  -------------  -------",
                        "1        create person  Success",
                        "1.10     x              Pending");
    }

    @Test
    void a_line_that_is_too_long_for_the_terminal_is_wrapped() {
        add("1", "create the table of all persons", "Success");
        assertThat(lines(32))
                .containsExactly(
                        "Version  Description     State",
                        "-------  --------------  -------",
                        "1        create the      Success",
                        "         table of all",
                        "         persons");
        assertThat(lines(32)).allMatch(line -> line.length() <= 32);
    }

    @Test
    void a_title_is_never_broken() {
        add("1", "create the table of all persons", "Success");
        assertThat(lines(10)).first().isEqualTo("Version  Description  State");
    }

    @Test
    void colours_take_no_room() {
        table.add(List.of(TextTable.Cell.of("1"), TextTable.Cell.of("a"), new TextTable.Cell("Failed", Colour.RED)));
        assertThat(table.text(new Terminal(80, true, StandardCharsets.UTF_8)))
                .endsWith("1        a            \u001b[31mFailed\u001b[0m\n");
        assertThat(table.text(new Terminal(80, false, StandardCharsets.UTF_8))).doesNotContain("\u001b");
    }

    @Test
    void without_rows_there_is_no_table() {
        assertThat(table.text(new Terminal(80, false, StandardCharsets.UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "one two three, 8, one two|three",
        "abcdefghij, 4, abcd|efgh|ij",
        "a bcdefgh, 4, a|bcde|fgh",
        "'', 4, ''"
    })
    void text_breaks_at_spaces_where_it_can(String text, int width, String lines) {
        assertThat(String.join("|", TextTable.wrap(text, width))).isEqualTo(lines);
    }

    private void add(String version, String description, String state) {
        table.add(List.of(TextTable.Cell.of(version), TextTable.Cell.of(description), TextTable.Cell.of(state)));
    }

    private List<String> lines(int columns) {
        return table.text(new Terminal(columns, false, StandardCharsets.UTF_8))
                .lines()
                .toList();
    }
}
