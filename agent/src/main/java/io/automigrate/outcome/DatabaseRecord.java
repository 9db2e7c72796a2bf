package io.automigrate.outcome;

import io.automigrate.failure.Failure;
import io.automigrate.log.DatabaseObserver;
import io.automigrate.secret.SecretMask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Records the work on one database. The lock of its {@link StartRecord} guards all fields. */
final class DatabaseRecord extends DatabaseObserver {
    private final StartRecord start;
    private final String name;
    private final String url;
    private final SecretMask mask;
    private final LongSupplier nanoTime;

    private Phase phase = Phase.STARTING;
    private String schema = "";
    private Optional<String> before = Optional.empty();
    private Optional<String> after = Optional.empty();
    private Duration databaseWait = Duration.ZERO;
    private Duration lockWait = Duration.ZERO;
    private boolean isFound;
    private int pending;
    private Optional<DatabaseOutcome.Backup> backup = Optional.empty();
    private final List<DatabaseOutcome.Migration> migrations = new ArrayList<>();
    private Optional<Failure> failure = Optional.empty();

    private String waitReason = "";
    private long waitingSince;
    private Duration waitLimit = Duration.ZERO;

    private String script = "";
    private long scriptSince;
    private int number;
    private int total;
    private int statement;
    private int line;
    private String detail = "";

    DatabaseRecord(StartRecord start, String name, String url, SecretMask mask, LongSupplier nanoTime) {
        this.start = start;
        this.name = mask.mask(name);
        this.url = mask.mask(url);
        this.mask = mask;
        this.nanoTime = nanoTime;
    }

    Phase phase() {
        return phase;
    }

    @Override
    public void waiting(String reason, Duration waited, Duration limit) {
        start.change(() -> wait(Phase.WAITING, reason, waited, limit));
    }

    @Override
    public void ready(Duration waited) {
        start.change(() -> {
            phase = Phase.STARTING;
            databaseWait = waited;
        });
    }

    @Override
    public void locked(String reason, Duration waited, Duration limit) {
        start.change(() -> wait(Phase.LOCKED, reason, waited, limit));
    }

    private void wait(Phase waiting, String reason, Duration waited, Duration limit) {
        phase = waiting;
        waitReason = mask.mask(reason);
        waitingSince = nanoTime.getAsLong() - waited.toNanos();
        waitLimit = limit;
    }

    @Override
    public void unlocked(Duration waited) {
        start.change(() -> {
            lockWait = lockWait.plus(waited);
            if (phase == Phase.LOCKED) {
                phase = migrations.isEmpty() ? Phase.STARTING : Phase.MIGRATING;
            }
        });
    }

    @Override
    public void found(String schemaName, Optional<String> version, List<String> pendingScripts) {
        start.change(() -> {
            schema = mask.mask(schemaName);
            before = version;
            after = version;
            isFound = true;
            pending = pendingScripts.size();
            phase = pending == 0 ? phase : Phase.MIGRATING;
        });
    }

    @Override
    public void backingUp() {
        start.change(() -> phase = Phase.BACKING_UP);
    }

    @Override
    public void backedUp(String place, Duration duration) {
        start.change(() -> {
            phase = Phase.MIGRATING;
            backup = Optional.of(new DatabaseOutcome.Backup(mask.mask(place), duration));
        });
    }

    @Override
    public void applying(int numberOf, int totalOf, String scriptName) {
        start.change(() -> {
            phase = Phase.MIGRATING;
            script = mask.mask(scriptName);
            scriptSince = nanoTime.getAsLong();
            number = numberOf;
            total = totalOf;
            statement = 0;
            line = 0;
            detail = "";
        });
    }

    @Override
    public void stillApplying(int statementNumber, int lineNumber, String details) {
        start.change(() -> {
            statement = statementNumber;
            line = lineNumber;
            detail = mask.mask(details);
        });
    }

    @Override
    public void applied(String scriptName, Optional<String> version, Duration duration) {
        start.change(() -> {
            end(true, scriptName, duration);
            after = version.isPresent() ? version : after;
        });
    }

    @Override
    public void notApplied(String scriptName, Duration duration) {
        start.change(() -> end(false, scriptName, duration));
    }

    private void end(boolean applied, String scriptName, Duration duration) {
        migrations.add(new DatabaseOutcome.Migration(mask.mask(scriptName), applied, duration));
        script = "";
    }

    @Override
    public void done(String schemaName, Optional<String> version) {
        start.change(() -> {
            schema = mask.mask(schemaName);
            after = version;
            // Without a report of pending scripts the start changed nothing.
            before = isFound ? before : version;
            phase = Phase.ENDED;
        });
    }

    @Override
    public void failed(Failure thrown) {
        start.change(() -> {
            if (phase == Phase.WAITING) {
                databaseWait = Duration.ofNanos(nanoTime.getAsLong() - waitingSince);
            }
            failure = Optional.of(thrown.masked(mask));
            phase = Phase.ENDED;
        });
    }

    DatabaseOutcome snapshot() {
        boolean waits = phase == Phase.WAITING || phase == Phase.LOCKED;
        return new DatabaseOutcome(
                name,
                url,
                phase,
                schema,
                before,
                after,
                new DatabaseOutcome.Waits(databaseWait, lockWait),
                waits
                        ? Optional.of(new DatabaseOutcome.Waiting(waitReason, since(waitingSince), waitLimit))
                        : Optional.empty(),
                pending,
                backup,
                migrations,
                script.isEmpty() || phase == Phase.ENDED
                        ? Optional.empty()
                        : Optional.of(new DatabaseOutcome.Running(
                                script, number, total, statement, line, detail, since(scriptSince))),
                failure);
    }

    private Duration since(long moment) {
        return Duration.ofNanos(nanoTime.getAsLong() - moment);
    }
}
