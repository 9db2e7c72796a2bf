package io.automigrate.engine.watch;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices that the database has fallen silent while the migrating thread waits for an answer. A long statement is no silence while the
 * database works at it.
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

    /** @param interval the time without an event before the agent asks the database, and the time between two questions from then on */
    Silence(Activity activity, DatabaseInsight insight, Duration interval, LongSupplier nanoTime) {
        this.activity = activity;
        this.insight = insight;
        this.interval = interval.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : interval;
        this.nanoTime = nanoTime;
        lastLook = nanoTime.getAsLong();
    }

    /** Asks the database when the interval has passed. Returns how long the database has been silent; zero when it answers. */
    Duration look() {
        if (activity.quiet().compareTo(interval) < 0) {
            reason = "";
        } else if (elapsed(lastLook).compareTo(interval) >= 0) {
            String found = insight.silence(activity.isCalling());
            lastLook = nanoTime.getAsLong();
            // The silence counts from the first missing answer, so that a second question follows.
            since = reason.isEmpty() ? lastLook : since;
            reason = found;
        }
        return reason.isEmpty() ? Duration.ZERO : elapsed(since);
    }

    /** Returns the reason why the database counts as silent; empty when it answers. */
    String reason() {
        return reason;
    }

    private Duration elapsed(long start) {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }
}
