package io.automigrate.engine.flyway;

import io.automigrate.failure.StartupException;

/**
 * A step that may be refused or interrupted.
 *
 * @param <C> what the step works with
 * @param <T> the result
 */
interface Work<C, T> {
    /** Performs the step. */
    T perform(C context) throws StartupException, InterruptedException;
}
