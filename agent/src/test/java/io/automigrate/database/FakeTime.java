package io.automigrate.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A clock that only sleeping moves. */
final class FakeTime implements GateTime {
    private static final Duration START = Duration.ofSeconds(1000);

    private final List<Duration> sleeps = new ArrayList<>();
    private Duration now = START;

    @Override
    public long nanos() {
        return now.toNanos();
    }

    @Override
    public void sleep(Duration duration) {
        sleeps.add(duration);
        pass(duration);
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    Duration elapsed() {
        return now.minus(START);
    }

    List<Duration> sleeps() {
        return sleeps;
    }
}
