package io.automigrate.log;

/** How much of the story is told: {@code AUTO_MIGRATE_LOG_LEVEL}. In the order of rising weight. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR
}
