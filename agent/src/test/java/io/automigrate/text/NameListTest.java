package io.automigrate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameListTest {
    @Test
    void of_many_names_only_the_first_are_told() {
        assertThat(NameList.of(List.of("a", "b", "c", "d"), 2)).isEqualTo("a, b and 2 more");
        assertThat(NameList.of(List.of("a", "b"), 2)).isEqualTo("a, b");
        assertThat(NameList.of(List.of("a"), 2)).isEqualTo("a");
        assertThat(NameList.of(List.of(), 2)).isEmpty();
    }
}
