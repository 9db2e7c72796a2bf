package io.automigrate.authoring;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Versions that are dates or times: {@code 20260131}, {@code 20260131.2}, {@code 202601311200}, {@code 2026_01_31_12_00_59}. */
final class TimeStampVersion {
    private static final String FIELDS = "uuuuMMddHHmmssSSS";
    private static final int DATE = 8;

    /** The precision by the number of digits. */
    private static final Map<Integer, ChronoUnit> UNITS =
            Map.of(DATE, ChronoUnit.DAYS, 12, ChronoUnit.MINUTES, 14, ChronoUnit.SECONDS, 17, ChronoUnit.MILLIS);

    /** Where a separator may stand. */
    private static final List<Integer> BOUNDARIES = List.of(4, 6, DATE, 10, 12, 14);

    private TimeStampVersion() {}

    /** Returns the next version after a time stamp; empty when the version is not a time stamp. */
    static Optional<String> after(String newest, LocalDateTime now) {
        Optional<LocalDateTime> time = read(newest);
        if (time.isPresent()) {
            return Optional.of(next(newest, time.get(), now));
        }
        int separator = Math.max(newest.lastIndexOf('.'), newest.lastIndexOf('_'));
        if (separator < 0) {
            return Optional.empty();
        }
        // A date and a number: the number counts the scripts of the day.
        String date = newest.substring(0, separator);
        return digits(date).length() == DATE
                ? read(date).map(day -> ofDay(date, day, newest.substring(separator), now))
                : Optional.empty();
    }

    private static String next(String newest, LocalDateTime time, LocalDateTime now) {
        ChronoUnit unit = UNITS.get(digits(newest).length());
        LocalDateTime next = now.truncatedTo(unit);
        if (next.isAfter(time)) {
            return write(next, newest);
        }
        return unit == ChronoUnit.DAYS ? newest + ".1" : write(time.plus(1, unit), newest);
    }

    private static String ofDay(String date, LocalDateTime day, String count, LocalDateTime now) {
        LocalDateTime today = now.truncatedTo(ChronoUnit.DAYS);
        return today.isAfter(day)
                ? write(today, date) + NextVersion.count(count.replaceAll("[0-9]", "0"))
                : NextVersion.count(date + count);
    }

    private static Optional<LocalDateTime> read(String version) {
        String digits = digits(version);
        if (!UNITS.containsKey(digits.length()) || digits.charAt(0) > '2' || !isSeparatedAtFields(version)) {
            return Optional.empty();
        }
        DateTimeFormatter format = format(digits.length());
        try {
            return Optional.of(
                            digits.length() == DATE
                                    ? LocalDate.parse(digits, format).atStartOfDay()
                                    : LocalDateTime.parse(digits, format))
                    .filter(time -> time.getYear() >= 1970);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter format(int digits) {
        return DateTimeFormatter.ofPattern(FIELDS.substring(0, digits)).withResolverStyle(ResolverStyle.STRICT);
    }

    private static boolean isSeparatedAtFields(String version) {
        return BOUNDARIES.containsAll(separators(version));
    }

    /** Returns before which digit each separator stands. */
    private static List<Integer> separators(String version) {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < version.length(); i++) {
            if (!Character.isDigit(version.charAt(i))) {
                positions.add(i - positions.size());
            }
        }
        return positions;
    }

    /** Writes a time with the precision and the separators of another version. */
    private static String write(LocalDateTime time, String like) {
        String digits = time.format(format(digits(like).length()));
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (char c : like.toCharArray()) {
            text.append(Character.isDigit(c) ? digits.charAt(next++) : c);
        }
        return text.toString();
    }

    private static String digits(String version) {
        return version.replaceAll("[._]", "");
    }
}
