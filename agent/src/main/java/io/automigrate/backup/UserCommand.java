package io.automigrate.backup;

import io.automigrate.failure.StartupException;
import io.automigrate.kind.DumpSource;
import io.automigrate.settings.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A command of the user, run by the system's shell, with the address and the account of the database in its environment. */
record UserCommand(Settings.BackupCommand command, Settings settings, BackupName name, Optional<String> version) {
    void run() throws StartupException, IOException, InterruptedException {
        DumpSource source = DatabaseBackup.source(settings);
        boolean isWindows = System.getProperty("os.name").startsWith("Windows");
        List<String> shell =
                isWindows ? List.of("cmd", "/c", command.line()) : List.of("/bin/sh", "-c", command.line());
        BackupProgram program = new BackupProgram(shell)
                .with("BACKUP_URL", source.url().value())
                .with("BACKUP_USER", source.user().orElse(""))
                .with("BACKUP_PASSWORD", source.password().orElse(""))
                .with("BACKUP_NAME", name.toString())
                .with("BACKUP_VERSION", version.orElse(""));
        source.server()
                .ifPresent(server -> program.with(settings.account().kind().clientVariables(source, server)));
        try {
            program.run();
        } catch (ProgramMissingException e) {
            throw e.failure("any shell; an image without one can't run commands");
        }
    }
}
