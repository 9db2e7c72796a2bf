package io.automigrate.settings;

/** The mode of a start: {@code AUTO_MIGRATE_MODE}. */
public enum Mode {
    /** Applies the pending scripts. */
    MIGRATE,
    /** Nothing is written; whatever is pending, missing or changed is a failure. */
    VALIDATE,
    /** Nothing is written; the start waits until another process has applied everything. */
    WAIT
}
