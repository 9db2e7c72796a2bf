package io.automigrate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Why the application must not start, in the words that the operator reads.
 *
 * @param exitCode what the process ends with
 * @param headline one sentence that says what failed and stands alone in a log viewer, without a final full stop
 * @param details what else is known, in reading order
 */
public record Failure(ExitCode exitCode, String headline, List<Detail> details) {

    /**
     * One labelled line of a failure, for example {@code state: rolled back, the schema is at version 7}.
     *
     * @param label a short word: "script", "statement", "database", "state", "remedy", "setting"
     * @param text what there is to say; several lines are allowed
     */
    public record Detail(String label, String text) {
        public Detail {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(text, "text");
        }
    }

    public Failure {
        Objects.requireNonNull(exitCode, "exitCode");
        Objects.requireNonNull(headline, "headline");
        details = List.copyOf(details);
    }

    /** Returns a failure without details; they are added with {@link #with}. */
    public static Failure of(ExitCode exitCode, String headline) {
        return new Failure(exitCode, headline, List.of());
    }

    /** Returns this failure with one more detail at the end. */
    public Failure with(String label, String text) {
        List<Detail> more = new ArrayList<>(details);
        more.add(new Detail(label, text));
        return new Failure(exitCode, headline, more);
    }

    /** Returns this failure with what the operator can do about it. */
    public Failure remedy(String text) {
        return with("remedy", text);
    }
}
