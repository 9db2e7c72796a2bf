package io.automigrate.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JdbcUrlTest {

    @Test
    void the_text_hides_the_password() {
        assertThat(new JdbcUrl("jdbc:postgresql://h/d?user=u&password=geheim"))
                .hasToString("jdbc:postgresql://h/d?user=u&password=****");
    }
}
