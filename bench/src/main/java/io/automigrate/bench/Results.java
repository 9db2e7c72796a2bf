package io.automigrate.bench;

import java.util.ArrayList;
import java.util.List;

/** Measures series and keeps what came out. */
final class Results {
    private final int rounds;
    private final List<Series.Result> all = new ArrayList<>();

    Results(int rounds) {
        this.rounds = rounds;
    }

    /** Returns the number of rounds that were asked for. */
    int rounds() {
        return rounds;
    }

    /** Measures in as many rounds as were asked for. */
    void measure(Series series) throws Exception {
        measure(series, 1);
    }

    /** Measures what takes longer in a part of the rounds: a half, a third. */
    void measure(Series series, int divisor) throws Exception {
        long start = System.nanoTime();
        all.addAll(series.measure(Math.max(1, rounds / divisor)));
        System.err.println(series.name() + ": measured in " + (System.nanoTime() - start) / 1_000_000_000 + " s");
    }

    List<Series.Result> all() {
        return List.copyOf(all);
    }
}
