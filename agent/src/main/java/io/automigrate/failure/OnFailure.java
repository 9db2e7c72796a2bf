package io.automigrate.failure;

/** What a failure means for this process. */
public enum OnFailure {
    /** The process ends, the application is not started. */
    REFUSE_START,
    /** {@code AUTO_MIGRATE_FAIL_ON_ERROR=false}: the application starts all the same. */
    START_ANYWAY,
    /** A command was to be run instead of the application, which is never started. */
    END_COMMAND
}
