package io.automigrate.outcome;

import io.automigrate.log.DatabaseObserver;
import io.automigrate.log.MigrationLog;
import io.automigrate.log.RecordedLog;
import io.automigrate.secret.SecretMask;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A record of a start on the host "shop-1". Its clocks stand still until {@link #after} moves them. */
final class Recording {
    static final OutcomeSettings SILENT =
            new OutcomeSettings(Optional.empty(), Optional.empty(), Optional.empty(), 0, Path.of("/no/such/file"));

    private final RecordedLog recorded = new RecordedLog();
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
        return recorded.log();
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
        return recorded.text();
    }
}
