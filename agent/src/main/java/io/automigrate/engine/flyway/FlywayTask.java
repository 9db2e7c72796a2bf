package io.automigrate.engine.flyway;

import io.automigrate.failure.StartupException;

/**
 * One thing that Flyway is asked for.
 *
 * @param <T> what comes of it
 */
interface FlywayTask<T> {
    /**
     * Does it.
     *
     * @param run Flyway with its settings, our connections and the catalog's scripts
     */
    T perform(FlywayRun run) throws StartupException, InterruptedException;
}
