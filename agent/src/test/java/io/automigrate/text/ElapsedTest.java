package io.automigrate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElapsedTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.000 s",
        "7, 0.007 s",
        "99, 0.099 s",
        "100, 0.1 s",
        "149, 0.1 s",
        "150, 0.2 s",
        "31449, 31.4 s",
        "3600000, 3600.0 s"
    })
    void durations_are_formatted_as_seconds(long millis, String text) {
        assertThat(Elapsed.seconds(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "20, 0.020 s", "999, 1.0 s", "1000, 1 s", "1999, 1 s", "600000, 600 s"})
    void the_time_of_a_wait_has_whole_seconds(long millis, String text) {
        assertThat(Elapsed.whole(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "500, 0.5 s", "1000, 1 s", "1500, 1.5 s", "60000, 60 s"})
    void a_limit_has_tenths_only_where_it_was_given_with_tenths(long millis, String text) {
        assertThat(Elapsed.limit(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
