package io.automigrate.outcome;

import java.util.Locale;

/** The phase of the work on a database, or of a whole start. */
public enum Phase {
    /** The agent looks for scripts or reads the history. */
    STARTING,
    /** The agent waits until the database accepts a connection. */
    WAITING,
    /** The agent waits until another process has migrated. */
    LOCKED,
    /** A backup is being made before the first script. */
    BACKING_UP,
    /** Scripts are being applied. */
    MIGRATING,
    /** The work has ended, with success or with a failure. */
    ENDED;

    /** Returns the word in the status file and the metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
