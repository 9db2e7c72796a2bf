package io.automigrate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameListTest {
    @Test
    void a_long_list_shows_the_first_names_and_the_number_of_the_others() {
        assertThat(NameList.of(List.of("a", "b", "c", "d"), 2)).isEqualTo("a, b and 2 more");
        assertThat(NameList.of(List.of("a", "b"), 2)).isEqualTo("a, b");
        assertThat(NameList.of(List.of("a"), 2)).isEqualTo("a");
        assertThat(NameList.of(List.of(), 2)).isEmpty();
    }
}
