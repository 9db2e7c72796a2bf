package io.automigrate.failure;

/** The effect of a failure on this process. */
public enum OnFailure {
    /** The process ends, and the application does not start. */
    REFUSE_START,
    /** {@code AUTO_MIGRATE_FAIL_ON_ERROR=false}: the application starts anyway. */
    START_ANYWAY,
    /** The process ends. A command runs in place of the application, so there is no application to start. */
    END_COMMAND
}
