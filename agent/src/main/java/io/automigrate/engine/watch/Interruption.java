package io.automigrate.engine.watch;

import io.automigrate.failure.StartupException;
import io.automigrate.log.MigrationLog;
import java.util.Optional;

/** Tells that the process was told to end while its schema was being migrated. */
public final class Interruption {
    private final MigrationLog log;
    private volatile String what = "";

    public Interruption(MigrationLog log) {
        this.log = log;
    }

    void begins(Optional<Activity.Step> step) {
        what = step.map(s -> "while " + s.script() + " was being applied"
                        + (s.statement() > 0 ? ", statement " + s.statement() : ""))
                .orElse("before the schema was ready");
        log.warn("The process is told to end " + what + ": canceling");
    }

    /** Tells what state the schema is in; nothing when the thread did not come to an end. */
    void ends(Throwable failure) {
        if (failure instanceof StartupException e) {
            String state = e.failure().detail("state");
            if (!state.isEmpty()) {
                log.warn("Ended " + what + ": " + state + "; the migration lock is released");
                return;
            }
        }
        log.warn("Ended " + what + (failure == null ? ": the database did not answer in time" : ": " + failure));
    }
}
