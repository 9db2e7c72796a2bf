package io.automigrate.report;

import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * The story of a start, a line at a time, on standard error. It writes to the stream itself: a logging library's first line costs
 * more than the whole up-to-date path may (docs/design.md, "The log"). Every line passes through the {@link SecretMask}.
 * Safe for use by several threads.
 */
public final class MigrationLog {
    private static final String MARK = "[Migration]";

    private final PrintStream out;
    private final InstantSource clock;
    private final LogSettings settings;
    private final SecretMask mask;

    public MigrationLog(PrintStream out, InstantSource clock, LogSettings settings, SecretMask mask) {
        this.out = Objects.requireNonNull(out, "out");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.mask = Objects.requireNonNull(mask, "mask");
    }

    /** Returns a log to the same stream that also hides the secrets which {@code mask} knows. */
    public MigrationLog masking(SecretMask mask) {
        return new MigrationLog(out, clock, settings, mask);
    }

    public void debug(String message) {
        write(LogLevel.DEBUG, message);
    }

    public void info(String message) {
        write(LogLevel.INFO, message);
    }

    public void warn(String message) {
        write(LogLevel.WARN, message);
    }

    public void error(String message) {
        write(LogLevel.ERROR, message);
    }

    /** Returns whether debug lines are written, so that costly ones need not be made. */
    public boolean isDebugEnabled() {
        return settings.level() == LogLevel.DEBUG;
    }

    private void write(LogLevel level, String message) {
        if (level.compareTo(settings.level()) < 0) {
            return;
        }
        String masked = mask.mask(message);
        StringBuilder lines = new StringBuilder(masked.length() + 64);
        masked.lines().forEach(line -> appendLine(lines, level, line));
        // One call: lines of the application's other threads must not come between.
        out.print(lines);
        out.flush();
    }

    private void appendLine(StringBuilder to, LogLevel level, String line) {
        String time = time(clock.instant());
        if (settings.format() == LogFormat.JSON) {
            to.append("{\"@timestamp\":\"")
                    .append(time)
                    .append("\",\"log.level\":\"")
                    .append(level);
            to.append("\",\"log.logger\":\"auto-migrate\",\"message\":\"");
            JsonText.escape(MARK + " " + line, to);
            to.append("\"}\n");
            return;
        }
        to.append(time).append(' ').append(level).append(level.name().length() == 4 ? "  " : " ");
        to.append(MARK).append(' ').append(line).append('\n');
    }

    /** ISO 8601 in UTC, always with milliseconds. Instant's own text leaves them out at a full second. */
    private static String time(Instant instant) {
        String text = Instant.ofEpochMilli(instant.toEpochMilli() / 1000 * 1000).toString();
        String millis = Integer.toString(1000 + instant.getNano() / 1_000_000).substring(1);
        return text.substring(0, text.length() - 1) + "." + millis + "Z";
    }
}
