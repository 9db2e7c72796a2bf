package io.automigrate.bench;

import io.automigrate.it.jvm.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The share of the machine's processors that the measured processes get. The database server is never limited. */
enum Limit {
    /** All processors. */
    NONE("", "") {
        @Override
        ChildJvm apply(ChildJvm command) {
            return command;
        }

        @Override
        boolean isAvailable() {
            return true;
        }
    },
    /** One processor, by the affinity of the process. The JVM then uses one compiler thread of each kind and the serial collector. */
    ONE_PROCESSOR("-one", ", on one processor") {
        @Override
        ChildJvm apply(ChildJvm command) {
            return command.launchedBy("taskset", "-c", "0");
        }

        @Override
        boolean isAvailable() {
            return Arrays.stream(System.getenv("PATH").split(":"))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
        }
    },
    /** Half a processor: 50 ms in each period of 100 ms, as Kubernetes limits a container with {@code cpu: 500m}. */
    HALF_A_PROCESSOR("-half", ", on half a processor") {
        @Override
        ChildJvm apply(ChildJvm command) {
            return command.launchedBy(
                    "sh",
                    "-c",
                    "echo $$ > \"$0\" && exec \"$@\"",
                    group().resolve("cgroup.procs").toString());
        }

        @Override
        boolean isAvailable() {
            try {
                Files.createDirectories(group());
                if (isUnified()) {
                    Files.writeString(group().resolve("cpu.max"), "50000 100000");
                } else {
                    Files.writeString(group().resolve("cpu.cfs_period_us"), "100000");
                    Files.writeString(group().resolve("cpu.cfs_quota_us"), "50000");
                }
                return true;
            } catch (IOException e) {
                System.err.println("No measurement on half a processor: no control group can be made here (" + e + ")");
                return false;
            }
        }

        private static boolean isUnified() {
            return Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"));
        }

        private static Path group() {
            return Path.of(isUnified() ? "/sys/fs/cgroup" : "/sys/fs/cgroup/cpu", "auto-migrate-bench");
        }
    };

    private final String suffix;
    private final String title;

    Limit(String suffix, String title) {
        this.suffix = suffix;
        this.title = title;
    }

    /** Returns the limits that this machine can set. */
    static List<Limit> available() {
        return Arrays.stream(values()).filter(Limit::isAvailable).toList();
    }

    /** Returns a command that runs under the limit. */
    abstract ChildJvm apply(ChildJvm command);

    abstract boolean isAvailable();

    /** Returns the end of the name of a part of the benchmark. */
    String suffix() {
        return suffix;
    }

    /** Returns the words for the title of a series. */
    String title() {
        return title;
    }
}
