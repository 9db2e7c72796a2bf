package io.automigrate.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The results of one metric of one command.
 *
 * @param median of all rounds
 * @param lowest of all rounds
 * @param highest of all rounds
 * @param ratio to the first command, the median of the rounds' ratios; 1 where the first command has nothing to compare with
 * @param more than the first command, the median of the rounds' differences; 0 where there is nothing to compare with
 */
record Figure(double median, double lowest, double highest, double ratio, double more) {

    /** Makes the figure from the values of the rounds; {@code base} has as many values, or none. */
    static Figure of(List<Double> values, List<Double> base) {
        List<Double> ratios = new ArrayList<>();
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < base.size(); i++) {
            ratios.add(values.get(i) / base.get(i));
            differences.add(values.get(i) - base.get(i));
        }
        return new Figure(
                median(values, 0),
                values.stream().min(Double::compare).orElseThrow(),
                values.stream().max(Double::compare).orElseThrow(),
                median(ratios, 1),
                median(differences, 0));
    }

    private static double median(List<Double> values, double none) {
        if (values.isEmpty()) {
            return none;
        }
        List<Double> sorted = new ArrayList<>(values);
        sorted.sort(null);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
