package io.automigrate.doctor;

import io.automigrate.outcome.OutcomeSettings;
import io.automigrate.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks whether a start could write its files, without writing them. */
record FilesCheck(OutcomeSettings outcome, List<Settings> databases) {
    CheckedSubject check() {
        CheckedSubject findings = new CheckedSubject("Files");
        outcome.statusFile().ifPresent(file -> report("AUTO_MIGRATE_STATUS_FILE", file, findings));
        outcome.metricsFile().ifPresent(file -> report("AUTO_MIGRATE_METRICS_FILE", file, findings));
        for (Settings settings : databases) {
            if (settings.backup().orElse(null) instanceof Settings.BackupDirectory backup) {
                backups(backup.directory(), settings.database(), findings);
            }
        }
        return findings;
    }

    private static void report(String setting, Path file, CheckedSubject findings) {
        Path folder = file.toAbsolutePath().getParent();
        String named = setting + "=\"" + file + "\"";
        // A single file may be mounted into a folder that this account can't write.
        if (Files.isDirectory(file) || !Files.isWritable(file) && !Files.isWritable(folder)) {
            findings.warn(
                    named + " can't be written, and a start goes on without it: "
                            + (Files.isDirectory(file) ? "it is a folder" : unwritable(folder)),
                    "name a file in a folder that exists and that the application's user may write to");
        } else {
            findings.ok(named + " can be written by a start; the doctor does not change the file");
        }
    }

    private static void backups(Path directory, String database, CheckedSubject findings) {
        String named = (database.isEmpty() ? "" : "[" + database + "] ") + "the directory \"" + directory
                + "\" of AUTO_MIGRATE_BACKUP";
        if (Files.isDirectory(directory) && Files.isWritable(directory)) {
            findings.ok(named + " can be written");
        } else {
            // This is no failure by itself, because a start with nothing pending makes no backup.
            findings.warn(
                    named + " can't be written, and nothing is migrated without a backup (exit code 73): "
                            + unwritable(directory),
                    "mount it, let this account write to it, or correct AUTO_MIGRATE_BACKUP");
        }
    }

    private static String unwritable(Path folder) {
        return Files.isDirectory(folder)
                ? "this account may not write to \"" + folder + "\""
                : "there is no folder \"" + folder + "\"";
    }
}
