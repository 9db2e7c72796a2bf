package io.automigrate.text;

import java.util.List;

/** Writes names in one line, which stays one that people read. */
public final class NameList {
    private NameList() {}

    /**
     * Returns the names, separated by commas.
     *
     * @param shown how many at the most; of those behind there is only told how many they are
     */
    public static String of(List<String> names, int shown) {
        return names.size() <= shown
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, shown)) + " and " + (names.size() - shown) + " more";
    }
}
