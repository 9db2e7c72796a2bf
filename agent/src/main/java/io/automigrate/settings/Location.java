package io.automigrate.settings;

import java.util.Objects;

/**
 * A place of scripts: {@code classpath:db/migration} or {@code filesystem:/migrations}. As in Flyway, a location without a prefix is on
 * the class path, and {@code *}, {@code ?} and {@code **} stand for parts of a path.
 *
 * @param kind class path or file system
 * @param path the path without the prefix; on the class path with no slash at either end
 */
public record Location(Kind kind, String path) {
    /** Flyway's own default. */
    public static final Location DEFAULT = new Location(Kind.CLASSPATH, "db/migration");

    /** The two kinds of places. */
    public enum Kind {
        CLASSPATH("classpath:"),
        FILESYSTEM("filesystem:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    public Location {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(path, "path");
        if (path.isBlank()) {
            throw new IllegalArgumentException("the path is empty");
        }
    }

    /**
     * Reads a location as a user writes it.
     *
     * @throws IllegalArgumentException with a message for the user when the prefix is unknown or the path is empty
     */
    public static Location parse(String text) {
        String trimmed = text.trim();
        for (Kind kind : Kind.values()) {
            if (trimmed.startsWith(kind.prefix)) {
                return of(kind, trimmed.substring(kind.prefix.length()));
            }
        }
        // A single letter before the colon is a drive of Windows, and "filesystem:" is missing before the drive.
        int colon = trimmed.indexOf(':');
        if (colon >= 0) {
            throw new IllegalArgumentException(
                    "\"" + trimmed.substring(0, colon + 1) + "\" is not a known prefix, use classpath: or filesystem:");
        }
        return of(Kind.CLASSPATH, trimmed);
    }

    private static Location of(Kind kind, String path) {
        if (kind == Kind.FILESYSTEM) {
            return new Location(kind, path);
        }
        String bare = path;
        while (bare.startsWith("/")) {
            bare = bare.substring(1);
        }
        while (bare.endsWith("/")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        return new Location(kind, bare);
    }

    @Override
    public String toString() {
        return kind.prefix + path;
    }
}
