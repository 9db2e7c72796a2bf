package io.automigrate.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.Location;
import java.util.List;
import org.flywaydb.core.api.locations.LocationParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationPatternTest {
    private static final List<String> PATHS = List.of(
            "V1__a.sql",
            "db/V1__a.sql",
            "db/migration/V1__a.sql",
            "db/migration/sub/V1__a.sql",
            "db/migration/sub/deep/V1__a.sql",
            "db/migrations/V1__a.sql",
            "db/migratio/V1__a.sql",
            "db/x/migration/V1__a.sql",
            "db/x/y/migration/V1__a.sql",
            "db/x.y/V1__a.sql",
            "db/migration/V1__a.sql.conf",
            "db/migration/data.txt");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db/*",
                "db/m*",
                "db/migr?tion",
                "db/migration?",
                "**/migration",
                "db/**/migration",
                "db/**/sub",
                "db/*/sub",
                "d?/migration",
                "db/migration/*.sql",
                "db/**/*.sql",
                "db/migration/V?__a.sql",
                "*/migration/sub",
                "db/**/m*/s?b",
                "db/x*/**/migration",
                "db/?.?/*.sql",
                "db/migration/**/V*.sql",
                "db/x.*",
                "?b/**/x/migration",
                "db/*.*/V1*"
            })
    void wildcards_find_what_flyway_finds(String wildcards) {
        LocationPattern ours = LocationPattern.of(Location.parse("classpath:" + wildcards));
        org.flywaydb.core.api.Location flyways = LocationParser.parseLocation("classpath:" + wildcards);

        assertThat(ours.folder()).isEqualTo(flyways.getRootPath());
        for (String path : PATHS) {
            boolean expected = flyways.getPathRegex().matcher(path).matches();
            assertThat(relativize(ours, path))
                    .as(path)
                    .isEqualTo(expected ? flyways.getPathRelativeToThis(path) : null);
        }
    }

    @Test
    void two_stars_at_the_end_find_everything_below() {
        LocationPattern pattern = LocationPattern.of(Location.parse("classpath:db/**"));

        assertThat(relativize(pattern, "db/V1__a.sql")).isEqualTo("V1__a.sql");
        assertThat(relativize(pattern, "db/migration/sub/V1__a.sql")).isEqualTo("migration/sub/V1__a.sql");
    }

    @Test
    void a_character_that_is_no_wildcard_stands_for_itself() {
        LocationPattern pattern = LocationPattern.of(Location.parse("classpath:db/(a+b) [ä𝄞]$/x*"));

        assertThat(relativize(pattern, "db/(a+b) [ä𝄞]$/xy/V1__a.sql")).isEqualTo("V1__a.sql");
        assertThat(relativize(
                        LocationPattern.of(Location.parse("classpath:db/x*/(a+b) [ä𝄞]$.")), "db/xy/aab ä$/V1__a.sql"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "filesystem:sql, sql",
        "filesystem:/sql/*, /sql",
        "filesystem:/*/sql, /",
        "filesystem:*/sql, ''",
        "classpath:db/migration, db/migration"
    })
    void begins_to_look_in_the_folder_that_no_wildcard_is_part_of(String location, String folder) {
        assertThat(LocationPattern.of(Location.parse(location)).folder()).isEqualTo(folder);
    }

    private static String relativize(LocationPattern pattern, String path) {
        String prefix = pattern.folder().isEmpty() ? "" : pattern.folder() + "/";
        return path.startsWith(prefix) ? pattern.relativize(path.substring(prefix.length())) : null;
    }
}
