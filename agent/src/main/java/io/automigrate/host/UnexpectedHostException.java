package io.automigrate.host;

/** Thrown when a host's code differs from the versions that the agent knows. The message contains the expected code and its place. */
final class UnexpectedHostException extends Exception {
    private static final long serialVersionUID = 1L;

    UnexpectedHostException(String message) {
        super(message);
    }

    UnexpectedHostException(String message, Throwable cause) {
        super(message, cause);
    }
}
