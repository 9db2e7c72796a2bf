package io.automigrate.outcome;

import io.automigrate.log.MigrationLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything that a start is reported through, opened when there is something to say and closed at the end. The files are written on a
 * thread of their own: a slow volume must hold up neither the migration nor the start.
 */
final class Reports {
    /** Bursts of short migrations make one file. */
    private static final long SHORTEST_PAUSE = 200;

    /** Durations in the files are never older, and whoever looks sees that the process lives. */
    private static final long LONGEST_PAUSE = 5000;

    /** How long the end of the start waits for a file that can't be written to. */
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
     * @param outcome gives how things stand
     * @param interrupted what is to be done when the process is told to end before the start is over
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
        // No inheritable thread-locals: they are the application's.
        writer = new Thread(null, this::writeUntilOver, "auto-migrate-report", 0, false);
        writer.setDaemon(true);
        interruption = new Thread(null, interrupted, "auto-migrate-interrupted", 0, false);
    }

    /** Something has changed. */
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

    /** The start is over: writes and sends what there is to say, and closes everything. */
    void end() {
        // A thread that was interrupted may say why as well.
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
            // The JVM ends already.
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

    /** Returns whether what is written next is the last. */
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

    /** Returns false when nobody waits for this thread any more. */
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
            // It is what brought us here, or the JVM ends for another reason.
            return;
        }
    }
}
