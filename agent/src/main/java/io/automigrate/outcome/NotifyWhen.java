package io.automigrate.outcome;

/** Which outcomes are sent: {@code AUTO_MIGRATE_NOTIFY_WHEN}. */
public enum NotifyWhen {
    /** Only of starts that failed, be it that the application starts anyway. */
    FAILURE,
    /** Of every start. */
    ALWAYS
}
