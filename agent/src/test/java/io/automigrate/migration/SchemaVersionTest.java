package io.automigrate.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaVersionTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", "01", "1.0", "1_0", "001.000.0", "1.0_0"})
    void leading_zeros_and_trailing_zeros_do_not_count(String version) {
        assertThat(SchemaVersion.parse(version))
                .isEqualTo(SchemaVersion.parse("1"))
                .hasSameHashCodeAs(SchemaVersion.parse("1"))
                .isEqualByComparingTo(SchemaVersion.parse("1"));
    }

    @Test
    void is_shown_as_written_with_dots() {
        assertThat(SchemaVersion.parse("01_2.0")).hasToString("01.2.0");
    }

    @Test
    void is_compared_number_by_number() {
        assertThat(List.of("10", "9.1", "9", "0", "1.0.1", "99999999999999999999999", "1.1", "2"))
                .map(SchemaVersion::parse)
                .satisfies(versions -> assertThat(versions.stream().sorted().map(SchemaVersion::toString))
                        .containsExactly("0", "1.0.1", "1.1", "2", "9", "9.1", "10", "99999999999999999999999"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "1.", ".1", "1..2", "1_", "_1", "a", "1a", "1.a", " 1", "-1", "+1", "1.-2", "latest", "١"
            })
    void refuses_what_is_no_version_and_says_so(String version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchemaVersion.parse(version))
                .withMessageContaining("\"" + version + "\" is not a version");
    }

    @Test
    void the_number_that_flyway_reserves_for_latest_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchemaVersion.parse("9223372036854775807"))
                .withMessageContaining("latest");
        assertThat(MigrationVersion.fromVersion("9223372036854775807")).isSameAs(MigrationVersion.LATEST);
    }

    @Test
    void orders_generated_versions_as_flyway_does() {
        Random random = new Random(20260131);
        List<String> versions = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            versions.add(version(random));
        }
        for (String one : versions) {
            for (String other : versions) {
                int flyway = MigrationVersion.fromVersion(one).compareTo(MigrationVersion.fromVersion(other));
                int ours = SchemaVersion.parse(one).compareTo(SchemaVersion.parse(other));
                assertThat(Integer.signum(ours)).as("%s against %s", one, other).isEqualTo(Integer.signum(flyway));
                assertThat(SchemaVersion.parse(one).equals(SchemaVersion.parse(other)))
                        .isEqualTo(flyway == 0);
            }
            assertThat(SchemaVersion.parse(one))
                    .hasToString(MigrationVersion.fromVersion(one).toString());
        }
    }

    private static String version(Random random) {
        StringBuilder version = new StringBuilder();
        int numbers = 1 + random.nextInt(4);
        for (int i = 0; i < numbers; i++) {
            version.append(i == 0 ? "" : random.nextBoolean() ? "." : "_");
            version.append("0".repeat(random.nextInt(3)));
            version.append(random.nextInt(10) == 0 ? "123456789012345678901234567890" : "" + random.nextInt(3));
        }
        return version.toString();
    }
}
