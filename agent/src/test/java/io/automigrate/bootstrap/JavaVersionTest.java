package io.automigrate.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaVersionTest {

    @ParameterizedTest
    @ValueSource(strings = {"17", "18", "21", "25", "26-ea", "100", "next"})
    void from_17_on_every_Java_will_do(String specification) {
        assertThat(new JavaVersion(specification, "x", "/jdk").isSupported()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1.8, 1.8.0_402", "9, 9.0.4", "11, 11.0.24", "16, 16.0.2"})
    void an_older_one_is_refused_with_its_version_its_home_and_what_is_needed(String specification, String version) {
        JavaVersion java = new JavaVersion(specification, version, "/opt/jdk");
        assertThat(java.isSupported()).isFalse();
        assertThat(java.refusal())
                .isEqualTo("auto-migrate needs Java 17 or newer, this is Java " + version + " in \"/opt/jdk\"");
    }
}
