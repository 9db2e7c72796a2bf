package io.automigrate.log;

/** The levels of {@code AUTO_MIGRATE_LOG_LEVEL}, from the least to the most severe. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR
}
