package io.automigrate.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextVersionTest {
    private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-28T09:05:07.123");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1                                  | 2
            1 2 3                              | 4
            9 10 2                             | 11
            001 002                            | 003
            099 098                            | 100
            0999                               | 1000
            1.0 1.1                            | 1.2
            1.9                                | 1.10
            1_1 1_2                            | 1_3
            1.2.3 1.2.4                        | 1.2.5
            1 2 2.1                            | 3
            1.0 2.0 2.1 2.0.1                  | 2.2
            1000                               | 1001
            20251340                           | 20251341
            20261127090000                     | 20261128090507
            202611270900                       | 202611280905
            20261127090000123                  | 20261128090507123
            20261127                           | 20261128
            2026_11_27_0900                    | 2026_11_28_0905
            2026.11.27.09.00.00                | 2026.11.28.09.05.07
            20261127_090000                    | 20261128_090507
            20261128090507                     | 20261128090508
            20261231235959                     | 20270101000000
            202612312359                       | 202701010000
            20261128                           | 20261128.1
            20261128.1                         | 20261128.2
            20261127.7                         | 20261128.1
            20261127.07                        | 20261128.01
            2026.11.28.09                      | 2026.11.28.10
            20261201                           | 20261201.1
            1 2 20261127090000                 | 20261128090507
            """)
    void the_next_version_is_written_like_the_newest(String versions, String next) {
        List<String> used = List.of(versions.split(" "));
        assertThat(NextVersion.after(used, NOW)).isEqualTo(next);
    }
}
