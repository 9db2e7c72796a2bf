package io.automigrate.engine.watch;

/** The statements that the agent refuses to the migrating thread, because the thread must end. */
enum StopRequest {
    /** No statement is refused: the thread is not stopped, or the thread has met the stop and cleans up. */
    NONE,
    /** The next statement is refused. */
    REFUSES_NEXT,
    /** The next statement is refused, and each one that asks for Flyway's lock: Flyway would ask again. */
    REFUSES_NEXT_AND_LOCK,
    /** The thread has met the stop; only statements that ask for Flyway's lock are still refused. */
    REFUSES_LOCK;

    boolean isPending() {
        return this == REFUSES_NEXT || this == REFUSES_NEXT_AND_LOCK;
    }

    boolean refuses(boolean isLock) {
        return isPending() || isLock && this == REFUSES_LOCK;
    }

    /** Returns the request that remains when the thread has met the stop. */
    StopRequest met() {
        return this == REFUSES_NEXT ? NONE : this == REFUSES_NEXT_AND_LOCK ? REFUSES_LOCK : this;
    }
}
