package io.automigrate.it.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A library that shifts the clock of a process and leaves its monotonic clock alone, as an operator does who sets the time. The shift is
 * read from a file in memory, so that a running process sees it change. The kernel's own waits until a time are not shifted.
 */
final class ClockShim {
    private static final String SOURCE = """
            #define _GNU_SOURCE
            #include <fcntl.h>
            #include <stdlib.h>
            #include <sys/mman.h>
            #include <sys/syscall.h>
            #include <sys/time.h>
            #include <time.h>
            #include <unistd.h>

            static volatile long *shift;

            __attribute__((constructor)) static void begin(void) {
                const char *name = getenv("CLOCK_SHIFT");
                int file = name ? open(name, O_RDONLY) : -1;
                void *map = file < 0 ? MAP_FAILED : mmap(0, sizeof *shift, PROT_READ, MAP_SHARED, file, 0);
                if (map != MAP_FAILED) shift = map;
                if (file >= 0) close(file);
            }

            int clock_gettime(clockid_t clock, struct timespec *now) {
                int result = syscall(SYS_clock_gettime, clock, now);
                int wall = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE;
                if (result == 0 && wall && shift) now->tv_sec += *shift;
                return result;
            }

            int gettimeofday(struct timeval *now, void *zone) {
                struct timespec exact;
                clock_gettime(CLOCK_REALTIME, &exact);
                now->tv_sec = exact.tv_sec;
                now->tv_usec = exact.tv_nsec / 1000;
                return 0;
            }

            time_t time(time_t *to) {
                struct timespec exact;
                clock_gettime(CLOCK_REALTIME, &exact);
                if (to) *to = exact.tv_sec;
                return exact.tv_sec;
            }
            """;

    private static final int MINUTE = 60;

    private final Path library;
    private final Path shift;

    private ClockShim(Path library, Path shift) {
        this.library = library;
        this.shift = shift;
    }

    /** Compiles the library with the machine's C compiler; empty where the machine has none. */
    static Optional<ClockShim> compile(Path folder) throws IOException, InterruptedException {
        Optional<Path> compiler = Stream.of(System.getenv("PATH").split(":"))
                .map(entry -> Path.of(entry, "cc"))
                .filter(Files::isExecutable)
                .findFirst();
        if (compiler.isEmpty()) {
            return Optional.empty();
        }
        Files.createDirectories(folder);
        Path source = Files.writeString(folder.resolve("clock.c"), SOURCE);
        Path library = folder.resolve("clock.so");
        Process process = new ProcessBuilder(
                        compiler.get().toString(),
                        "-shared",
                        "-fPIC",
                        "-O1",
                        "-o",
                        library.toString(),
                        source.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException("cc can't compile the clock: " + said);
        }
        ClockShim shim = new ClockShim(library, folder.resolve("shift"));
        shim.set(Duration.ZERO);
        return Optional.of(shim);
    }

    /** Returns a clock for one process more. */
    ClockShim another(Path folder) {
        ClockShim other = new ClockShim(library, folder.resolve("shift"));
        other.set(Duration.ZERO);
        return other;
    }

    /** Returns the variables with which a process gets this clock. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "CLOCK_SHIFT", shift.toString());
    }

    /** Sets the difference to the machine's clock. */
    void set(Duration difference) {
        try {
            // The process maps the file: it must not be replaced by another one.
            Files.write(
                    shift,
                    ByteBuffer.allocate(Long.BYTES)
                            .order(ByteOrder.nativeOrder())
                            .putLong(difference.toSeconds())
                            .array(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether two times are apart by this difference, give or take the minutes of a slow machine. */
    static boolean isJump(Duration between, Duration difference) {
        return between.minus(difference).abs().toSeconds() < 15 * MINUTE;
    }
}
