package io.automigrate.engine.watch;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices that the database has fallen silent while the migrating thread waits for an answer. A statement that the database works at is
 * no silence, however long it takes.
 */
final class Silence {
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(500);

    private final Activity activity;
    private final DatabaseInsight insight;
    private final Duration interval;
    private final LongSupplier nanoTime;
    private long lastLook;
    private long since;
    private String reason = "";

    /**
     * @param interval how long nothing has to happen before the database is asked, and how often it is asked from then on
     */
    Silence(Activity activity, DatabaseInsight insight, Duration interval, LongSupplier nanoTime) {
        this.activity = activity;
        this.insight = insight;
        this.interval = interval.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : interval;
        this.nanoTime = nanoTime;
        lastLook = nanoTime.getAsLong();
    }

    /** Asks the database when it is time to; returns how long the database has been silent, zero when it is not. */
    Duration look() {
        if (activity.quiet().compareTo(interval) < 0) {
            reason = "";
        } else if (elapsed(lastLook).compareTo(interval) >= 0) {
            String found = insight.silence(activity.isCalling());
            lastLook = nanoTime.getAsLong();
            // Counted from the first answer that failed to come, so that a second one is asked for.
            since = reason.isEmpty() ? lastLook : since;
            reason = found;
        }
        return reason.isEmpty() ? Duration.ZERO : elapsed(since);
    }

    /** Returns why the database counts as silent; empty when it does not. */
    String reason() {
        return reason;
    }

    private Duration elapsed(long start) {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }
}
