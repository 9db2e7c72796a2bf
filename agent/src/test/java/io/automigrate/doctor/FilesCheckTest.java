package io.automigrate.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.automigrate.outcome.OutcomeSettings;
import io.automigrate.settings.Settings;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.resolve.Resolution;
import io.automigrate.settings.resolve.SettingsResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesCheckTest {
    @TempDir
    private Path folder;

    private static List<Finding> check(Path status, Path metrics) {
        OutcomeSettings outcome =
                new OutcomeSettings(Optional.of(status), Optional.of(metrics), Optional.empty(), 0, Path.of("none"));
        return new FilesCheck(outcome, List.of()).check().list();
    }

    private static Finding backup(Path directory) {
        SettingSources sources = new SettingSources(
                null,
                Map.of(),
                Map.of("AUTO_MIGRATE_URL", "jdbc:h2:mem:shop", "AUTO_MIGRATE_BACKUP", directory.toString()));
        List<Settings> databases = ((Resolution.Resolved) new SettingsResolver(sources).resolve()).databases();
        List<Finding> findings =
                new FilesCheck(OutcomeSettings.DEFAULT, databases).check().list();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    @Test
    void files_that_a_start_can_write_are_well_and_not_touched() throws Exception {
        Path old = Files.writeString(folder.resolve("old.prom"), "of the last start");

        assertThat(check(folder.resolve("status.json"), old))
                .extracting(Finding::level, finding -> finding.text().replaceFirst("=.*\" ", " "))
                .containsExactly(
                        tuple(
                                Level.OK,
                                "AUTO_MIGRATE_STATUS_FILE can be written by a start; the doctor does not change the file"),
                        tuple(
                                Level.OK,
                                "AUTO_MIGRATE_METRICS_FILE can be written by a start; the doctor does not change the file"));
        assertThat(folder.resolve("status.json")).doesNotExist();
        assertThat(old).hasContent("of the last start");
    }

    @Test
    void files_that_a_start_would_go_on_without_are_warnings() {
        Path nowhere = folder.resolve("no/such/status.json");

        List<Finding> findings = check(nowhere, folder);

        assertThat(findings).extracting(Finding::level).containsOnly(Level.WARNING);
        assertThat(findings.get(0).text())
                .isEqualTo("AUTO_MIGRATE_STATUS_FILE=\"" + nowhere
                        + "\" can't be written, and a start goes on without it: there is no folder \""
                        + nowhere.getParent() + "\"");
        assertThat(findings.get(1).text())
                .startsWith("AUTO_MIGRATE_METRICS_FILE=")
                .endsWith(": it is a folder");
    }

    @Test
    void a_directory_for_backups_has_to_be_there() {
        assertThat(backup(folder).level()).isEqualTo(Level.OK);

        Finding missing = backup(folder.resolve("missing"));
        assertThat(missing.level()).isEqualTo(Level.WARNING);
        assertThat(missing.text())
                .contains("AUTO_MIGRATE_BACKUP can't be written", "there is no folder \"" + folder + "/missing\"");
    }
}
