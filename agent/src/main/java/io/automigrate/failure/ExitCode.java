package io.automigrate.failure;

/**
 * The exit code of the process when {@code main} must not run. The numbers are part of the contract with users. They follow
 * {@code sysexits.h} and differ from the JVM's own 1, 134 and 143.
 */
public enum ExitCode {
    /** The command line of the jar is not valid. */
    USAGE(64),
    /** The schema and the scripts disagree: checksum mismatch, failed row, missing script, non-empty schema without history. */
    SCHEMA_MISMATCH(65),
    /** The database was not reachable before the deadline. */
    DATABASE_UNREACHABLE(69),
    /** A migration failed, or the agent itself did. */
    MIGRATION_FAILED(70),
    /** No backup could be made, so nothing was migrated. */
    BACKUP_FAILED(73),
    /** Another instance still held the migration lock at the deadline. */
    LOCK_TIMEOUT(75),
    /** The database refused the account: authentication or privileges. */
    ACCESS_REFUSED(77),
    /** Bad setting, no driver, no such location, unusable script file, Java module missing. */
    CONFIGURATION(78);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** Returns the number. */
    public int code() {
        return code;
    }
}
