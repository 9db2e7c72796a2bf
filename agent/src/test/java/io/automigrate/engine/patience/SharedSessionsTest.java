package io.automigrate.engine.patience;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharedSessionsTest {
    /** A pooler in transaction mode; between two questions other clients take processes and give them back. */
    private static final class Pooler {
        private final Deque<Integer> idle = new ArrayDeque<>();
        private final Deque<Integer> taken = new ArrayDeque<>();
        private final boolean takesTurns;
        private final Random others;
        private final int busy;

        /** @param busy how many times in a hundred another client takes or gives back a process between two questions */
        Pooler(int processes, boolean takesTurns, int busy, long seed) {
            IntStream.rangeClosed(1, processes).forEach(idle::add);
            this.takesTurns = takesTurns;
            this.busy = busy;
            others = new Random(seed);
        }

        int process() {
            while (others.nextInt(100) < busy) {
                if (others.nextBoolean() && idle.size() > 1) {
                    taken.add(idle.removeFirst());
                } else if (!taken.isEmpty()) {
                    giveBack(taken.removeFirst());
                }
            }
            int process = idle.removeFirst();
            giveBack(process);
            return process;
        }

        private void giveBack(int process) {
            if (takesTurns) {
                idle.addLast(process);
            } else {
                idle.addFirst(process);
            }
        }
    }

    @ParameterizedTest(name = "{0} processes, which take turns: {1}")
    @CsvSource({"1, false", "1, true", "2, false", "2, true", "3, true", "4, true", "20, true", "20, false"})
    void a_pooler_without_other_clients_is_seen_with_two_looks(int processes, boolean takesTurns) throws SQLException {
        Pooler pooler = new Pooler(processes, takesTurns, 0, 1);

        assertThat(new SharedSessions(pooler::process, pooler::process).areSeen(2))
                .isTrue();
    }

    @ParameterizedTest(name = "busy {0} times in a hundred")
    @ValueSource(ints = {5, 30, 60, 90})
    void a_pooler_with_other_clients_is_seen_with_ten_looks(int busy) throws SQLException {
        for (long seed = 0; seed < 5000; seed++) {
            Pooler pooler = new Pooler(2 + (int) (seed % 19), seed % 2 == 0, busy, seed);

            assertThat(new SharedSessions(pooler::process, pooler::process).areSeen(10))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void sessions_that_keep_their_processes_are_not_shared() throws SQLException {
        assertThat(new SharedSessions(() -> 4711, () -> 4712).areSeen(10)).isFalse();
    }
}
