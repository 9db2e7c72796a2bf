package io.automigrate.it.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * How much is tried, and with which random numbers.
 *
 * @param seed of all random numbers
 * @param runs of each experiment on each database; the experiments divide it by what one run of theirs costs
 * @param kills of a process, on each database, and a third of the starts in a row
 * @param minutes the time after which no run begins; 0 for no limit
 * @param begin the time at which the torture began, in nanoseconds of the JVM
 * @param first the number of the first run, to repeat a single one
 * @param report the page to write
 */
record TortureSettings(long seed, int runs, int kills, int minutes, long begin, int first, Optional<Path> report) {
    static TortureSettings given() {
        String report = System.getProperty("torture.report", "");
        int runs = Integer.getInteger("torture.runs", 1);
        return new TortureSettings(
                Long.getLong("torture.seed", 20_261_128L),
                runs,
                Integer.getInteger("torture.kills", runs),
                Integer.getInteger("torture.minutes", 0),
                System.nanoTime(),
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

    /** Returns whether there is time for one run more. */
    boolean goesOn() {
        return minutes == 0
                || System.nanoTime() - begin < Duration.ofMinutes(minutes).toNanos();
    }

    /** Returns the options of this torture. */
    String options() {
        return "-Dtorture.seed=" + seed + " -Dtorture.runs=" + runs
                + (kills == runs ? "" : " -Dtorture.kills=" + kills)
                + (minutes == 0 ? "" : " -Dtorture.minutes=" + minutes);
    }

    /** Returns the fraction of the runs for experiments whose runs cost more, at least one. */
    int runs(int cost) {
        return Math.max(1, runs / cost);
    }
}
