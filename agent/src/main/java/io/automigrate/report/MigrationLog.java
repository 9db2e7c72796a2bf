package io.automigrate.report;

import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Objects;

/**
 * The story of a start, a line at a time, on standard error. It writes to the stream itself: a logging library's first line costs
 * more than the whole up-to-date path may (docs/design.md, "The log"). Every line passes through the {@link SecretMask}.
 * Safe for use by several threads.
 */
public final class MigrationLog {
    private static final String MARK = "[Migration]";
    private static final long SECONDS_OF_DAY = 86_400;

    private final PrintStream out;
    private final InstantSource clock;
    private final LogSettings settings;
    private final SecretMask mask;
    private final String mark;

    public MigrationLog(PrintStream out, InstantSource clock, LogSettings settings, SecretMask mask) {
        this(out, clock, settings, mask, MARK);
    }

    private MigrationLog(PrintStream out, InstantSource clock, LogSettings settings, SecretMask mask, String mark) {
        this.out = Objects.requireNonNull(out, "out");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.mask = Objects.requireNonNull(mask, "mask");
        this.mark = mark;
    }

    /** Returns a log to the same stream that also hides the secrets which {@code mask} knows. */
    public MigrationLog masking(SecretMask mask) {
        return new MigrationLog(out, clock, settings, mask, mark);
    }

    /** Returns a log to the same stream whose lines also name what they are about, one of several databases: {@code [orders]}. */
    public MigrationLog about(String name) {
        return new MigrationLog(out, clock, settings, mask, mark + " [" + name + "]");
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
        int start = 0;
        while (start < masked.length()) {
            int end = endOfLine(masked, start);
            appendLine(lines, level, masked.substring(start, end));
            start = masked.startsWith("\r\n", end) ? end + 2 : end + 1;
        }
        // One call: lines of the application's other threads must not come between.
        out.print(lines);
        out.flush();
    }

    private static int endOfLine(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private void appendLine(StringBuilder to, LogLevel level, String line) {
        if (settings.format() == LogFormat.JSON) {
            to.append("{\"@timestamp\":\"");
            appendTime(clock.instant(), to);
            to.append("\",\"log.level\":\"").append(level);
            to.append("\",\"log.logger\":\"auto-migrate\",\"message\":\"");
            JsonText.escape(mark + " " + line, to);
            to.append("\"}\n");
            return;
        }
        appendTime(clock.instant(), to);
        to.append(' ').append(level).append(level.name().length() == 4 ? "  " : " ");
        to.append(mark).append(' ').append(line).append('\n');
    }

    /** ISO 8601 in UTC, always with milliseconds; by hand, because a DateTimeFormatter is forty classes for one line. */
    private static void appendTime(Instant instant, StringBuilder to) {
        long seconds = instant.getEpochSecond();
        int ofDay = (int) Math.floorMod(seconds, SECONDS_OF_DAY);
        to.append(LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_OF_DAY))).append('T');
        appendNumber(ofDay / 3600, 2, to);
        to.append(':');
        appendNumber(ofDay / 60 % 60, 2, to);
        to.append(':');
        appendNumber(ofDay % 60, 2, to);
        to.append('.');
        appendNumber(instant.getNano() / 1_000_000, 3, to);
        to.append('Z');
    }

    private static void appendNumber(int number, int digits, StringBuilder to) {
        String text = Integer.toString(number);
        for (int i = text.length(); i < digits; i++) {
            to.append('0');
        }
        to.append(text);
    }
}
