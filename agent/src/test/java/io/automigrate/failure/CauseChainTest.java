package io.automigrate.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class CauseChainTest {
    private final IOException deepest = new IOException("disk full");
    private final CauseChain chain = new CauseChain(new IllegalStateException(new UncheckedIOException(deepest)));

    @Test
    void the_first_cause_of_a_type_is_found() {
        assertThat(chain.first(RuntimeException.class)).containsInstanceOf(IllegalStateException.class);
        assertThat(chain.first(IOException.class)).containsSame(deepest);
        assertThat(chain.first(Error.class)).isEmpty();
        assertThat(chain.deepest()).isSameAs(deepest);
    }

    @Test
    void a_cause_is_found_by_the_simple_name_of_its_class() {
        assertThat(chain.named("IOException")).containsSame(deepest);
        assertThat(chain.named("java.io.IOException")).isEmpty();
    }

    @Test
    void causes_in_a_circle_have_an_end() {
        Exception one = new Exception("one");
        Exception other = new Exception("other", one);
        one.initCause(other);
        CauseChain circle = new CauseChain(one);
        assertThat(circle.first(IOException.class)).isEmpty();
        assertThat(circle.named("IOException")).isEmpty();
        assertThat(circle.deepest()).isIn(one, other);
    }
}
