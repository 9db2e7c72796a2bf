package io.automigrate.log;

/** The format of a log line: {@code AUTO_MIGRATE_LOG_FORMAT}. */
public enum LogFormat {
    /** Plain text: time, level, {@code [Migration]}, message. */
    TEXT,
    /** One JSON object a line, with the field names of the Elastic Common Schema. */
    JSON
}
