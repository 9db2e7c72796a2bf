package io.automigrate;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.OnFailure;
import io.automigrate.log.FailureBlock;
import io.automigrate.log.MigrationLog;
import java.io.PrintWriter;
import java.io.StringWriter;

/** The text for a failure that no part of the agent has described. */
final class UnexpectedFailure {
    private UnexpectedFailure() {}

    /**
     * Writes the failure, with its stack trace at debug.
     *
     * @return the exit code, 0 when the application starts anyway
     */
    static int write(Throwable thrown, OnFailure onFailure, MigrationLog log) {
        debug(thrown, log);
        return FailureBlock.write(of(thrown), onFailure, log);
    }

    /** Returns the failure for the user. */
    static Failure of(Throwable thrown) {
        if (thrown instanceof LinkageError) {
            return Failure.of(ExitCode.CONFIGURATION, "A class is missing or does not fit: " + thrown)
                    .remedy("use a complete Java runtime, or one with the modules java.sql, java.naming and"
                            + " java.management; AUTO_MIGRATE_LOG_LEVEL=debug shows where the failure came from");
        }
        return Failure.of(ExitCode.MIGRATION_FAILED, "The agent failed: " + thrown)
                .with("state", "unknown: look at the history table before you start again")
                .remedy("AUTO_MIGRATE_LOG_LEVEL=debug shows where the failure came from");
    }

    /** Writes the stack trace at debug; does nothing for null. */
    static void debug(Throwable thrown, MigrationLog log) {
        if (thrown != null && log.isDebugEnabled()) {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            log.debug(text.toString());
        }
    }
}
