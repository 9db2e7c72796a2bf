package io.automigrate.settings.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "10m, PT10M",
        "2h, PT2H",
        "2H, PT2H",
        "500MS, PT0.5S",
        "PT30S, PT30S",
        "pt1m30s, PT1M30S",
        "0, PT0S",
        "0s, PT0S",
        "007, PT7S",
        "500h, PT500H",
    })
    void a_duration_is_understood(String text, Duration duration) {
        assertThat(DurationText.parse(text)).isEqualTo(duration);
    }

    @Test
    void duration_without_unit_is_seconds() {
        assertThat(DurationText.parse("45")).isEqualTo(Duration.ofSeconds(45));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5 bananas",
                "bananas",
                "s",
                "ms",
                "-",
                "1.5s",
                "1m30s",
                "30 s",
                "10d",
                "P",
                "PTX",
                "٣s",
                "30ss",
                "+5s"
            })
    void a_text_that_is_no_duration_is_refused_with_the_allowed_forms(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("that is no duration, use 500ms, 30s, 10m, 2h, PT30S or a number of seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "-5s", "-1ms", "PT-5S", "-9999999h"})
    void a_negative_duration_is_refused(String text) {
        assertThatThrownBy(() -> DurationText.parse(text)).hasMessageStartingWith("a duration cannot be negative");
    }

    @ParameterizedTest
    @ValueSource(strings = {"501h", "9223372036854775807h", "99999999999999999999", "PT99999H", "P30D"})
    void a_duration_that_drivers_cannot_count_is_refused(String text) {
        assertThatThrownBy(() -> DurationText.parse(text)).hasMessage("that is too long, use at most 500h");
    }
}
