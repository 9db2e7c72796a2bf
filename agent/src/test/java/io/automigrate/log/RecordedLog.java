package io.automigrate.log;

import io.automigrate.secret.SecretMask;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A log that keeps its lines for assertions. */
public final class RecordedLog {
    private static final String MARK = "[Migration] ";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final MigrationLog log;

    public RecordedLog() {
        this(LogLevel.INFO);
    }

    public RecordedLog(LogLevel level) {
        log = new MigrationLog(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                () -> Instant.EPOCH,
                new LogSettings(LogFormat.TEXT, level),
                SecretMask.URLS_ONLY);
    }

    public MigrationLog log() {
        return log;
    }

    /** Returns the lines, each with its level and message. */
    public List<String> lines() {
        return text().lines()
                .map(line -> line.substring(line.indexOf(' ') + 1).replace(MARK, ""))
                .toList();
    }

    /** Returns the message of each line. */
    public List<String> messages() {
        return text().lines()
                .map(line -> line.substring(line.indexOf(MARK) + MARK.length()))
                .toList();
    }

    /** Returns everything as it was written. */
    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Forgets what was written. */
    public void clear() {
        bytes.reset();
    }
}
