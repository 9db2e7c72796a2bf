package io.automigrate.settings;

/** The Flyway that migrates: {@code AUTO_MIGRATE_ENGINE}. */
public enum EngineKind {
    /** The Flyway in the agent; the Flyway of the application for a database that only that one supports. */
    AUTO,
    /** The Flyway in the agent. */
    BUNDLED,
    /** The Flyway on the application's class path. */
    APPLICATION
}
