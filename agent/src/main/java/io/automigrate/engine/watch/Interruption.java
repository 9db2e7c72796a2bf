package io.automigrate.engine.watch;

import io.automigrate.engine.sql.ScriptProgress;
import io.automigrate.failure.StartupException;
import io.automigrate.log.MigrationLog;
import java.util.Optional;

/** Logs that the process was told to end while its schema was being migrated. */
public final class Interruption {
    private static final String ROLLED_BACK = "rolled back: ";

    private final MigrationLog log;
    private volatile String what = "";
    private volatile String script = "";

    public Interruption(MigrationLog log) {
        this.log = log;
    }

    void begins(Optional<Activity.Step> step) {
        script = step.map(Activity.Step::script).orElse("");
        what = step.map(s -> "while " + s.script() + " was being applied"
                        + (s.statement() > 0 ? ", statement " + s.statement() : ""))
                .orElse("before the schema was ready");
        log.warn("The process is told to end " + what + ": canceling");
    }

    /** Tells that the work was done before it could be canceled. */
    void endsTooLate() {
        log.warn("Ended " + what + ": the work was done before the end of the process; the migration lock is released");
    }

    /**
     * Tells what state the schema is in.
     *
     * @param failure the exception of the canceled work; null when the work has not ended
     */
    void ends(Throwable failure, ScriptProgress progress) {
        String state = failure instanceof StartupException e ? e.failure().detail("state") : "";
        if (!progress.isPresent() && !script.isEmpty() && state.startsWith(ROLLED_BACK)) {
            log.warn("Ended after " + script + " was applied: " + state.substring(ROLLED_BACK.length())
                    + "; the migration lock is released");
            return;
        }
        String ended = isAtAnother(progress) ? "while " + progress.script() + " was being applied" : what;
        if (!state.isEmpty()) {
            log.warn("Ended " + ended + ": " + state + "; the migration lock is released");
            return;
        }
        // The text of an exception says only that the connection was closed, which this very process did.
        log.warn("Ended " + ended + ": "
                + (failure == null
                        ? "the database did not answer in time"
                        : "the connection was closed before the database told the state of the schema")
                + "; "
                + (progress.isPresent() ? progress.text() : "the server rolls back what was not committed")
                + "; the command \"info\" shows the state");
    }

    /** Returns whether the next script had begun when the thread met the stop: a script may end between the signal and the stop. */
    private boolean isAtAnother(ScriptProgress progress) {
        return progress.isPresent() && !progress.ends() && !progress.script().equals(script);
    }
}
