package io.automigrate.settings.given;

import java.time.DateTimeException;
import java.time.Duration;

/** Durations as users write them: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 2h}, {@code PT30S}; a bare number is seconds. */
final class DurationText {
    // Drivers and sockets count milliseconds in an int, which ends at 24 days.
    private static final Duration LONGEST = Duration.ofHours(500);
    private static final long FEWEST_MILLISECONDS = 1000;
    private static final long HALF_AN_HOUR = 1800;
    private static final long LONGEST_IN_SECONDS = 10_000;
    private static final String ALLOWED = "use 500ms, 30s, 10m, 2h, PT30S or a number of seconds";

    private DurationText() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    static Duration parse(String text) {
        Duration duration = text.startsWith("P") || text.startsWith("p") ? iso(text) : simple(text);
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a duration cannot be negative, " + ALLOWED);
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("that is too long, use at most " + LONGEST.toHours() + 'h');
        }
        return duration;
    }

    /** Returns whether a number without a unit is so large that the user may have meant milliseconds. */
    static boolean mayBeMilliseconds(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        long seconds = Long.parseLong(text);
        // 1800 and 3600 are round numbers of seconds.
        return seconds >= FEWEST_MILLISECONDS && (seconds % HALF_AN_HOUR != 0 || seconds > LONGEST_IN_SECONDS);
    }

    /** Returns a duration in hours and minutes: {@code 16 h 40 min}. */
    static String hours(Duration duration) {
        String minutes = duration.toMinutesPart() + " min";
        return duration.toHours() == 0 ? minutes : duration.toHours() + " h " + minutes;
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("that is no duration, " + ALLOWED, e);
        }
    }

    private static Duration simple(String text) {
        int digits = text.startsWith("-") ? 1 : 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        long millis = millisOf(text, digits);
        try {
            return Duration.ofMillis(Math.multiplyExact(Long.parseLong(text.substring(0, digits)), millis));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    digits > 1 ? "that is too long, use at most 500h" : "that is no duration, " + ALLOWED, e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("that is too long, use at most 500h", e);
        }
    }

    private static long millisOf(String text, int unitAt) {
        boolean one = unitAt + 1 == text.length();
        if (unitAt == text.length() || one && unit(text, unitAt) == 's') {
            return 1000;
        }
        if (one && unit(text, unitAt) == 'm') {
            return 60_000;
        }
        if (one && unit(text, unitAt) == 'h') {
            return 3_600_000;
        }
        if (unitAt + 2 == text.length() && text.regionMatches(true, unitAt, "ms", 0, 2)) {
            return 1;
        }
        throw new IllegalArgumentException("that is no duration, " + ALLOWED);
    }

    private static char unit(String text, int at) {
        return Character.toLowerCase(text.charAt(at));
    }
}
