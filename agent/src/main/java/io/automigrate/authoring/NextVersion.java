package io.automigrate.authoring;

import io.automigrate.migration.SchemaVersion;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chooses the version of the next script by the versions in use: numbers or time stamps, with their zeros and separators. */
final class NextVersion {
    private static final String FIRST = "1";
    private static final String SEPARATOR = "[._]";

    private NextVersion() {}

    /** Returns whether a part of a file name is a version. */
    static boolean isVersion(String text) {
        try {
            SchemaVersion.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Returns a version that is greater than all others.
     *
     * @param versions the versions in use, as the names of files have them
     */
    static String after(List<String> versions, LocalDateTime now) {
        if (versions.isEmpty()) {
            return FIRST;
        }
        String newest = Collections.max(versions, Comparator.comparing(SchemaVersion::parse));
        Optional<String> timeStamp = TimeStampVersion.after(newest, now);
        return timeStamp.orElseGet(() -> count(cut(newest, usualParts(versions))));
    }

    /** Adds one to the last number, which keeps its zeros. */
    static String count(String version) {
        int start = version.length();
        while (start > 0 && Character.isDigit(version.charAt(start - 1))) {
            start--;
        }
        return version.substring(0, start) + next(version.substring(start));
    }

    private static String next(String number) {
        String next = new BigInteger(number).add(BigInteger.ONE).toString();
        return "0".repeat(Math.max(0, number.length() - next.length())) + next;
    }

    /** A correction between two versions, 2.1 among 1, 2, 3, does not change how the next version is written. */
    private static int usualParts(List<String> versions) {
        return versions.stream()
                .collect(Collectors.groupingBy(NextVersion::parts, Collectors.counting()))
                .entrySet()
                .stream()
                .max(java.util.Map.Entry.<Integer, Long>comparingByValue()
                        .thenComparing(java.util.Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }

    private static int parts(String version) {
        return version.split(SEPARATOR).length;
    }

    private static String cut(String version, int parts) {
        String[] numbers = version.split(SEPARATOR);
        if (numbers.length <= parts) {
            return version;
        }
        int length = Arrays.stream(numbers, 0, parts).mapToInt(String::length).sum() + parts - 1;
        return version.substring(0, length);
    }
}
