package io.automigrate.review;

import java.util.Locale;

/**
 * A remark about the effects of a script.
 *
 * @param kind the subject
 * @param line the line of the script, 0 for the whole script
 */
public record Remark(Kind kind, int line, String text) {
    /** The subject of a remark. */
    public enum Kind {
        /** The script can't be rolled back. */
        NOT_TRANSACTIONAL,
        /** The application waits while the script runs. */
        LOCK,
        /** The script would fail. */
        FAILURE;

        /** Returns the word for programs: {@code not-transactional}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Returns the remark as text for the report. */
    @Override
    public String toString() {
        return (line == 0 ? "" : "line " + line + ": ") + text;
    }
}
