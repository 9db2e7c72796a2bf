package io.automigrate.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {

    @ParameterizedTest
    @CsvSource({
        "classpath:db/migration, classpath:db/migration",
        "db/migration, classpath:db/migration",
        "/db/migration/, classpath:db/migration",
        "classpath:/db/**/migration, classpath:db/**/migration",
        "filesystem:/migrations, filesystem:/migrations",
        "filesystem:C:\\migrations, filesystem:C:\\migrations",
    })
    void a_location_is_understood(String text, String location) {
        assertThat(Location.parse(text)).hasToString(location);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:bucket", "classpath*:db/migration", "C:\\migrations"})
    void an_unknown_prefix_is_refused_with_the_known_ones(String text) {
        assertThatThrownBy(() -> Location.parse(text)).hasMessageContaining("use classpath: or filesystem:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classpath:", "filesystem:", "/", "classpath:/"})
    void a_location_without_a_path_is_refused(String text) {
        assertThatThrownBy(() -> Location.parse(text)).hasMessageContaining("the path is empty");
    }
}
