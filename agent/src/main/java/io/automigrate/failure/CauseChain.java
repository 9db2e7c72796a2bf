package io.automigrate.failure;

import java.util.Optional;

/**
 * An exception and its causes, from the outermost to the deepest.
 *
 * @param outermost the exception that was caught
 */
public record CauseChain(Throwable outermost) {
    /** Exceptions can be each other's causes in a circle. */
    private static final int LONGEST = 50;

    /** Returns the first exception of a type. */
    public <T extends Throwable> Optional<T> first(Class<T> type) {
        Throwable current = outermost;
        for (int depth = 0; current != null && depth < LONGEST; depth++) {
            if (type.isInstance(current)) {
                return Optional.of(type.cast(current));
            }
            current = current.getCause();
        }
        return Optional.empty();
    }

    /** Returns the first exception whose class has a simple name, whatever its package is. */
    public Optional<Throwable> named(String simpleName) {
        Throwable current = outermost;
        for (int depth = 0; current != null && depth < LONGEST; depth++) {
            if (current.getClass().getSimpleName().equals(simpleName)) {
                return Optional.of(current);
            }
            current = current.getCause();
        }
        return Optional.empty();
    }

    /** Returns the last exception, which has no cause. */
    public Throwable deepest() {
        Throwable current = outermost;
        for (int depth = 0; current.getCause() != null && depth < LONGEST; depth++) {
            current = current.getCause();
        }
        return current;
    }
}
