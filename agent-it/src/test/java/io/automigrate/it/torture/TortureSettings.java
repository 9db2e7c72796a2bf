package io.automigrate.it.torture;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/**
 * How much is tried, and with which random numbers.
 *
 * @param seed of all random numbers
 * @param runs of each experiment on each database; the experiments divide it by what one run of theirs costs
 * @param first the number of the first run, to repeat a single one
 * @param report the page to write
 */
record TortureSettings(long seed, int runs, int first, Optional<Path> report) {
    static TortureSettings given() {
        String report = System.getProperty("torture.report", "");
        return new TortureSettings(
                Long.getLong("torture.seed", 20_261_128L),
                Integer.getInteger("torture.runs", 1),
                Integer.getInteger("torture.first", 0),
                // Maven runs the tests in the folder of their module.
                report.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Path.of(System.getProperty("it.docs")).resolveSibling(report)));
    }

    /** Returns the random numbers of one run, so that it can be repeated without those before it. */
    Random random(Experiment experiment, String database, int run) {
        long mixed = seed
                ^ (run + 1) * 0x9E3779B97F4A7C15L
                ^ (experiment.name() + database).hashCode() * 0xC2B2AE3D27D4EB4FL;
        return new Random(mixed);
    }

    /** Returns the fraction of the runs for experiments whose runs cost more, at least one. */
    int runs(int cost) {
        return Math.max(1, runs / cost);
    }
}
