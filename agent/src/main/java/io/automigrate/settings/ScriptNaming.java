package io.automigrate.settings;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The names and the encoding of SQL scripts, by Flyway's settings {@code sqlMigrationPrefix} and the like.
 *
 * @param versioned the prefix of versioned scripts; may be empty
 * @param repeatable the prefix of repeatable scripts; may be empty
 * @param undo the prefix of undo scripts; may not be empty
 * @param separator the text between the version and the description
 * @param suffixes the ends of file names, in the order in which Flyway tries them
 * @param encoding the encoding of the scripts
 */
public record ScriptNaming(
        String versioned, String repeatable, String undo, String separator, List<String> suffixes, Charset encoding) {
    /** The prefix of baseline scripts, which is fixed. */
    public static final String BASELINE = "B";

    /** Flyway's default: {@code V1__a.sql}, {@code R__a.sql}, {@code U1__a.sql} in UTF-8. */
    public static final ScriptNaming DEFAULT =
            new ScriptNaming("V", "R", "U", "__", List.of(".sql"), StandardCharsets.UTF_8);

    public ScriptNaming {
        Objects.requireNonNull(versioned, "versioned");
        Objects.requireNonNull(repeatable, "repeatable");
        Objects.requireNonNull(encoding, "encoding");
        suffixes = List.copyOf(suffixes);
        if (undo.isEmpty() || separator.isEmpty() || suffixes.isEmpty() || suffixes.contains("")) {
            throw new IllegalArgumentException("an undo prefix, a separator and suffixes are needed");
        }
    }

    /** Returns the file name of an undo script. */
    public String undoScript(String version, String description) {
        return undo + version + separator + description.replace(' ', '_') + suffixes.get(0);
    }

    /**
     * Returns the suffix of a file name, or null when the name has none of the suffixes. Like Flyway, the method ignores the case of
     * letters and returns the first suffix of the list that matches.
     */
    public String suffixOf(String fileName) {
        for (String suffix : suffixes) {
            if (endsWith(fileName, suffix)) {
                return suffix;
            }
        }
        return null;
    }

    /** Returns whether a file name ends with a suffix; the case of letters does not count. */
    public static boolean endsWith(String fileName, String suffix) {
        return fileName.regionMatches(true, fileName.length() - suffix.length(), suffix, 0, suffix.length());
    }
}
