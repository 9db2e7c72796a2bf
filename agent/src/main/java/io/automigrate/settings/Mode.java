package io.automigrate.settings;

/** What happens before {@code main}: {@code AUTO_MIGRATE_MODE}. */
public enum Mode {
    /** What is pending is applied. */
    MIGRATE,
    /** Nothing is written; whatever is pending, missing or changed is a failure. */
    VALIDATE,
    /** Nothing is written; the start waits until another process has applied everything. */
    WAIT
}
