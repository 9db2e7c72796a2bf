package io.automigrate.database;

import java.time.Duration;

/** Durations as people read them. */
final class Seconds {
    private Seconds() {}

    /** Returns {@code 60 s}; tenths only where there are some: {@code 0.5 s}. */
    static String of(Duration duration) {
        long tenths = tenthsOf(duration);
        return tenths % 10 == 0 ? tenths / 10 + " s" : toTenths(duration);
    }

    /** Returns {@code 4.2 s}. */
    static String toTenths(Duration duration) {
        long tenths = tenthsOf(duration);
        return tenths / 10 + "." + tenths % 10 + " s";
    }

    /** Returns {@code 4 s}, rounded down. */
    static String whole(Duration duration) {
        return duration.toSeconds() + " s";
    }

    private static long tenthsOf(Duration duration) {
        return (duration.toMillis() + 50) / 100;
    }
}
