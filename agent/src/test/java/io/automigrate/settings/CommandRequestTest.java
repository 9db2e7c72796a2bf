package io.automigrate.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.failure.OnFailure;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.resolve.Resolution;
import io.automigrate.settings.resolve.SettingsResolver;
import io.automigrate.settings.resolve.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void a_command_is_a_word_with_options(String text, Command command, boolean json, boolean dryRun) {
        assertThat(CommandRequest.parse(text)).isEqualTo(new CommandRequest(command, json, dryRun));
    }

    @Test
    void a_start_without_the_setting_has_no_command() {
        assertThat(Start.withUrl().resolved().command()).isEmpty();
        assertThat(Start.withUrl().env("AUTO_MIGRATE_COMMAND", "").resolved().command())
                .isEmpty();
    }

    @Test
    void a_wrong_one_is_a_wrong_setting_and_starts_nothing() {
        Resolution.Invalid invalid = Start.withUrl()
                .env("AUTO_MIGRATE_COMMAND", "dance")
                .env("AUTO_MIGRATE_FAIL_ON_ERROR", "false")
                .invalid();
        assertThat(invalid.problems())
                .singleElement()
                .asString()
                .startsWith(
                        "AUTO_MIGRATE_COMMAND=\"dance\": no such command, use one of migrate, wait, validate, info");
        assertThat(invalid.onFailure()).isEqualTo(OnFailure.END_COMMAND);
    }

    @Test
    void a_slip_of_the_pen_is_understood_and_not_obeyed() {
        assertThat(Start.withUrl().env("AUTO_MIGRATE_COMMAND", "valdiate").problem())
                .isEqualTo("AUTO_MIGRATE_COMMAND=\"valdiate\": no such command, did you mean \"validate\"?");
    }

    @Test
    void an_option_of_the_command_line_goes_before_everything_else_and_its_file_too() {
        SettingSources sources = new SettingSources(
                        "wait_timeout=1s",
                        Map.of(),
                        Map.of("AUTO_MIGRATE_URL", "jdbc:h2:mem:other", "AUTO_MIGRATE_WAIT_TIMEOUT", "2s"))
                .with(Map.of("url", "jdbc:h2:mem:shop", "wait-timeout", "3s"));
        Settings settings = ((Resolution.Resolved) new SettingsResolver(sources).resolve()).settings();
        assertThat(settings.account().url().value()).isEqualTo("jdbc:h2:mem:shop");
        assertThat(settings.account().source()).isEqualTo("--url");
        assertThat(settings.waiting().timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_password_file_on_the_command_line_goes_before_a_password_in_the_environment(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "of the file");
        SettingSources sources = new SettingSources(
                        null,
                        Map.of(),
                        Map.of(
                                "AUTO_MIGRATE_URL", "jdbc:h2:mem:x",
                                "AUTO_MIGRATE_USER", "sa",
                                "AUTO_MIGRATE_PASSWORD", "of the environment"))
                .with(Map.of("password-file", file.toString()));
        Settings settings = ((Resolution.Resolved) new SettingsResolver(sources).resolve()).settings();
        assertThat(settings.account().password().orElseThrow().value()).isEqualTo("of the file");
    }

    @Test
    void a_wrong_option_is_named() {
        assertThat(Start.withUrl().env("AUTO_MIGRATE_COMMAND", "info --xml").problem())
                .isEqualTo(
                        "AUTO_MIGRATE_COMMAND=\"info --xml\": \"--xml\" is no option of info, use info or info --json");
    }

    @Test
    void a_command_is_stronger_than_the_mode_and_than_the_switch_for_starts() {
        Start start = Start.withUrl()
                .env("AUTO_MIGRATE", "false")
                .env("AUTO_MIGRATE_MODE", "wait")
                .env("AUTO_MIGRATE_COMMAND", "migrate");
        assertThat(start.settings().engine().mode()).isEqualTo(Mode.MIGRATE);
        assertThat(start.settings().onFailure()).isEqualTo(OnFailure.END_COMMAND);
    }
}
