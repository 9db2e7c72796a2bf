package io.automigrate.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongTextTest {
    @Test
    void a_long_line_is_cut_and_the_lines_around_stay() {
        assertThat(LongText.shortened("a\n" + "b".repeat(2500) + "\nc\n"))
                .isEqualTo("a\n" + "b".repeat(2000) + " … (500 more characters)\nc\n");
    }

    @Test
    void a_text_of_many_lines_is_cut_after_two_hundred() {
        assertThat(LongText.shortened("x\n".repeat(250))).isEqualTo("x\n".repeat(200) + "… (100 more characters)");
    }

    @Test
    void a_text_of_ordinary_length_stays() {
        String text = ("x".repeat(2000) + "\n").repeat(3) + "end";
        assertThat(LongText.shortened(text)).isSameAs(text);
    }
}
