package io.automigrate.outcome;

import io.automigrate.failure.Failure;
import io.automigrate.log.DatabaseObserver;
import io.automigrate.log.MigrationLog;
import io.automigrate.log.StartObserver;
import io.automigrate.secret.SecretMask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Records the events of a start and passes its state to the {@link Reports}: files during the start, answers at the health port, a
 * notification at the end. A report never fails the start and delays it by a few seconds at most.
 */
public final class StartRecord extends StartObserver {
    private static final int LOW_BYTE = 0xff;

    private final Outcome.ProcessFacts process;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Reports reports;
    private final Instant started;
    private final long start;
    private final Map<String, DatabaseRecord> databases = new LinkedHashMap<>();

    private Optional<Verdict> verdict = Optional.empty();
    private OptionalInt exitCode = OptionalInt.empty();
    private boolean isApplicationStarting;
    private Optional<Failure> failure = Optional.empty();

    /**
     * Returns a record. Nothing is opened or written before the first event. The return type is the base class, because the JVM's verifier
     * would otherwise load this class in starts without reports.
     *
     * @param version the version of the agent
     * @param mode the mode of the start, or the command in place of the application; empty when it is not known
     * @param log the log for warnings about reports that could not be written
     * @param nanoTime the time in nanoseconds, from any origin
     */
    public static StartObserver begin(
            OutcomeSettings settings,
            String version,
            String mode,
            MigrationLog log,
            InstantSource clock,
            LongSupplier nanoTime) {
        Outcome.ProcessFacts process = Outcome.ProcessFacts.ofThisProcess(version, mode);
        return new StartRecord(settings, process, log, clock, nanoTime);
    }

    StartRecord(
            OutcomeSettings settings,
            Outcome.ProcessFacts process,
            MigrationLog log,
            InstantSource clock,
            LongSupplier nanoTime) {
        super(settings.terminationMessage());
        this.process = process;
        this.clock = clock;
        this.nanoTime = nanoTime;
        started = clock.instant();
        start = nanoTime.getAsLong();
        reports = new Reports(settings, this::outcome, this::interrupted, log);
    }

    @Override
    public DatabaseObserver database(String name, String url, SecretMask mask) {
        DatabaseRecord database = new DatabaseRecord(this, name, url, mask, nanoTime);
        change(() -> databases.put(name, database));
        return database;
    }

    /** Changes the state under the lock, then notifies the reports. */
    void change(Runnable change) {
        Phase phase;
        synchronized (this) {
            change.run();
            phase = phase();
        }
        reports.changed(phase);
    }

    @Override
    public void failed(Failure thrown, int code) {
        super.failed(thrown, code);
        // The first failure is the cause; later failures are its consequences.
        change(() -> failure = failure.isPresent() ? failure : Optional.of(thrown));
    }

    @Override
    public void ended(int end) {
        synchronized (this) {
            if (verdict.isPresent()) {
                return;
            }
            exitCode = OptionalInt.of(end & LOW_BYTE);
            isApplicationStarting = end == 0;
            verdict = Optional.of(failure.isPresent() ? Verdict.FAILED : Verdict.SUCCEEDED);
        }
        reports.end();
    }

    /** Ends the record because the process was told to end. Later events change the details and not the verdict. */
    void interrupted() {
        synchronized (this) {
            if (verdict.isPresent()) {
                return;
            }
            verdict = Optional.of(Verdict.INTERRUPTED);
        }
        reports.end();
    }

    /** Returns the current state. */
    synchronized Outcome outcome() {
        List<DatabaseOutcome> all = new ArrayList<>(databases.size());
        for (DatabaseRecord database : databases.values()) {
            all.add(database.snapshot());
        }
        return new Outcome(
                process,
                phase(),
                verdict,
                exitCode,
                isApplicationStarting,
                started,
                clock.instant(),
                Duration.ofNanos(nanoTime.getAsLong() - start),
                all,
                failure);
    }

    /** Returns the most advanced phase of all databases that are not finished. */
    private Phase phase() {
        if (verdict.isPresent()) {
            return Phase.ENDED;
        }
        Phase busiest = Phase.STARTING;
        for (DatabaseRecord database : databases.values()) {
            Phase phase = database.phase();
            busiest = phase != Phase.ENDED && phase.compareTo(busiest) > 0 ? phase : busiest;
        }
        return busiest;
    }
}
