package io.automigrate.outcome;

import java.util.Locale;

/** The result of a start. */
public enum Verdict {
    /** The schema is at the version of the scripts. */
    SUCCEEDED,
    /** The schema is not at the version of the scripts. The application may start anyway. */
    FAILED,
    /** The process was told to end before the start had ended. */
    INTERRUPTED;

    /** Returns the word in the status file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
