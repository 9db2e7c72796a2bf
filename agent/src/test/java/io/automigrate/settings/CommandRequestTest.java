package io.automigrate.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.report.OnFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandRequestTest {
    @ParameterizedTest
    @CsvSource({
        "info, INFO, false, false",
        "INFO, INFO, false, false",
        "' wait ', WAIT, false, false",
        "info   --json, INFO, true, false",
        "rollback, ROLLBACK, false, false",
        "rollback --dry-run, ROLLBACK, false, true",
        "rollback --json --dry-run, ROLLBACK, true, true",
    })
    void it_is_a_word_and_perhaps_options(String text, Command command, boolean json, boolean dryRun) {
        assertThat(CommandRequest.parse(text)).isEqualTo(new CommandRequest(command, json, dryRun));
    }

    @Test
    void there_is_none_unless_somebody_asks() {
        assertThat(Start.withUrl().resolved().command()).isEmpty();
        assertThat(Start.withUrl().env("AUTO_MIGRATE_COMMAND", "").resolved().command())
                .isEmpty();
    }

    @Test
    void a_wrong_one_is_a_wrong_setting_and_starts_nothing() {
        Resolution.Invalid invalid = Start.withUrl()
                .env("AUTO_MIGRATE_COMMAND", "inform")
                .env("AUTO_MIGRATE_FAIL_ON_ERROR", "false")
                .invalid();
        assertThat(invalid.problems())
                .singleElement()
                .asString()
                .startsWith(
                        "AUTO_MIGRATE_COMMAND=\"inform\": no such command, use one of migrate, wait, validate, info");
        assertThat(invalid.onFailure()).isEqualTo(OnFailure.END_COMMAND);
    }

    @Test
    void a_wrong_option_is_named() {
        assertThat(Start.withUrl().env("AUTO_MIGRATE_COMMAND", "info --xml").problem())
                .isEqualTo(
                        "AUTO_MIGRATE_COMMAND=\"info --xml\": \"--xml\" is no option of info, use info or info --json");
    }

    @Test
    void it_goes_before_the_mode_and_before_the_switch_that_turns_starts_off() {
        Start start = Start.withUrl()
                .env("AUTO_MIGRATE", "false")
                .env("AUTO_MIGRATE_MODE", "wait")
                .env("AUTO_MIGRATE_COMMAND", "migrate");
        assertThat(start.settings().engine().mode()).isEqualTo(Mode.MIGRATE);
        assertThat(start.settings().onFailure()).isEqualTo(OnFailure.END_COMMAND);
    }
}
