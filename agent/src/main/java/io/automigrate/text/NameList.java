package io.automigrate.text;

import java.util.List;

/** Formats a list of names as one short line. */
public final class NameList {
    private NameList() {}

    /**
     * Returns the names, separated by commas.
     *
     * @param shown the most names to show; the number of the others follows
     */
    public static String of(List<String> names, int shown) {
        return names.size() <= shown
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, shown)) + " and " + (names.size() - shown) + " more";
    }
}
