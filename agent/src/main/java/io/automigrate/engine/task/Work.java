package io.automigrate.engine.task;

import io.automigrate.failure.StartupException;

/**
 * A step that may be refused or interrupted.
 *
 * @param <C> the object that the step works with
 * @param <T> the result
 */
public interface Work<C, T> {
    /** Performs the step. */
    T perform(C context) throws StartupException, InterruptedException;
}
