package io.automigrate.outcome;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file whose readers see the old content or the new one and nothing between. Where no file can be put beside it or in its place,
 * because it is mounted itself, is a pipe, or its folder is not ours, it is written as it stands.
 */
final class AtomicFile {
    private final Path file;

    AtomicFile(Path file) {
        this.file = file;
    }

    /**
     * Writes the whole content.
     *
     * @throws IOException when that is not possible in either way
     */
    void write(String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        // A link stays one: what it leads to is replaced.
        Path target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        boolean isSpecial = Files.exists(target) && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS);
        if (isSpecial || !replace(target, bytes)) {
            Files.write(target, bytes);
        }
    }

    /** Returns whether it could. */
    private static boolean replace(Path target, byte[] bytes) throws IOException {
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
            // A mounted file can't be moved away: "Device or resource busy".
            return false;
        }
    }

    /** Several containers may write to one folder, each as process 1; and Files.createTempFile makes files only the owner reads. */
    private static Path beside(Path target) {
        long unique = System.nanoTime() ^ ProcessHandle.current().pid() << 48;
        return target.resolveSibling("." + target.getFileName() + "." + Long.toHexString(unique) + ".tmp");
    }
}
