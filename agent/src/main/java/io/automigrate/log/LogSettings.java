package io.automigrate.log;

/**
 * The settings of the log.
 *
 * @param format the format of a line
 * @param level the lowest level that is written
 */
public record LogSettings(LogFormat format, LogLevel level) {
    /** The settings until the user's are known, or when the user's are not valid. */
    public static final LogSettings DEFAULT = new LogSettings(LogFormat.TEXT, LogLevel.INFO);
}
