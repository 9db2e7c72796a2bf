package io.automigrate.migration.classpath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The attributes of a file or folder; links are followed.
 *
 * @param kind the type of the file
 * @param size the length in bytes, -1 when the file is missing
 * @param key equal for two paths of one physical file
 */
public record FileFacts(Kind kind, long size, Object key) {
    /** The types of files. */
    public enum Kind {
        FILE,
        DIRECTORY,
        /** The path, or the target of the link, does not exist or can't be accessed by this account. */
        MISSING
    }

    /** Returns the type, the size and the identity of a file. */
    public static FileFacts of(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Kind kind = attributes.isDirectory() ? Kind.DIRECTORY : Kind.FILE;
            // On Windows files have no key.
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
