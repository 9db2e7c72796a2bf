package io.automigrate.doctor;

import java.util.Locale;

/** How a check ended. */
enum Level {
    /** All is well. */
    OK,
    /** It works, and somebody should look at it. */
    WARNING,
    /** The application would not start. */
    FAILURE;

    /** Returns the word for programs. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
