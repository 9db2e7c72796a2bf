package io.automigrate.backup;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;

/** The PATH contains no program with this name. */
final class ProgramMissingException extends Exception {
    private static final long serialVersionUID = 1;

    ProgramMissingException(String program, Throwable cause) {
        super("\"" + program + "\" can't be started: " + cause.getMessage(), cause);
    }

    /**
     * Returns the failure for the operator.
     *
     * @param source the package that contains the program
     */
    StartupException failure(String source) {
        return new StartupException(
                Failure.of(ExitCode.BACKUP_FAILED, "No backup, no migration: " + getMessage())
                        .with("state", "nothing was migrated")
                        .remedy("put it on the PATH of the image (" + source
                                + "), or let your own command make the backup: AUTO_MIGRATE_BACKUP=command:…"),
                this);
    }
}
