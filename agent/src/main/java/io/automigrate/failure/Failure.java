package io.automigrate.failure;

import io.automigrate.secret.SecretMask;
import io.automigrate.text.LongText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The reason why the application must not start, in the words that the operator reads.
 *
 * @param exitCode the exit code of the process
 * @param headline one sentence without a final full stop that says what failed and is complete without the details
 * @param details the details in reading order
 * @param origin the place of the failure as data; the details give the same place in words
 */
public record Failure(ExitCode exitCode, String headline, List<Detail> details, Origin origin) {

    /**
     * One labelled line of a failure, for example {@code state: rolled back, the schema is at version 7}.
     *
     * @param label a short word: "script", "statement", "database", "state", "remedy", "setting"
     * @param text the text; may have several lines
     */
    public record Detail(String label, String text) {
        public Detail {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * The place of a failure.
     *
     * @param sqlState the SQLState of the database; empty when no database failed
     * @param script the file that failed; empty when no script failed
     * @param line the line in the file; 0 when it is not known
     */
    public record Origin(String sqlState, String script, int line) {
        /** A failure of neither a database nor a script. */
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

    /** Returns a failure without details. Add details with {@link #with}. */
    public static Failure of(ExitCode exitCode, String headline) {
        return new Failure(exitCode, headline, List.of(), Origin.NONE);
    }

    /** Returns this failure with one more detail at the end. */
    public Failure with(String label, String text) {
        List<Detail> more = new ArrayList<>(details);
        more.add(new Detail(label, text));
        return new Failure(exitCode, headline, more, origin);
    }

    /** Returns this failure with an instruction for the operator. */
    public Failure remedy(String text) {
        return with("remedy", text);
    }

    /**
     * Returns this failure with the SQLState of the database.
     *
     * @param sqlState the SQLState of the driver's exception; may be null
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
     * @param line the line in the file; 0 when it is not known
     */
    public Failure in(String script, int line) {
        return new Failure(exitCode, headline, details, new Origin(origin.sqlState(), script, line));
    }

    /** Returns the text of the first detail with this label; empty when there is none. */
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
