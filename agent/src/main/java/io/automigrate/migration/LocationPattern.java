package io.automigrate.migration;

import io.automigrate.settings.Location;
import java.io.File;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A location, split into a folder and the pattern for names below the folder. Wildcards work as in Flyway 13.12
 * ({@code LocationParser}): {@code ?} matches one character and {@code *} one or more, never a {@code /}; {@code **} matches any
 * number of folders. A pattern with a dot in its last part matches files, any other pattern matches folders. Two differences to Flyway:
 * {@code **} at the end finds what Flyway's documentation promises, and a parenthesis has no special meaning.
 */
final class LocationPattern {
    private final Location location;
    private final String folder;
    private final Pattern below;

    private LocationPattern(Location location, String folder, Pattern below) {
        this.location = location;
        this.folder = folder;
        this.below = below;
    }

    static LocationPattern of(Location location) {
        String path = location.path();
        if (location.kind() == Location.Kind.FILESYSTEM && File.separatorChar == '\\') {
            path = path.replace('\\', '/');
        }
        int wildcard = firstWildcard(path);
        if (wildcard < 0) {
            return new LocationPattern(location, path, null);
        }
        int slash = path.lastIndexOf('/', wildcard);
        // The root folder "/" consists of nothing but its slash.
        String folder = path.substring(0, slash == 0 ? 1 : Math.max(slash, 0));
        return new LocationPattern(location, folder, compile(path.substring(slash + 1)));
    }

    Location location() {
        return location;
    }

    boolean isOnClassPath() {
        return location.kind() == Location.Kind.CLASSPATH;
    }

    boolean hasWildcards() {
        return below != null;
    }

    /** Returns the part of the location before the first wildcard; empty for the root of the class path or the working directory. */
    String folder() {
        return folder;
    }

    /**
     * Returns the path of a file below the location. The folders that wildcards match are not part of the path.
     *
     * @param path the file's path below {@link #folder()}
     * @return null when the file is not in the location
     */
    String relativize(String path) {
        if (below == null) {
            return path;
        }
        Matcher matcher = below.matcher(path);
        if (!matcher.matches()) {
            return null;
        }
        String rest = matcher.groupCount() == 0 ? "" : matcher.group(1);
        return rest.isEmpty() ? path : rest;
    }

    private static int firstWildcard(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '*' || path.charAt(i) == '?') {
                return i;
            }
        }
        return -1;
    }

    private static Pattern compile(String wildcards) {
        StringBuilder regex = new StringBuilder();
        int start = 0;
        boolean aboutFiles = false;
        while (start < wildcards.length()) {
            int slash = wildcards.indexOf('/', start);
            int end = slash < 0 ? wildcards.length() : slash;
            String part = wildcards.substring(start, end);
            start = end + 1;
            aboutFiles = part.indexOf('.') >= 0;
            if (part.equals("**")) {
                regex.append("(?:[^/]+/)*?");
            } else if (!part.isEmpty()) {
                appendPart(part, regex);
                if (!aboutFiles || start < wildcards.length()) {
                    regex.append('/');
                }
            }
        }
        return Pattern.compile(aboutFiles ? regex.toString() : regex + "(.*)");
    }

    private static void appendPart(String part, StringBuilder regex) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '*') {
                regex.append("[^/]+?");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                if (c < 0x80 && !Character.isLetterOrDigit(c)) {
                    regex.append('\\');
                }
                regex.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return location.toString();
    }
}
