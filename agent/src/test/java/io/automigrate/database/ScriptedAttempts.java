package io.automigrate.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Attempts to connect that go as a test says. */
final class ScriptedAttempts implements DatabaseGate.Attempts {

    /** How an attempt goes on while it is awaited. */
    interface Step {
        /** Returns null when the attempt takes longer than the limit. */
        Connection await(Duration begun, Duration limit) throws SQLException, InterruptedException;
    }

    private record Scene(Duration end, Step step) {}

    private final FakeTime time;
    private final Deque<Scene> scenes = new ArrayDeque<>();
    private final List<Duration> limits = new ArrayList<>();
    private int abandoned;

    ScriptedAttempts(FakeTime time) {
        this.time = time;
    }

    /** One attempt goes like this. */
    ScriptedAttempts then(Step step) {
        scenes.add(new Scene(null, step));
        return this;
    }

    /** All attempts that begin before {@code end} go like this. */
    ScriptedAttempts until(Duration end, Step step) {
        scenes.add(new Scene(end, step));
        return this;
    }

    ScriptedAttempts thenAlways(Step step) {
        return until(Duration.ofDays(1), step);
    }

    /** Connects so long after the start of the attempt, if it is given the time. */
    Step connects(Duration after) {
        return (begun, limit) -> {
            Duration left = begun.plus(after).minus(time.elapsed());
            if (left.compareTo(limit) > 0) {
                time.pass(limit);
                return null;
            }
            time.pass(left);
            return StubConnection.of("PostgreSQL", "15.18 (Debian 15.18-0+deb12u1)");
        };
    }

    /** Returns how long each attempt was awaited. */
    List<Duration> limits() {
        return limits;
    }

    int abandoned() {
        return abandoned;
    }

    @Override
    public PendingConnection start() {
        while (scenes.element().end() != null && scenes.element().end().compareTo(time.elapsed()) <= 0) {
            scenes.remove();
        }
        Scene scene = scenes.element().end() == null ? scenes.remove() : scenes.element();
        return new Attempt(scene.step(), time.elapsed());
    }

    private final class Attempt implements PendingConnection {
        private final Step step;
        private final Duration begun;
        private Duration awaited = Duration.ZERO;

        Attempt(Step step, Duration begun) {
            this.step = step;
            this.begun = begun;
        }

        @Override
        public Connection await(Duration limit) throws SQLException, InterruptedException {
            awaited = awaited.plus(limit);
            return step.await(begun, limit);
        }

        @Override
        public void abandon() {
            abandoned++;
            limits.add(awaited);
        }
    }
}
