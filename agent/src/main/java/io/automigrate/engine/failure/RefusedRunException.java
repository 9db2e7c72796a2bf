package io.automigrate.engine.failure;

import io.automigrate.failure.CauseChain;
import io.automigrate.failure.StartupException;
import java.util.Optional;

/** A refusal of the agent's in a callback of Flyway. It passes through Flyway, which knows no checked exceptions and leaves no mark for it. */
public final class RefusedRunException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Makes the exception for a refusal, or for another reason that keeps Flyway from going on. */
    public RefusedRunException(Exception reason) {
        super(reason.getMessage(), reason);
    }

    /** Returns the refusal, if Flyway threw because of one. */
    public static Optional<StartupException> refusalIn(Throwable thrown) {
        return new CauseChain(thrown)
                .first(RefusedRunException.class)
                .map(Throwable::getCause)
                .filter(StartupException.class::isInstance)
                .map(StartupException.class::cast);
    }
}
