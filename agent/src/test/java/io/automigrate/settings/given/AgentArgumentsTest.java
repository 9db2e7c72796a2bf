package io.automigrate.settings.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentArgumentsTest {
    private final Findings findings = new Findings();

    @Test
    void semicolons_separate_the_settings() {
        assertThat(new AgentArguments("url=jdbc:h2:mem:x;wait_timeout=5s;user=sa", findings).list())
                .containsExactly(entry("url", "jdbc:h2:mem:x"), entry("wait_timeout", "5s"), entry("user", "sa"));
    }

    @Test
    void a_value_may_hold_equals_signs() {
        assertThat(new AgentArguments("url=jdbc:postgresql://h/d?a=b&c=d;password=a=b", findings).list())
                .containsExactly(entry("url", "jdbc:postgresql://h/d?a=b&c=d"), entry("password", "a=b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x;MODE=MySQL",
                "jdbc:h2:mem:x;MODE=MySQL;DB_CLOSE_DELAY=-1",
                "jdbc:h2:mem:x;USER=sa;PASSWORD=x",
                "jdbc:h2:mem:x;IGNORECASE;MODE=MySQL",
                "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'a.sql'\\;SET SCHEMA app",
                "jdbc:sqlserver://db;databaseName=shop;encrypt=false",
            })
    void semicolons_of_a_url_belong_to_it(String url) {
        assertThat(new AgentArguments("url=" + url + ";wait_timeout=5s", findings).list())
                .containsExactly(entry("url", url), entry("wait_timeout", "5s"));
    }

    @Test
    void a_url_ends_before_a_name_that_is_nearly_one_of_a_setting() {
        assertThat(new AgentArguments("url=jdbc:h2:mem:x;wait_timeot=5s", findings).list())
                .containsExactly(entry("url", "jdbc:h2:mem:x"), entry("wait_timeot", "5s"));
    }

    @Test
    void blank_arguments_are_passed_over() {
        assertThat(new AgentArguments(";; url=jdbc:h2:mem:x ; ;", findings).list())
                .containsExactly(entry("url", "jdbc:h2:mem:x ; ;"));
        assertThat(new AgentArguments(" ; user=sa;; ;", findings).list()).containsExactly(entry("user", "sa"));
        assertThat(findings.problems()).isEmpty();
    }

    @Test
    void an_argument_without_a_value_is_a_problem_that_does_not_quote_it() {
        assertThat(new AgentArguments("password=geh;eim", findings).list()).containsExactly(entry("password", "geh"));
        assertThat(findings.problems())
                .singleElement()
                .asString()
                .contains("name=value")
                .doesNotContain("eim");
    }
}
