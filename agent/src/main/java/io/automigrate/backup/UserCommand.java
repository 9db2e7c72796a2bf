package io.automigrate.backup;

import io.automigrate.failure.StartupException;
import io.automigrate.settings.Settings;
import io.automigrate.url.Secret;
import java.util.List;
import java.util.Optional;

/** A command of the user's, run by the system's shell, with the connection in its environment. */
final class UserCommand {
    private final Settings.BackupCommand command;
    private final Settings settings;
    private final BackupName name;
    private final Optional<String> version;

    UserCommand(Settings.BackupCommand command, Settings settings, BackupName name, Optional<String> version) {
        this.command = command;
        this.settings = settings;
        this.name = name;
        this.version = version;
    }

    void run() throws StartupException, InterruptedException {
        Settings.Account account = settings.account();
        Optional<ServerUrl> parts = ServerUrl.of(account.url());
        boolean isWindows = System.getProperty("os.name").startsWith("Windows");
        List<String> shell =
                isWindows ? List.of("cmd", "/c", command.line()) : List.of("/bin/sh", "-c", command.line());
        BackupProgram program = new BackupProgram(shell)
                .with("BACKUP_URL", account.url().value())
                .with(
                        "BACKUP_USER",
                        parts.map(url -> url.user(account))
                                .orElse(account.user())
                                .orElse(""))
                .with(
                        "BACKUP_PASSWORD",
                        parts.map(url -> url.password(account))
                                .orElse(account.password().map(Secret::value))
                                .orElse(""))
                .with("BACKUP_NAME", name.toString())
                .with("BACKUP_VERSION", version.orElse(""));
        if (parts.isPresent()) {
            switch (account.kind().word()) {
                case "postgresql" -> program.with(PostgresDump.environment(settings, parts.get()));
                case "mysql", "mariadb" -> program.with(MySqlDump.environment(settings, parts.get()));
                default -> {
                    // The URL has to be enough.
                }
            }
        }
        try {
            program.run();
        } catch (ProgramMissingException e) {
            throw e.failure("any shell; an image without one can't run commands");
        }
    }
}
