package io.automigrate.engine.watch;

import io.automigrate.failure.StartupException;
import io.automigrate.log.MigrationLog;
import java.util.Optional;

/** Logs that the process was told to end while its schema was being migrated. */
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

    /** Logs the state of the schema; logs nothing when the migrating thread has not ended. */
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
