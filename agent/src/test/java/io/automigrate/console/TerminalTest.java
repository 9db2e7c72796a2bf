package io.automigrate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @ParameterizedTest
    @CsvSource({"true, '', xterm, true", "true, 1, xterm, false", "true, '', dumb, false", "false, '', xterm, false"})
    void colours_are_for_people_at_a_terminal_who_want_them(
            boolean isTerminal, String noColor, String term, boolean colours) {
        Map<String, String> environment = Map.of("NO_COLOR", noColor, "TERM", term);
        assertThat(Terminal.of(isTerminal, environment, StandardCharsets.UTF_8).colours())
                .isEqualTo(colours);
    }

    @ParameterizedTest
    @CsvSource({"true, 132, 132", "false, 60, 60", "true, , 80", "false, , 100", "true, wide, 80", "true, 5, 40"})
    void a_line_is_as_long_as_the_environment_says(boolean isTerminal, String columns, int expected) {
        Map<String, String> environment = columns == null ? Map.of() : Map.of("COLUMNS", columns);
        assertThat(Terminal.of(isTerminal, environment, StandardCharsets.UTF_8).columns())
                .isEqualTo(expected);
    }

    @Test
    void letters_that_can_not_be_shown_have_a_stand_in() {
        assertThat(new Terminal(80, false, StandardCharsets.UTF_8).or("✓", "ok"))
                .isEqualTo("✓");
        assertThat(new Terminal(80, false, StandardCharsets.US_ASCII).or("✓", "ok"))
                .isEqualTo("ok");
    }
}
