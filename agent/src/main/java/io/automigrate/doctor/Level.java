package io.automigrate.doctor;

import java.util.Locale;

/** The result of a check. */
enum Level {
    /** All is well. */
    OK,
    /** The start would work, and the operator should look at the finding. */
    WARNING,
    /** The application would not start. */
    FAILURE;

    /** Returns the word for programs. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
