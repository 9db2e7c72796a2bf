package io.automigrate.engine.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.engine.sql.ScriptProgress;
import io.automigrate.failure.ExitCode;
import io.automigrate.settings.Settings;
import io.automigrate.settings.SettingsBuilder;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedScriptTest {
    private static final FailedRun RUN = new FailedRun(
            null,
            "public",
            new SettingsBuilder()
                    .account("jdbc:mariadb://db/shop", "shop", null)
                    .build(Settings.Engine.DEFAULT),
            ScriptProgress.NONE,
            Optional.empty(),
            0);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unable to parse statement in db/migration/V2__open.sql at line 3 col 1. See https://example.org for more",
                "Incomplete statement in db/migration/V2__open.sql at line 3 col 7: CREATE PROCEDURE p() BEGIN",
                "Parsing failed in db/migration/V2__open.sql at line 3",
            })
    void a_script_that_flyway_can_not_divide_is_named_with_its_line(String words) {
        assertThat(RefusedScript.unparsable(RUN, new FlywayException(words))).hasValueSatisfying(failure -> {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
            assertThat(failure.headline())
                    .isEqualTo("db/migration/V2__open.sql, line 3: Flyway can't divide the script into statements");
            assertThat(failure.toString()).contains("has no end", words);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unable to parse statement in V2__open.sql at line 3 col 1. No value provided for placeholder: ${open}.",
                "Unable to connect to the database",
            })
    void another_refusal_is_left_to_those_who_know_it(String words) {
        assertThat(RefusedScript.unparsable(RUN, new FlywayException(words))).isEmpty();
    }
}
