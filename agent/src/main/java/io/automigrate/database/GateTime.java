package io.automigrate.database;

import java.time.Duration;

/** The time for the gate. */
interface GateTime {
    /** Returns nanoseconds since any moment; only differences have a meaning. */
    long nanos();

    void sleep(Duration duration) throws InterruptedException;

    /** The time of the JVM. */
    final class OfJvm implements GateTime {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(Math.max(1, duration.toMillis()));
        }
    }
}
