package io.automigrate.outcome;

import io.automigrate.log.MigrationLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The reports of a start besides the log: files, health port, notification. Opened at the first event and closed at the end. A separate
 * thread writes the files, because a slow volume must delay neither the migration nor the start.
 */
final class Reports {
    /** The shortest time between two writes. A burst of short migrations causes one write. */
    private static final long SHORTEST_PAUSE = 200;

    /** The longest time between two writes. A file that is older belongs to a process that was killed. */
    private static final long LONGEST_PAUSE = 5000;

    /** The time that the end of the start waits for the last write. */
    private static final long PATIENCE = 3000;

    private static final long NANOS = 1_000_000;

    private final Supplier<Outcome> outcome;
    private final OutcomeSettings settings;
    private final MigrationLog log;
    private final List<ReportFile> files = new ArrayList<>();
    private final Thread writer;
    private final Thread interruption;

    private HealthServer health;
    private boolean hasBegun;
    private boolean isChanged;
    private boolean isOver;

    /**
     * @param outcome supplies the current state
     * @param interrupted runs when the process is told to end before the start has ended
     */
    Reports(OutcomeSettings settings, Supplier<Outcome> outcome, Runnable interrupted, MigrationLog log) {
        this.settings = settings;
        this.outcome = outcome;
        this.log = log;
        settings.statusFile()
                .ifPresent(path -> files.add(new ReportFile("AUTO_MIGRATE_STATUS_FILE", path, StatusJson::of, log)));
        settings.metricsFile()
                .ifPresent(
                        path -> files.add(new ReportFile("AUTO_MIGRATE_METRICS_FILE", path, PrometheusText::of, log)));
        // Inheritable thread-locals belong to the application and are not inherited.
        writer = new Thread(null, this::writeUntilOver, "auto-migrate-report", 0, false);
        writer.setDaemon(true);
        interruption = new Thread(null, interrupted, "auto-migrate-interrupted", 0, false);
    }

    /** Notes a change of the state. */
    synchronized void changed(Phase phase) {
        if (isOver) {
            return;
        }
        isChanged = true;
        begin();
        if (phase != Phase.STARTING && health == null && settings.healthPort() > 0) {
            health = HealthServer.open(settings.healthPort(), outcome, log);
        }
        notifyAll();
    }

    /** Writes and sends the last state, and closes everything. */
    void end() {
        // The reports of an interrupted start must be written, too.
        boolean wasInterrupted = Thread.interrupted();
        try {
            tellEverybody();
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void tellEverybody() {
        synchronized (this) {
            if (isOver) {
                return;
            }
            begin();
            isOver = true;
            notifyAll();
        }
        if (health != null) {
            health.close();
        }
        awaitWriter();
        sendNotification();
        forgetInterruption();
    }

    private void begin() {
        if (hasBegun) {
            return;
        }
        hasBegun = true;
        if (!files.isEmpty()) {
            writer.start();
        }
        try {
            Runtime.getRuntime().addShutdownHook(interruption);
        } catch (IllegalStateException e) {
            // The JVM is shutting down.
            return;
        }
    }

    private void writeUntilOver() {
        boolean last = false;
        while (!last) {
            last = awaitChange();
            Outcome now = outcome.get();
            for (ReportFile file : files) {
                file.write(now);
            }
            if (!last) {
                pause();
            }
        }
    }

    /** Returns whether the next write is the last one. */
    private synchronized boolean awaitChange() {
        long end = System.nanoTime() + LONGEST_PAUSE * NANOS;
        for (long left = LONGEST_PAUSE; !isChanged && !isOver && left > 0; left = millisUntil(end)) {
            if (!await(left)) {
                return true;
            }
        }
        isChanged = false;
        return isOver;
    }

    private synchronized void pause() {
        long end = System.nanoTime() + SHORTEST_PAUSE * NANOS;
        for (long left = SHORTEST_PAUSE; !isOver && left > 0; left = millisUntil(end)) {
            if (!await(left)) {
                return;
            }
        }
    }

    /** Returns false when the thread was interrupted, because the end of the start waits no longer for it. */
    private boolean await(long millis) {
        try {
            wait(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static long millisUntil(long end) {
        return (end - System.nanoTime()) / NANOS;
    }

    private void awaitWriter() {
        if (files.isEmpty()) {
            return;
        }
        try {
            writer.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (writer.isAlive()) {
            log.warn("AUTO_MIGRATE_STATUS_FILE and AUTO_MIGRATE_METRICS_FILE were not written within " + PATIENCE / 1000
                    + " s; the start goes on without them");
            writer.interrupt();
        }
    }

    private void sendNotification() {
        if (settings.notification().isEmpty()) {
            return;
        }
        OutcomeSettings.Notification notification = settings.notification().get();
        Outcome last = outcome.get();
        boolean isFailure = last.verdict().orElseThrow() == Verdict.FAILED;
        if (isFailure || notification.when() == NotifyWhen.ALWAYS) {
            new Notification(notification.url(), log).send(StatusJson.of(last));
        }
    }

    private void forgetInterruption() {
        try {
            Runtime.getRuntime().removeShutdownHook(interruption);
        } catch (IllegalStateException e) {
            // The JVM is shutting down. This thread may be the hook itself.
            return;
        }
    }
}
