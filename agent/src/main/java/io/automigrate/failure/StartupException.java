package io.automigrate.failure;

/**
 * Thrown when the start failed. Holds the {@link Failure} that the operator will read. The cause is logged with
 * {@code AUTO_MIGRATE_LOG_LEVEL=debug} only.
 */
public class StartupException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public StartupException(Failure failure) {
        this(failure, null);
    }

    public StartupException(Failure failure, Throwable cause) {
        super(failure.headline(), cause);
        this.failure = failure;
    }

    /** Returns the failure that the operator will read. */
    public Failure failure() {
        return failure;
    }
}
