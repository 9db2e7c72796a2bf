package io.automigrate.settings;

/** Which Flyway migrates: {@code AUTO_MIGRATE_ENGINE}. */
public enum EngineKind {
    /** The agent's, but the application's where the agent's can't. */
    AUTO,
    /** The one in the agent. */
    BUNDLED,
    /** The one on the application's class path. */
    APPLICATION
}
