package io.automigrate;

import java.util.concurrent.Callable;

/** Waits in a test until another thread has come so far, and fails when that does not happen. */
public final class Eventually {
    private static final int LONGEST_SECONDS = 60;
    private static final int PAUSE_MILLIS = 10;

    private Eventually() {}

    /**
     * Waits for a condition.
     *
     * @param what the condition, as text for the failure
     */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < LONGEST_SECONDS * 1000 / PAUSE_MILLIS; i++) {
            if (condition.call()) {
                return;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new AssertionError("waited in vain until " + what);
    }
}
