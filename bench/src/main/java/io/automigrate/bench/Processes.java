package io.automigrate.bench;

import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Output;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whole processes, from the start of the first to the end of the last: a tool that migrates, and the application after the tool.
 *
 * @param commands one after the other; the last one is the application
 */
record Processes(List<ChildJvm> commands) implements Start {
    /** Flyway takes more than a minute for thousands of scripts. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** Returns the same processes under a limit. */
    Processes under(Limit limit) {
        return new Processes(commands.stream().map(limit::apply).toList());
    }

    Processes(ChildJvm... commands) {
        this(List.of(commands));
    }

    @Override
    public Map<Metric, Double> run() throws IOException {
        double nanos = 0;
        double processorMillis = 0;
        Map<Metric, Double> measured = Map.of();
        for (ChildJvm command : commands) {
            ProcessorTime processor = ProcessorTime.create();
            FinishedJvm finished = processor.of(command).start().endInput().finish(PATIENCE);
            nanos += finished.duration().toNanos();
            processorMillis += processor.millis();
            measured = printed(finished);
        }
        measured.put(Metric.PROCESS, nanos / 1e6);
        measured.put(Metric.PROCESSOR, processorMillis);
        return measured;
    }

    /**
     * Starts something once that is measured later, and makes sure that it does what it is measured for: what ends well without having
     * looked at the database would be fast.
     */
    static void require(ChildJvm command, String word) {
        FinishedJvm finished = command.start().endInput().finish(PATIENCE);
        if (finished.exitCode() != 0
                || finished.out().line(word).or(() -> finished.err().line(word)).isEmpty()) {
            throw new IllegalStateException("no \"" + word + "\":\n" + finished);
        }
    }

    /**
     * Returns the numbers that an application printed about itself.
     *
     * @throws IllegalStateException when it failed
     */
    static Map<Metric, Double> printed(FinishedJvm finished) {
        if (finished.exitCode() != 0) {
            throw new IllegalStateException("failed:\n" + finished);
        }
        Map<Metric, Double> measured = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            Optional<String> line =
                    metric.isPrinted() ? finished.out().line(metric.mark()).map(Output.Line::text) : Optional.empty();
            line.ifPresent(text -> measured.put(
                    metric, Long.parseLong(text.substring(metric.mark().length())) * metric.unit()));
        }
        return measured;
    }
}
