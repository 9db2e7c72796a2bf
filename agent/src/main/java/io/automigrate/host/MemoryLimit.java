package io.automigrate.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The memory that this process may use. If a process needs more, the kernel ends the process with SIGKILL, and neither the JVM nor the
 * agent can log anything any more. So a limit that is too small is named before Flyway is loaded.
 */
public final class MemoryLimit {
    /** The remedy for the operator. */
    public static final String REMEDY = "raise the memory limit of the container or service";

    private static final long MEBIBYTE = 1024 * 1024;

    /** A migration with Flyway in a small JVM, without the application. */
    private static final long NEEDED = 100 * MEBIBYTE;

    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final Path OWN_GROUP = Path.of("/proc/self/cgroup");

    private MemoryLimit() {}

    /** Returns the sentence that this process may use too little memory; empty when the limit is large enough, or there is none. */
    public static Optional<String> problem() {
        return problem(GROUPS, OWN_GROUP);
    }

    /** Returns the problem with its consequence and the remedy, for the log of a start. */
    public static Optional<String> warning() {
        return problem()
                .map(problem ->
                        problem + "; if the process vanishes with exit code 137, the kernel has ended it: " + REMEDY);
    }

    /**
     * Returns the problem.
     *
     * @param groups the folder of the control groups
     * @param own the file that names the control groups of this process, one line each: {@code 4:memory:/shop}, {@code 0::/shop}
     */
    static Optional<String> problem(Path groups, Path own) {
        long limit = limit(groups, own);
        return limit < NEEDED
                ? Optional.of(
                        "This process may use " + limit / MEBIBYTE + " MiB of memory, and a migration needs about "
                                + NEEDED / MEBIBYTE + " MiB beside the application")
                : Optional.empty();
    }

    /** Returns the smallest limit of the groups of this process and the groups above them, in bytes. */
    private static long limit(Path groups, Path own) {
        // A container sees its own group at the top, whatever the path of the group is.
        Path first = groups.resolve("memory");
        long limit = Math.min(read(groups.resolve("memory.max")), read(first.resolve("memory.limit_in_bytes")));
        for (String line : lines(own)) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[2].startsWith("/")) {
                String path = parts[2].substring(1);
                if (parts[1].isEmpty()) {
                    limit = Math.min(limit, limit(groups, path, "memory.max"));
                } else if (("," + parts[1] + ",").contains(",memory,")) {
                    limit = Math.min(limit, limit(first, path, "memory.limit_in_bytes"));
                }
            }
        }
        return limit;
    }

    private static long limit(Path top, String path, String file) {
        long limit = Long.MAX_VALUE;
        Path group = top.resolve(path).normalize();
        while (group.startsWith(top) && !group.equals(top)) {
            limit = Math.min(limit, read(group.resolve(file)));
            group = group.getParent();
        }
        return limit;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            // The file exists on Linux only.
            return List.of();
        }
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
