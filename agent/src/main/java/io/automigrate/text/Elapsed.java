package io.automigrate.text;

import java.time.Duration;

/** Formats durations for the log: {@code 31.4 s}. */
public final class Elapsed {
    private Elapsed() {}

    /** Returns seconds with one decimal, or with three below a tenth of a second, and the unit. */
    public static String seconds(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 100) {
            return decimal(millis, 1000);
        }
        return decimal((millis + 50) / 100, 10);
    }

    /** Returns seconds without decimals, for a wait. A duration below one second keeps its decimals. */
    public static String whole(Duration duration) {
        return duration.toMillis() < 1000 && !duration.isZero() ? seconds(duration) : duration.toSeconds() + " s";
    }

    /** Returns a limit as {@code 60 s}, with tenths only where it has any: {@code 0.5 s}. */
    public static String limit(Duration duration) {
        long tenths = (duration.toMillis() + 50) / 100;
        return tenths % 10 == 0 ? tenths / 10 + " s" : decimal(tenths, 10);
    }

    private static String decimal(long value, int unit) {
        String fraction = Long.toString(value % unit + unit).substring(1);
        return value / unit + "." + fraction + " s";
    }
}
