package io.automigrate.settings;

/** The mode of a start: {@code AUTO_MIGRATE_MODE}. */
public enum Mode {
    /** Applies the pending scripts. */
    MIGRATE,
    /** Writes nothing, and fails when a script is pending, missing or changed. */
    VALIDATE,
    /** Writes nothing, and waits until another process has applied all scripts. */
    WAIT
}
