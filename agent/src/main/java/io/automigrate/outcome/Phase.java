package io.automigrate.outcome;

import java.util.Locale;

/** How far the work on a database is, or a start as a whole. */
public enum Phase {
    /** The scripts are looked for, or the history is read. */
    STARTING,
    /** The database does not let us in yet. */
    WAITING,
    /** Another process migrates, or has to. */
    LOCKED,
    /** The database is saved before the first script. */
    BACKING_UP,
    /** Scripts are being applied. */
    MIGRATING,
    /** It is over, well or not. */
    ENDED;

    /** Returns the word for machines. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
