package io.automigrate.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The memory that the container may use. If a process needs more, the kernel ends the process with SIGKILL, and neither the JVM nor the
 * agent can log anything any more. So a limit that is too small is named before Flyway is loaded.
 */
public final class MemoryLimit {
    private static final long MEBIBYTE = 1024 * 1024;

    /** A migration with Flyway in a small JVM, without the application. */
    private static final long NEEDED = 100 * MEBIBYTE;

    /** The files of the second and the first version of control groups, as a container sees them. */
    private static final List<Path> FILES =
            List.of(Path.of("/sys/fs/cgroup/memory.max"), Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"));

    private MemoryLimit() {}

    /** Returns the warning about this container; empty when the limit is large enough, or there is none. */
    public static Optional<String> warning() {
        return warning(FILES);
    }

    static Optional<String> warning(List<Path> files) {
        for (Path file : files) {
            long limit = read(file);
            if (limit < NEEDED) {
                return Optional.of("The container may use " + limit / MEBIBYTE
                        + " MiB of memory, and a migration needs about "
                        + NEEDED / MEBIBYTE + " MiB beside the application; if the process vanishes with exit code 137,"
                        + " the kernel has ended it: raise the container's memory limit");
            }
        }
        return Optional.empty();
    }

    private static long read(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException | NumberFormatException e) {
            // No such version of control groups, or the word "max".
            return Long.MAX_VALUE;
        }
    }
}
