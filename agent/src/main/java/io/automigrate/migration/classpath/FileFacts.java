package io.automigrate.migration.classpath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What the file system says of a path, links followed.
 *
 * @param kind what is there
 * @param size its length in bytes, -1 for none
 * @param key equal for two paths that lead to one physical file
 */
public record FileFacts(Kind kind, long size, Object key) {
    /** The type of a file. */
    public enum Kind {
        FILE,
        DIRECTORY,
        /** Nothing, a link to nothing, or out of reach for this account. */
        MISSING
    }

    /** Returns the type, the size and the identity of a file. */
    public static FileFacts of(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Kind kind = attributes.isDirectory() ? Kind.DIRECTORY : Kind.FILE;
            // Windows has no key.
            Object key = attributes.fileKey() == null ? path.toRealPath() : attributes.fileKey();
            return new FileFacts(kind, attributes.size(), key);
        } catch (IOException e) {
            return new FileFacts(Kind.MISSING, -1, path);
        }
    }

    boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }
}
