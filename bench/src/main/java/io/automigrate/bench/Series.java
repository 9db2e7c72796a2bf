package io.automigrate.bench;

import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Commands that are compared: each is run once in every round, so that what disturbs the machine disturbs all of them alike. The
 * ratio is the median of the rounds' ratios to the first command.
 */
final class Series {
    /** Something to be done before each run, outside the measurement: emptying a database. */
    interface Preparation {
        void run() throws Exception;
    }

    private record Command(String name, ChildJvm jvm, Preparation before) {}

    /**
     * What came out for one command.
     *
     * @param wall median of whole processes, in milliseconds
     * @param ratio to the first command, round by round
     * @param more the median of what it takes longer than the first command, in milliseconds
     * @param firstQuery median from the beginning of main to the application's first answer; 0 when it does not tell
     */
    record Result(String series, String name, int runs, double wall, double ratio, double more, double firstQuery) {}

    private final String name;
    private final List<Command> commands = new ArrayList<>();

    Series(String name) {
        this.name = name;
    }

    Series add(String command, ChildJvm jvm) {
        return add(command, jvm, () -> {});
    }

    Series add(String command, ChildJvm jvm, Preparation before) {
        commands.add(new Command(command, jvm, before));
        return this;
    }

    List<Result> measure(int rounds) throws Exception {
        Map<Command, List<Double>> walls = new LinkedHashMap<>();
        Map<Command, List<Double>> queries = new LinkedHashMap<>();
        // The first round warms the file system's cache and is not counted.
        for (int round = 0; round <= rounds; round++) {
            for (Command command : commands) {
                command.before.run();
                FinishedJvm finished = command.jvm.run();
                if (finished.exitCode() != 0) {
                    throw new IllegalStateException(command.name + " failed:\n" + finished);
                }
                if (round > 0) {
                    walls.computeIfAbsent(command, key -> new ArrayList<>())
                            .add(finished.duration().toNanos() / 1e6);
                    queries.computeIfAbsent(command, key -> new ArrayList<>()).add(firstQuery(finished));
                }
            }
        }
        List<Double> base = walls.get(commands.get(0));
        List<Result> results = new ArrayList<>();
        for (Command command : commands) {
            List<Double> wall = walls.get(command);
            List<Double> ratios = new ArrayList<>();
            List<Double> differences = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                ratios.add(wall.get(i) / base.get(i));
                differences.add(wall.get(i) - base.get(i));
            }
            results.add(new Result(
                    name,
                    command.name,
                    rounds,
                    median(wall),
                    median(ratios),
                    median(differences),
                    median(queries.get(command))));
        }
        return results;
    }

    private static double firstQuery(FinishedJvm finished) {
        String mark = "first query: ";
        return finished.out()
                .line(mark)
                .map(line -> Long.parseLong(line.text().substring(mark.length()).trim()) / 1e3)
                .orElse(0.0);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        sorted.sort(null);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
