package io.automigrate.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.Eventually;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.log.DatabaseObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    @TempDir
    private Path folder;

    private OutcomeSettings files(Path status, Path metrics) {
        return new OutcomeSettings(
                Optional.of(status), Optional.of(metrics), Optional.empty(), 0, folder.resolve("none"));
    }

    @Test
    @Timeout(60)
    void the_files_show_the_running_start_and_its_result() throws Exception {
        Path status = folder.resolve("status.json");
        Path metrics = folder.resolve("auto_migrate.prom");
        Recording recording = new Recording(files(status, metrics));
        DatabaseObserver database = recording.database();
        database.found("public", Optional.of("7"), List.of("V8__a.sql"));
        database.applying(1, 1, "V8__a.sql");

        Eventually.until(
                "both files tell that the script is being applied",
                () -> holds(status, "\"script\":\"V8__a.sql\"") && holds(metrics, "state=\"migrating\"} 1"));
        assertThat(status).content().contains("\"state\":\"migrating\",\"outcome\":null");
        database.applied("V8__a.sql", Optional.of("8"), Duration.ofSeconds(1));
        database.done("public", Optional.of("8"));
        recording.record().ended(0);

        assertThat(status)
                .content()
                .contains("\"state\":\"ended\",\"outcome\":\"succeeded\",\"exitCode\":0,\"applicationStarts\":true")
                .contains("\"versionBefore\":\"7\",\"versionAfter\":\"8\"");
        assertThat(metrics).content().contains("auto_migrate_success 1\n");
        assertThat(threads()).noneMatch(name -> name.startsWith("auto-migrate-report"));
        assertThat(recording.logged()).isEmpty();
    }

    @Test
    void wrong_settings_are_reported_as_a_failed_start() {
        Path status = folder.resolve("status.json");
        Recording recording = new Recording(files(status, folder.resolve("metrics.prom")));
        recording.record().failed(Failure.of(ExitCode.CONFIGURATION, "2 settings are wrong"), 78);
        recording.record().ended(78);

        assertThat(status)
                .content()
                .contains("\"outcome\":\"failed\",\"exitCode\":78,\"applicationStarts\":false", "2 settings are wrong");
    }

    @Test
    void a_file_that_cannot_be_written_causes_one_warning() {
        Path nowhere = folder.resolve("no/such/folder/status.json");
        Recording recording = new Recording(files(nowhere, folder.resolve("metrics.prom")));
        DatabaseObserver database = recording.database();
        database.found("public", Optional.empty(), List.of("V8__a.sql"));
        recording.record().ended(0);

        assertThat(recording.logged().lines())
                .singleElement()
                .asString()
                .contains("WARN  [Migration] AUTO_MIGRATE_STATUS_FILE=\"" + nowhere + "\" can't be written: ");
        assertThat(folder.resolve("metrics.prom")).exists();
    }

    private static boolean holds(Path file, String text) throws IOException {
        return Files.exists(file) && Files.readString(file).contains(text);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
