package io.automigrate.outcome;

import io.automigrate.report.DatabaseObserver;
import io.automigrate.report.LogSettings;
import io.automigrate.report.MigrationLog;
import io.automigrate.report.OutcomeSettings;
import io.automigrate.report.SecretMask;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A record of a start on the host "shop-1", whose clocks stand still until they are told to go on. */
final class Recording {
    static final OutcomeSettings SILENT =
            new OutcomeSettings(Optional.empty(), Optional.empty(), Optional.empty(), 0, Path.of("/no/such/file"));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StartRecord record;
    private Duration elapsed = Duration.ZERO;

    Recording(OutcomeSettings settings) {
        record = new StartRecord(
                settings,
                new Outcome.ProcessFacts("1.0.0", "migrate", "shop-1", 7),
                log(),
                () -> Instant.parse("2026-11-20T09:12:41.310Z").plus(elapsed),
                () -> elapsed.toNanos());
    }

    MigrationLog log() {
        return new MigrationLog(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                () -> Instant.EPOCH,
                LogSettings.DEFAULT,
                SecretMask.URLS_ONLY);
    }

    StartRecord record() {
        return record;
    }

    DatabaseObserver database() {
        return record.database("", "jdbc:postgresql://db:5432/shop", new SecretMask(List.of("hunter2hunter2")));
    }

    Recording after(Duration time) {
        elapsed = elapsed.plus(time);
        return this;
    }

    Outcome outcome() {
        return record.outcome();
    }

    DatabaseOutcome only() {
        return record.outcome().databases().get(0);
    }

    String logged() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
