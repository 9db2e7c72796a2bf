package io.automigrate.outcome;

/** The outcomes that are sent: {@code AUTO_MIGRATE_NOTIFY_WHEN}. */
public enum NotifyWhen {
    /** Starts that failed, also when the application starts anyway. */
    FAILURE,
    /** All starts. */
    ALWAYS
}
