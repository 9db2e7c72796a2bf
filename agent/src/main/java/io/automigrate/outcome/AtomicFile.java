package io.automigrate.outcome;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * A file whose readers see either the old content or the new content. The new content is written to a second file, which replaces the
 * first. Where this is not possible (the file is a mount point or a pipe, or its folder is not writable), the file is written in place.
 */
record AtomicFile(Path file) {
    private static final String SUFFIX = ".tmp";
    private static final Duration BEING_WRITTEN = Duration.ofSeconds(2);

    /**
     * Writes the whole content.
     *
     * @throws IOException when neither way is possible
     */
    void write(String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        // A symbolic link stays: the file that it leads to is replaced.
        Path target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        boolean isSpecial = Files.exists(target) && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS);
        if (isSpecial || !replace(target, bytes)) {
            Files.write(target, bytes);
        }
    }

    /** Returns whether the file could be replaced. */
    private static boolean replace(Path target, byte[] bytes) throws IOException {
        removeAbandoned(target);
        Path beside = beside(target);
        try {
            Files.write(beside, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            if (Files.exists(target)) {
                return false;
            }
            throw e;
        }
        try {
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            Files.deleteIfExists(beside);
            // A mount point can't be replaced: "Device or resource busy".
            return false;
        }
    }

    /** Removes the second files of starts that died before they could replace the first one. A file that is being written is young. */
    private static void removeAbandoned(Path target) {
        FileTime old = FileTime.from(Instant.now().minus(BEING_WRITTEN));
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(target.getParent(), path -> isNamed(path, target))) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).compareTo(old) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // The file itself counts; the next start looks again.
            return;
        }
    }

    private static boolean isNamed(Path path, Path target) {
        String name = path.getFileName().toString();
        return name.startsWith("." + target.getFileName() + ".") && name.endsWith(SUFFIX);
    }

    /**
     * Returns a new name in the same folder. Several containers may write to one folder, each as process 1. Files.createTempFile is no
     * choice, because only the owner could read its files.
     */
    private static Path beside(Path target) {
        long unique = System.nanoTime() ^ ProcessHandle.current().pid() << 48;
        return target.resolveSibling("." + target.getFileName() + "." + Long.toHexString(unique) + SUFFIX);
    }
}
