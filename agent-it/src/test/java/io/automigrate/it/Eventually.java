package io.automigrate.it;

import java.util.function.BooleanSupplier;

/** Waits until another process has come so far, and fails when that does not happen. */
final class Eventually {
    private static final int LONGEST_SECONDS = 60;
    private static final int PAUSE_MILLIS = 50;

    private Eventually() {}

    /**
     * Waits for a condition.
     *
     * @param what the condition, as text for the failure
     */
    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < LONGEST_SECONDS * 1000 / PAUSE_MILLIS; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new AssertionError("waited in vain until " + what);
    }
}
