package io.automigrate.database;

import java.time.Duration;

/** Time as the gate knows it. */
interface GateTime {
    /** Returns nanoseconds since some moment; only differences mean something. */
    long nanos();

    void sleep(Duration duration) throws InterruptedException;

    /** The JVM's own. */
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
