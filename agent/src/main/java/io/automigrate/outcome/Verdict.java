package io.automigrate.outcome;

import java.util.Locale;

/** How a start ended. */
public enum Verdict {
    /** The schema is what the scripts ask for. */
    SUCCEEDED,
    /** It is not. Whether the application starts all the same is another matter. */
    FAILED,
    /** The process was told to end before that was clear. */
    INTERRUPTED;

    /** Returns the word for machines. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
