package io.automigrate.settings.resolve;

import io.automigrate.settings.Settings;
import io.automigrate.settings.given.Findings;
import io.automigrate.settings.given.Given;
import io.automigrate.settings.given.GivenSettings;
import io.automigrate.settings.names.Setting;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the settings of backups. */
record BackupSettings(GivenSettings given, Findings findings) {
    private static final String COMMAND = "command:";

    /**
     * Returns the settings; empty when a value is unusable or no backup is asked for.
     *
     * @param account the database; null when that is not known
     */
    Optional<Settings.Backup> read(Settings.Account account) {
        Given backup = given.find(Setting.BACKUP);
        Given keep = given.find(Setting.BACKUP_KEEP);
        if (backup.value().startsWith(COMMAND)) {
            String line = backup.value().substring(COMMAND.length()).trim();
            if (keep != null) {
                findings.problem(
                        keep, "only the command knows its backups, so the agent can't remove old ones; unset it");
            }
            if (line.isEmpty()) {
                findings.problem(backup, "there is no command behind \"" + COMMAND + "\"");
                return Optional.empty();
            }
            return Optional.of(new Settings.BackupCommand(line));
        }
        if (account != null && account.kind().dump() == null) {
            findings.problem(
                    backup,
                    "how to back up \"" + account.kind().word() + "\" is not known here, use " + COMMAND
                            + "<what does it>");
        }
        try {
            return Optional.of(new Settings.BackupDirectory(Path.of(backup.value()), keep == null ? 0 : number(keep)));
        } catch (InvalidPathException e) {
            findings.problem(backup, "that is no directory: " + e.getReason());
            return Optional.empty();
        }
    }

    private int number(Given keep) {
        try {
            int number = Integer.parseInt(keep.value());
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The code below reports this problem.
        }
        findings.problem(keep, "how many backups are kept is a number from 1 on; unset it to keep all");
        return 0;
    }
}
