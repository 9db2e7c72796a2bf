package io.automigrate.migration;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The version of a migration: {@code 7}, {@code 1.2.3}, {@code 20260131235959}. Versions are compared like Flyway's
 * {@code MigrationVersion}: number by number, without a limit to their size; {@code _} equals {@code .}; leading zeros and trailing
 * {@code .0} do not count.
 */
public final class SchemaVersion implements Comparable<SchemaVersion> {
    // Flyway uses this number, Long.MAX_VALUE, as the marker "latest".
    private static final String LATEST = "9223372036854775807";

    private final String text;
    private final List<BigInteger> numbers;

    private SchemaVersion(String text, List<BigInteger> numbers) {
        this.text = text;
        this.numbers = List.copyOf(numbers);
    }

    /**
     * Reads a version from a file name or from Flyway's history. Flyway also accepts {@code latest}, {@code current}, {@code next},
     * signs and digits of other writing systems; these are refused, because they are misspelt names of scripts.
     *
     * @throws IllegalArgumentException when the text is not a version; the message says why
     */
    public static SchemaVersion parse(String version) {
        String text = version.replace('_', '.');
        if (text.equals(LATEST)) {
            throw new IllegalArgumentException(
                    "\"" + version + "\" is not a version, Flyway reserves this number for \"latest\"");
        }
        List<BigInteger> numbers = new ArrayList<>(4);
        int start = 0;
        while (start <= text.length()) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            if (!isNumber(text, start, end)) {
                throw new IllegalArgumentException("\"" + version
                        + "\" is not a version, a version consists of numbers with \".\" or \"_\" between them");
            }
            numbers.add(new BigInteger(text.substring(start, end)));
            start = end + 1;
        }
        while (numbers.size() > 1 && numbers.get(numbers.size() - 1).signum() == 0) {
            numbers.remove(numbers.size() - 1);
        }
        return new SchemaVersion(text, numbers);
    }

    private static boolean isNumber(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return start < end;
    }

    @Override
    public int compareTo(SchemaVersion other) {
        int common = Math.min(numbers.size(), other.numbers.size());
        for (int i = 0; i < common; i++) {
            int order = numbers.get(i).compareTo(other.numbers.get(i));
            if (order != 0) {
                return order;
            }
        }
        // Trailing zeros were removed, so the longer version is the greater one.
        return Integer.compare(numbers.size(), other.numbers.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SchemaVersion version && numbers.equals(version.numbers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(numbers);
    }

    /** Returns the version as Flyway shows and stores it: the original text with {@code .} instead of {@code _}. */
    @Override
    public String toString() {
        return text;
    }
}
