package io.automigrate.log;

import io.automigrate.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Hears what happens to one database, in this order as far as it happens: waiting, ready, locked, found, backingUp, applying and applied for
 * each migration, done or failed. This one does nothing. Safe for use by several threads; nothing is thrown.
 */
public class DatabaseObserver {
    /** Reports to nobody. */
    public static final DatabaseObserver NOBODY = new DatabaseObserver();

    protected DatabaseObserver() {}

    /**
     * The database does not let us in yet; told when the reason changes and every five seconds.
     *
     * @param reason why, in the words of the log
     * @param waited how long already
     * @param limit when it is enough
     */
    public void waiting(String reason, Duration waited, Duration limit) {}

    /**
     * The database lets us in.
     *
     * @param waited how long that took; zero when it was there at once
     */
    public void ready(Duration waited) {}

    /**
     * Another process migrates, or has to; told when there is news, and at the pace of {@code AUTO_MIGRATE_PROGRESS_INTERVAL}.
     *
     * @param reason who it is and how far, in the words of the log; may be empty
     * @param waited how long already
     * @param limit when it is enough
     */
    public void locked(String reason, Duration waited, Duration limit) {}

    /**
     * The wait for the other process is over, for whatever reason.
     *
     * @param waited how long it was
     */
    public void unlocked(Duration waited) {}

    /**
     * The history has been read.
     *
     * @param schema the schema with the history table, as people call it
     * @param version its version; empty when it has none
     * @param pending the scripts that are to be applied, in their order
     */
    public void found(String schema, Optional<String> version, List<String> pending) {}

    /** A backup is being made, before the first migration. */
    public void backingUp() {}

    /**
     * The backup is there; that there is none follows with {@link #failed}.
     *
     * @param place where it is, for people
     * @param duration how long it took
     */
    public void backedUp(String place, Duration duration) {}

    /**
     * A migration begins.
     *
     * @param number counted from 1
     * @param total how many there are, as far as is known
     * @param script its name
     */
    public void applying(int number, int total, String script) {}

    /**
     * A migration takes long; told at the pace of {@code AUTO_MIGRATE_PROGRESS_INTERVAL}.
     *
     * @param statement the number of the statement, counted from 1; 0 for none yet
     * @param line its line in the script; 0 when that is not known
     * @param detail what it waits for or how far it is, in the words of the log; may be empty
     */
    public void stillApplying(int statement, int line, String detail) {}

    /**
     * A migration has been applied.
     *
     * @param version its version; empty for a repeatable one
     * @param duration how long it took
     */
    public void applied(String script, Optional<String> version, Duration duration) {}

    /**
     * A migration could not be applied; why follows with {@link #failed}.
     *
     * @param duration how long it took
     */
    public void notApplied(String script, Duration duration) {}

    /**
     * The schema is what the scripts ask for.
     *
     * @param schema the schema with the history table, as people call it
     * @param version its version; empty when there are only repeatable migrations
     */
    public void done(String schema, Optional<String> version) {}

    /** The schema is not what the scripts ask for. */
    public void failed(Failure failure) {}
}
