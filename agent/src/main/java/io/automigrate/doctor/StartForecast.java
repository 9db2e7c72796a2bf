package io.automigrate.doctor;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.kind.AccountRights;
import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import io.automigrate.text.NameList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Predicts the failure of a start with pending scripts: the mode forbids to write, the database or the account can't write, or no backup
 * can be made. {@code plan} and {@code doctor} share these answers. The forecast writes nothing.
 *
 * @param mode the mode of a start; the settings of a command contain another mode
 */
public record StartForecast(Settings settings, Mode mode) {
    private static final int SHOWN = 5;

    /**
     * Returns the failure of a start; empty when no reason for a failure is known.
     *
     * @param pending the scripts that a start would have to apply
     */
    public Optional<Failure> failure(List<String> pending, Connection connection) throws SQLException {
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        return switch (mode) {
            case VALIDATE ->
                Optional.of(Failure.of(
                                ExitCode.SCHEMA_MISMATCH,
                                pending.size() + " pending, and AUTO_MIGRATE_MODE=validate applies nothing: "
                                        + names(pending))
                        .remedy("let a process with AUTO_MIGRATE_MODE=migrate run first"));
            case WAIT ->
                Optional.of(Failure.of(
                                ExitCode.LOCK_TIMEOUT,
                                pending.size()
                                        + " pending, and AUTO_MIGRATE_MODE=wait waits for another process to apply: "
                                        + names(pending))
                        .remedy("let a process with AUTO_MIGRATE_MODE=migrate run at the same time"));
            case MIGRATE -> readOnly(pending, connection).or(this::noBackup).or(() -> noRight(connection));
        };
    }

    private Optional<Failure> readOnly(List<String> pending, Connection connection) throws SQLException {
        String reason = reasonOfReadOnly(connection);
        return reason.isEmpty()
                ? Optional.empty()
                : Optional.of(Failure.of(
                                ExitCode.ACCESS_REFUSED,
                                pending.size() + " pending, which can't be applied where nothing can be written: "
                                        + names(pending))
                        .with("reason", reason)
                        .remedy("migrate the server that takes changes first"));
    }

    /** Returns the reason why the database takes no changes; empty when the database takes changes, or does not tell. */
    private String reasonOfReadOnly(Connection connection) throws SQLException {
        String reason = settings.account().kind().readOnlyReason(connection);
        return reason.isEmpty() && connection.isReadOnly() ? "the connection is read-only" : reason;
    }

    private Optional<Failure> noBackup() {
        if (!(settings.backup().orElse(null) instanceof Settings.BackupDirectory backup)) {
            return Optional.empty();
        }
        Path directory = backup.directory();
        return Files.isDirectory(directory) && Files.isWritable(directory)
                ? Optional.empty()
                : Optional.of(
                        Failure.of(
                                        ExitCode.BACKUP_FAILED,
                                        "No backup, no migration: the directory \"" + directory
                                                + "\" of AUTO_MIGRATE_BACKUP can't be written")
                                .remedy(
                                        "create the directory and let this account write to it, or correct AUTO_MIGRATE_BACKUP"));
    }

    private Optional<Failure> noRight(Connection connection) {
        Set<String> schemas = new LinkedHashSet<>();
        settings.history().defaultSchema().ifPresent(schemas::add);
        schemas.addAll(settings.history().schemas());
        try {
            AccountRights rights = settings.account().kind().rights();
            for (AccountRights.Observation observation : rights.privileges(connection, List.copyOf(schemas))) {
                if (observation.verdict() == AccountRights.Verdict.REFUSED) {
                    return Optional.of(Failure.of(ExitCode.ACCESS_REFUSED, observation.text())
                            .remedy(observation.remedy()));
                }
            }
        } catch (SQLException e) {
            // When the database can't tell a right, only the script shows whether the account has the right.
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static String names(List<String> pending) {
        return NameList.of(pending, SHOWN);
    }
}
