package io.automigrate.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.secret.SecretMask;
import org.junit.jupiter.api.Test;

class PrintableTextTest {
    @Test
    void control_characters_and_marks_for_the_direction_are_written_as_numbers() {
        assertThat(PrintableText.of("a\0b\u0007c\u001b[31md\u009be\u202ef\u2066g\u200eh\u2028i\u007fj\ufeffk"))
                .isEqualTo("a\\u0000b\\u0007c\\u001b[31md\\u009be\\u202ef\\u2066g\\u200eh\\u2028i\\u007fj\\ufeffk");
    }

    @Test
    void letters_line_ends_and_tabs_stay() {
        String text = "ä€漢 עברית\r\n\t😀";
        assertThat(PrintableText.of(text)).isSameAs(text);
    }

    @Test
    void every_text_that_passes_a_mask_is_printable() {
        assertThat(SecretMask.URLS_ONLY.mask("V1__\u001b]0;title\u0007.sql"))
                .isEqualTo("V1__\\u001b]0;title\\u0007.sql");
    }
}
