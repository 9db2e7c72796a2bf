package io.automigrate.log;

/**
 * How the log is written.
 *
 * @param format the shape of a line
 * @param level the lightest level that is written
 */
public record LogSettings(LogFormat format, LogLevel level) {
    /** What holds until the settings are known, and when they can't be. */
    public static final LogSettings DEFAULT = new LogSettings(LogFormat.TEXT, LogLevel.INFO);
}
