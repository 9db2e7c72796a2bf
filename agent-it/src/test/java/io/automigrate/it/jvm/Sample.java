package io.automigrate.it.jvm;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Chooses the rows of tables that multiply things which hardly depend on each other, and which would take most of the time of a build.
 * {@code -Dit.full} runs every row.
 */
public final class Sample {
    private static final boolean FULL = Boolean.getBoolean("it.full");

    private Sample() {}

    /** Returns every combination with {@code -Dit.full}; otherwise each value of both lists at least once, in combinations by turns. */
    public static <A, B, R> List<R> of(List<A> some, List<B> others, BiFunction<A, B, R> row) {
        if (FULL) {
            return some.stream()
                    .flatMap(one -> others.stream().map(other -> row.apply(one, other)))
                    .toList();
        }
        return IntStream.range(0, Math.max(some.size(), others.size()))
                .mapToObj(i -> row.apply(some.get(i % some.size()), others.get(i % others.size())))
                .toList();
    }

    /** Returns every value with {@code -Dit.full}; otherwise this many: the first one, the last one, and some in even steps between. */
    public static <T> List<T> spread(List<T> values, int count) {
        if (FULL || values.size() <= count) {
            return values;
        }
        return IntStream.range(0, count)
                .mapToObj(i -> values.get(i * (values.size() - 1) / Math.max(1, count - 1)))
                .toList();
    }

    /** Returns whether every row is asked for. */
    public static boolean isFull() {
        return FULL;
    }
}
