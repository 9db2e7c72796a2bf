package io.automigrate.it.jvm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The result of a child JVM.
 *
 * @param command the words that started it
 * @param exitCode as the shell sees it: 143 after SIGTERM
 * @param out the standard output
 * @param err the standard error
 * @param duration from its start to its end
 */
public record FinishedJvm(List<String> command, int exitCode, Output out, Output err, Duration duration) {
    private static final String MARK = "[Migration] ";

    /** Returns the agent's lines, without what stands before the message. */
    public List<String> story() {
        return err.lines().stream()
                .map(Output.Line::text)
                .filter(line -> line.contains(MARK))
                .map(line -> line.substring(line.indexOf(MARK) + MARK.length()))
                .toList();
    }

    /** Returns the time from the agent's first line to its last one, by their own time stamps. */
    public Duration storyDuration() {
        List<Instant> times = err.lines().stream()
                .map(Output.Line::text)
                .filter(line -> line.contains(MARK))
                .map(line -> Instant.parse(line.substring(0, line.indexOf(' '))))
                .toList();
        return times.isEmpty() ? Duration.ZERO : Duration.between(times.get(0), times.get(times.size() - 1));
    }

    /**
     * Returns the standard error without the line by which the JVM itself says that it saw {@code JAVA_TOOL_OPTIONS}: the only
     * difference that an agent can't help.
     */
    public String errWithoutPickedUp() {
        StringBuilder text = new StringBuilder();
        for (String line : err.text().split("(?<=\n)")) {
            if (!line.startsWith("Picked up JAVA_TOOL_OPTIONS: ")) {
                text.append(line);
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return String.join(" ", command) + "\nended with " + exitCode + " after " + duration.toMillis()
                + " ms\n  standard output:\n" + out + "  standard error:\n" + err;
    }
}
