package io.automigrate.it.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A control group of this machine that limits the memory of the processes in it, as a container does.
 *
 * @param folder the folder of the group
 */
public record MemoryGroup(Path folder) implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    /** Returns a new group; empty where this account may not make one, or the kernel has no limits on memory. */
    public static Optional<MemoryGroup> limitedTo(int mebibytes) throws IOException {
        Path memory = ROOT.resolve("memory");
        boolean isFirstVersion = Files.isDirectory(memory);
        Path folder = (isFirstVersion ? memory : ROOT)
                .resolve("auto-migrate-it-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        try {
            Files.createDirectory(folder);
        } catch (IOException e) {
            return Optional.empty();
        }
        MemoryGroup group = new MemoryGroup(folder);
        try {
            long bytes = mebibytes * 1024L * 1024;
            Files.writeString(
                    folder.resolve(isFirstVersion ? "memory.limit_in_bytes" : "memory.max"), Long.toString(bytes));
            return Optional.of(group);
        } catch (IOException e) {
            // In the second version of control groups the group above may not pass the limit on.
            group.close();
            return Optional.empty();
        }
    }

    /** Returns the same start in this group. */
    public ChildJvm around(ChildJvm jvm) {
        return jvm.launchedBy(
                "/bin/sh",
                "-c",
                "echo $$ > \"$0\" && exec \"$@\"",
                folder.resolve("cgroup.procs").toString());
    }

    /** Removes the group. All of its processes have ended. */
    @Override
    public void close() throws IOException {
        Files.delete(folder);
    }
}
