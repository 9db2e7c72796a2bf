package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.outcome.NotifyWhen;
import io.automigrate.outcome.OutcomeSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeReaderTest {
    @TempDir
    private Path folder;

    @Test
    void no_receiver_is_notified_without_a_setting() {
        assertThat(Start.withUrl().resolved().outcome()).isEqualTo(OutcomeSettings.DEFAULT);
        assertThat(OutcomeSettings.DEFAULT.isAnyAsked()).isFalse();
        assertThat(OutcomeSettings.DEFAULT.terminationMessage()).isEqualTo(Path.of("/dev/termination-log"));
    }

    @Test
    void everything_can_be_asked_for() {
        OutcomeSettings outcome = Start.withUrl()
                .env("AUTO_MIGRATE_STATUS_FILE", "/run/status.json")
                .env("AUTO_MIGRATE_METRICS_FILE", "/run/auto_migrate.prom")
                .env("AUTO_MIGRATE_NOTIFY_URL", "https://example.com/hook")
                .env("AUTO_MIGRATE_NOTIFY_WHEN", "always")
                .env("AUTO_MIGRATE_HEALTH_PORT", "8080")
                .env("AUTO_MIGRATE_TERMINATION_MESSAGE_PATH", "/run/why")
                .resolved()
                .outcome();

        assertThat(outcome.statusFile()).contains(Path.of("/run/status.json"));
        assertThat(outcome.metricsFile()).contains(Path.of("/run/auto_migrate.prom"));
        assertThat(outcome.notification())
                .contains(new OutcomeSettings.Notification(URI.create("https://example.com/hook"), NotifyWhen.ALWAYS));
        assertThat(outcome.healthPort()).isEqualTo(8080);
        assertThat(outcome.terminationMessage()).isEqualTo(Path.of("/run/why"));
    }

    /** These two names end like the names of files that hold values. */
    @Test
    void a_file_to_write_is_not_a_file_to_read() throws IOException {
        Path name = Files.writeString(folder.resolve("name"), "/run/status.json\n");

        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_STATUS_FILE_FILE", name.toString())
                        .resolved()
                        .outcome()
                        .statusFile())
                .contains(Path.of("/run/status.json"));
    }

    @Test
    void other_wrong_settings_still_leave_the_settings_of_the_reports() {
        Resolution resolution = Start.withUrl()
                .env("AUTO_MIGRATE_STATUS_FILE", "/run/status.json")
                .env("AUTO_MIGRATE_WAIT_TIMEOUT", "5 bananas")
                .resolution();

        assertThat(resolution).isInstanceOf(Resolution.Invalid.class);
        assertThat(resolution.outcome().statusFile()).contains(Path.of("/run/status.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO_MIGRATE_HEALTH_PORT, 0, there is no such port",
        "AUTO_MIGRATE_HEALTH_PORT, 65536, there is no such port",
        "AUTO_MIGRATE_HEALTH_PORT, http, that is no number",
        "AUTO_MIGRATE_NOTIFY_URL, example.com/hook, that is no address to post to",
        "AUTO_MIGRATE_NOTIFY_URL, ftp://example.com/hook, that is no address to post to",
        "AUTO_MIGRATE_NOTIFY_URL, 'https:///hook', that is no address to post to",
    })
    void an_unusable_value_is_a_problem(String name, String value, String problem) {
        assertThat(Start.withUrl().env(name, value).problems())
                .singleElement()
                .asString()
                .startsWith(name)
                .contains(problem);
    }

    @Test
    void one_file_can_not_hold_both() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_STATUS_FILE", "/run/status")
                        .env("AUTO_MIGRATE_METRICS_FILE", "/run/status")
                        .problems())
                .singleElement()
                .asString()
                .contains("use two files");
    }

    @Test
    void an_address_that_is_wrong_may_be_a_secret_all_the_same() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_NOTIFY_URL", "htps://example.com/T0123456")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("AUTO_MIGRATE_NOTIFY_URL=****: ");
    }

    @Test
    void the_moment_of_a_notification_without_a_receiver_has_no_effect() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_NOTIFY_WHEN", "always")
                        .resolved()
                        .warnings())
                .singleElement()
                .asString()
                .contains("AUTO_MIGRATE_NOTIFY_URL is not set");
    }
}
