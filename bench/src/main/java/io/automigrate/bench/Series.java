package io.automigrate.bench;

import io.automigrate.it.jvm.ChildJvm;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Commands that are compared: each is run once in every round, so that what disturbs the machine disturbs all of them alike. They are
 * compared with the first of them, round by round.
 */
final class Series {
    /** The results of one command. */
    record Result(String series, String command, int rounds, Map<Metric, Figure> figures) {}

    private final String name;
    private final List<Metric> metrics;
    private final Map<String, Start> commands = new LinkedHashMap<>();

    private final Limit limit;

    /** A series of whole processes whose application asks one question. */
    Series(String name) {
        this(name, Limit.NONE);
    }

    /** A series of whole processes that run under a limit. */
    Series(String name, Limit limit) {
        this(name + limit.title(), limit, List.of(Metric.PROCESS, Metric.PROCESSOR, Metric.FIRST_QUERY));
    }

    Series(String name, Metric... metrics) {
        this(name, Limit.NONE, List.of(metrics));
    }

    private Series(String name, Limit limit, List<Metric> metrics) {
        this.name = name;
        this.limit = limit;
        this.metrics = metrics;
    }

    Series add(String command, ChildJvm... processes) {
        return add(command, new Processes(processes).under(limit));
    }

    Series add(String command, Start start) {
        commands.put(command, start);
        return this;
    }

    String name() {
        return name;
    }

    /** Runs all subjects this often, and once before to warm the file system's cache. */
    List<Result> measure(int rounds) throws Exception {
        Map<String, Map<Metric, List<Double>>> values = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Start> command : commands.entrySet()) {
                Map<Metric, Double> measured = run(command.getKey(), command.getValue());
                if (round > 0) {
                    keep(measured, values.computeIfAbsent(command.getKey(), key -> new EnumMap<>(Metric.class)));
                }
            }
        }
        Map<Metric, List<Double>> base = values.values().iterator().next();
        List<Result> results = new ArrayList<>();
        values.forEach((command, ofCommand) -> {
            Map<Metric, Figure> figures = new EnumMap<>(Metric.class);
            ofCommand.forEach(
                    (metric, list) -> figures.put(metric, Figure.of(list, base.getOrDefault(metric, List.of()))));
            results.add(new Result(name, command, rounds, figures));
        });
        return results;
    }

    private Map<Metric, Double> run(String command, Start start) {
        try {
            return start.run();
        } catch (Exception e) {
            throw new IllegalStateException(name + ": " + command, e);
        }
    }

    private void keep(Map<Metric, Double> measured, Map<Metric, List<Double>> values) {
        measured.forEach((metric, value) -> {
            if (metrics.contains(metric)) {
                values.computeIfAbsent(metric, key -> new ArrayList<>()).add(value);
            }
        });
    }
}
