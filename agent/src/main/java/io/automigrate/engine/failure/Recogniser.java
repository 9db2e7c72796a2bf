package io.automigrate.engine.failure;

import io.automigrate.failure.Failure;
import java.util.Optional;

/** Knows one kind of failure. */
interface Recogniser {
    /**
     * Returns the failure that the user reads; empty when the exception is of another kind.
     *
     * @param thrown an exception of Flyway's, of a driver or of this agent
     */
    Optional<Failure> recognise(FailedRun run, Throwable thrown);
}
