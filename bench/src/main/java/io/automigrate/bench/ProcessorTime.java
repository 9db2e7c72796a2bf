package io.automigrate.bench;

import io.automigrate.it.jvm.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures the processor time of a command. Java knows the processor time of living processes only, so bash starts the command and
 * writes its user and system time into a file.
 *
 * @param file the file for the times, in seconds
 */
record ProcessorTime(Path file) {
    /** Makes an empty file for the times. */
    static ProcessorTime create() throws IOException {
        return new ProcessorTime(Files.createTempFile("processor-time-", ".txt"));
    }

    /** Returns the command as bash starts it. Its own standard error stays apart from the times. */
    ChildJvm of(ChildJvm command) {
        return command.launchedBy(
                "bash", "-c", "TIMEFORMAT='%3U %3S'; { time \"$@\" 2>&3; } 3>&2 2>\"$0\"", file.toString());
    }

    /** Returns user and system time of the command that has ended, in milliseconds, and removes the file. */
    double millis() throws IOException {
        String[] seconds = Files.readString(file).trim().split(" ");
        Files.delete(file);
        return (Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1])) * 1e3;
    }
}
