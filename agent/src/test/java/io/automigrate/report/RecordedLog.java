package io.automigrate.database;

import io.automigrate.report.LogFormat;
import io.automigrate.report.LogLevel;
import io.automigrate.report.LogSettings;
import io.automigrate.report.MigrationLog;
import io.automigrate.report.SecretMask;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A log whose lines can be read: level and message. */
final class RecordedLog {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final MigrationLog log;

    RecordedLog() {
        this(LogLevel.INFO);
    }

    RecordedLog(LogLevel level) {
        log = new MigrationLog(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                () -> Instant.EPOCH,
                new LogSettings(LogFormat.TEXT, level),
                SecretMask.URLS_ONLY);
    }

    MigrationLog log() {
        return log;
    }

    List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.substring(line.indexOf(' ') + 1).replace("[Migration] ", ""))
                .toList();
    }
}
