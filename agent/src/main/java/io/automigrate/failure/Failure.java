package io.automigrate.failure;

import io.automigrate.secret.SecretMask;
import io.automigrate.text.LongText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Why the application must not start, in the words that the operator reads.
 *
 * @param exitCode what the process ends with
 * @param headline one sentence that says what failed and stands alone in a log viewer, without a final full stop
 * @param details what else is known, in reading order
 * @param origin where it comes from, for machines; the details say the same in words
 */
public record Failure(ExitCode exitCode, String headline, List<Detail> details, Origin origin) {

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

    /**
     * Where a failure comes from.
     *
     * @param sqlState the database's SQLState; empty when it was no database
     * @param script the file that failed; empty when it was none
     * @param line the line in it; 0 when that is not known
     */
    public record Origin(String sqlState, String script, int line) {
        /** Neither a database nor a script. */
        public static final Origin NONE = new Origin("", "", 0);

        public Origin {
            Objects.requireNonNull(sqlState, "sqlState");
            Objects.requireNonNull(script, "script");
        }
    }

    public Failure {
        Objects.requireNonNull(exitCode, "exitCode");
        Objects.requireNonNull(headline, "headline");
        Objects.requireNonNull(origin, "origin");
        details = List.copyOf(details);
    }

    /** Returns a failure without details; they are added with {@link #with}. */
    public static Failure of(ExitCode exitCode, String headline) {
        return new Failure(exitCode, headline, List.of(), Origin.NONE);
    }

    /** Returns this failure with one more detail at the end. */
    public Failure with(String label, String text) {
        List<Detail> more = new ArrayList<>(details);
        more.add(new Detail(label, text));
        return new Failure(exitCode, headline, more, origin);
    }

    /** Returns this failure with what the operator can do about it. */
    public Failure remedy(String text) {
        return with("remedy", text);
    }

    /**
     * Returns this failure with the database's code for it.
     *
     * @param sqlState as the driver says it; null when it does not
     */
    public Failure sqlState(String sqlState) {
        return new Failure(
                exitCode,
                headline,
                details,
                new Origin(sqlState == null ? "" : sqlState, origin.script(), origin.line()));
    }

    /**
     * Returns this failure with the file that failed.
     *
     * @param line the line in it; 0 when that is not known
     */
    public Failure in(String script, int line) {
        return new Failure(exitCode, headline, details, new Origin(origin.sqlState(), script, line));
    }

    /** Returns what the first detail with this label says; empty when there is none. */
    public String detail(String label) {
        for (Detail detail : details) {
            if (detail.label().equals(label)) {
                return detail.text();
            }
        }
        return "";
    }

    /** Returns this failure as it may be shown: without secrets and control characters, with long lines shortened. */
    public Failure masked(SecretMask mask) {
        List<Detail> masked = new ArrayList<>(details.size());
        for (Detail detail : details) {
            masked.add(new Detail(detail.label(), mask.mask(LongText.shortened(detail.text()))));
        }
        return new Failure(
                exitCode,
                mask.mask(LongText.shortened(headline)),
                masked,
                new Origin(origin.sqlState(), mask.mask(origin.script()), origin.line()));
    }
}
