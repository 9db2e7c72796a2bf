package io.automigrate.log;

import io.automigrate.failure.Failure;
import io.automigrate.secret.SecretMask;
import io.automigrate.text.JsonText;
import io.automigrate.text.LongText;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Logs a start to standard error. It writes to the stream itself, because the first line of a logging library takes longer than a whole
 * up-to-date start may (docs/design/the-log.md). Every line passes through the {@link SecretMask}. The log also holds the observers that
 * receive the events for status file, metrics and health port. Safe for use by several threads.
 */
public final class MigrationLog {
    private static final String MARK = "[Migration]";
    private static final String ECS_VERSION = "8.11.0";
    private static final long SECONDS_OF_DAY = 86_400;

    private final PrintStream out;
    private final InstantSource clock;
    private final LogSettings settings;
    private final SecretMask mask;
    private final String mark;
    private final StartObserver start;
    private final DatabaseObserver database;

    public MigrationLog(PrintStream out, InstantSource clock, LogSettings settings, SecretMask mask) {
        this(out, clock, settings, mask, MARK, StartObserver.NOBODY, DatabaseObserver.NOBODY);
    }

    private MigrationLog(
            PrintStream out,
            InstantSource clock,
            LogSettings settings,
            SecretMask mask,
            String mark,
            StartObserver start,
            DatabaseObserver database) {
        this.out = Objects.requireNonNull(out, "out");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.mask = Objects.requireNonNull(mask, "mask");
        this.mark = mark;
        this.start = Objects.requireNonNull(start, "start");
        this.database = Objects.requireNonNull(database, "database");
    }

    /** Returns a log to the same stream with this mask. */
    public MigrationLog masking(SecretMask mask) {
        return new MigrationLog(out, clock, settings, mask, mark, start, database);
    }

    /** Returns a log to the same stream whose lines also name one of several databases: {@code [orders]}. */
    public MigrationLog about(String name) {
        return new MigrationLog(out, clock, settings, mask, mark + " [" + name + "]", start, database);
    }

    /** Returns a log with this observer of the start. */
    public MigrationLog observedBy(StartObserver observer) {
        return new MigrationLog(out, clock, settings, mask, mark, observer, database);
    }

    /**
     * Returns a log for the work on one database, and reports to the observer that the work begins.
     *
     * @param name the name in {@code AUTO_MIGRATE_DATABASES}; empty when there is only one database
     * @param url the URL, as text for messages
     */
    public MigrationLog ofDatabase(String name, String url) {
        return new MigrationLog(out, clock, settings, mask, mark, start, start.database(name, url, mask));
    }

    /** Returns the observer of the start. */
    public StartObserver start() {
        return start;
    }

    /** Returns the observer of the database that this log is for. */
    public DatabaseObserver database() {
        return database;
    }

    /**
     * Logs that the schema is ready.
     *
     * @param duration the duration of the start
     */
    public void succeeded(String message, Duration duration) {
        if (settings.format() == LogFormat.JSON) {
            writeObject(LogLevel.INFO, message, EcsFields.ofSuccess(duration));
        } else {
            info(message);
        }
    }

    /**
     * Writes a failure: a block of lines as text, one object as JSON.
     *
     * @param block the lines, already masked; the first line is complete without the others
     * @param failure the failure, already masked
     */
    void failed(LogLevel level, String block, Failure failure) {
        if (settings.format() == LogFormat.JSON) {
            writeObject(level, block.substring(0, endOfLine(block, 0)), EcsFields.ofFailure(failure));
        } else {
            writeLines(level, block);
        }
    }

    /**
     * Returns a failure as it may be shown. Each part is masked by itself: a literal that is never closed hides the rest of the statement
     * and not the remedy below.
     */
    Failure shown(Failure failure) {
        return failure.masked(mask);
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

    /** Returns whether debug lines are written. Ask before building a line that is costly. */
    public boolean isDebugEnabled() {
        return settings.level() == LogLevel.DEBUG;
    }

    private void write(LogLevel level, String message) {
        if (level.compareTo(settings.level()) >= 0) {
            writeLines(
                    level, mask.mask(message.length() > LongText.LONGEST_LINE ? LongText.shortened(message) : message));
        }
    }

    private void writeLines(LogLevel level, String masked) {
        if (level.compareTo(settings.level()) < 0) {
            return;
        }
        StringBuilder lines = new StringBuilder(masked.length() + 64);
        int start = 0;
        while (start < masked.length()) {
            int end = endOfLine(masked, start);
            appendLine(lines, level, masked.substring(start, end));
            start = masked.startsWith("\r\n", end) ? end + 2 : end + 1;
        }
        print(lines);
    }

    private void writeObject(LogLevel level, String message, String fields) {
        if (level.compareTo(settings.level()) >= 0) {
            StringBuilder line = new StringBuilder(512);
            appendObject(line, level, mask.mask(message), fields);
            print(line);
        }
    }

    /** Prints all lines in one call, so that lines of other threads do not come between. */
    private void print(StringBuilder lines) {
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
            appendObject(to, level, line, "");
            return;
        }
        appendTime(clock.instant(), to);
        to.append(' ').append(level).append(level.name().length() == 4 ? "  " : " ");
        to.append(mark).append(' ').append(line).append('\n');
    }

    private void appendObject(StringBuilder to, LogLevel level, String message, String fields) {
        to.append("{\"@timestamp\":\"");
        appendTime(clock.instant(), to);
        to.append("\",\"log.level\":\"").append(level).append("\",\"message\":\"");
        JsonText.escape(mark + " " + message, to);
        to.append("\",\"ecs.version\":\"").append(ECS_VERSION);
        to.append("\",\"log.logger\":\"auto-migrate\"").append(fields).append("}\n");
    }

    /** Appends ISO 8601 in UTC, always with milliseconds. A DateTimeFormatter would load forty classes for this. */
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
