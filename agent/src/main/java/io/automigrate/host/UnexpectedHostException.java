package io.automigrate.host;

/** A host's code is not what this version of the agent knows. The message says what was expected where. */
final class UnexpectedHostException extends Exception {
    private static final long serialVersionUID = 1L;

    UnexpectedHostException(String message) {
        super(message);
    }

    UnexpectedHostException(String message, Throwable cause) {
        super(message, cause);
    }
}
