package io.automigrate.log;

import io.automigrate.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Receives the events of the work on one database, in this order: waiting, ready, locked, found, backingUp, applying and applied for each
 * migration, done or failed. Events that do not happen are left out. This class does nothing. Safe for use by several threads; no method
 * throws.
 */
public class DatabaseObserver {
    /** An observer that does nothing. */
    public static final DatabaseObserver NOBODY = new DatabaseObserver();

    protected DatabaseObserver() {}

    /**
     * Reports that the database does not accept connections yet: when the reason changes, and every five seconds.
     *
     * @param reason the reason as in the log
     * @param waited the time since the wait began
     * @param limit the time after which the start fails
     */
    public void waiting(String reason, Duration waited, Duration limit) {}

    /**
     * Reports that the database accepts connections.
     *
     * @param waited the time until then; zero when the first attempt succeeded
     */
    public void ready(Duration waited) {}

    /**
     * Reports that the agent waits until another process has migrated: when there is news, and every {@code AUTO_MIGRATE_PROGRESS_INTERVAL}.
     *
     * @param reason the other process and its progress as in the log; may be empty
     * @param waited the time since the wait began
     * @param limit the time after which the start fails
     */
    public void locked(String reason, Duration waited, Duration limit) {}

    /**
     * Reports the end of the wait for the other process, whatever ended it.
     *
     * @param waited the duration of the wait
     */
    public void unlocked(Duration waited) {}

    /**
     * Reports that the history has been read.
     *
     * @param schema the name of the schema with the history table, as text for messages
     * @param version the version of the schema; empty when it has none
     * @param pending the scripts to apply, in their order
     */
    public void found(String schema, Optional<String> version, List<String> pending) {}

    /** Reports that a backup before the first migration has begun. */
    public void backingUp() {}

    /**
     * Reports that the backup is complete. A backup that failed is reported by {@link #failed}.
     *
     * @param place the file or the directory, as text for messages
     * @param duration the time that it took
     */
    public void backedUp(String place, Duration duration) {}

    /**
     * Reports that a migration begins.
     *
     * @param number the number of the migration, counted from 1
     * @param total the number of migrations, as far as it is known
     * @param script the file name
     */
    public void applying(int number, int total, String script) {}

    /**
     * Reports the progress of a long migration, every {@code AUTO_MIGRATE_PROGRESS_INTERVAL}.
     *
     * @param statement the number of the statement, counted from 1; 0 before the first statement
     * @param line the line of the statement in the script; 0 when it is not known
     * @param detail the session or object that the statement waits for, or its progress, as in the log; may be empty
     */
    public void stillApplying(int statement, int line, String detail) {}

    /**
     * Reports that a migration has been applied.
     *
     * @param version the version of the migration; empty for a repeatable migration
     * @param duration the time that it took
     */
    public void applied(String script, Optional<String> version, Duration duration) {}

    /**
     * Reports that a migration failed. The reason follows with {@link #failed}.
     *
     * @param duration the time that it took
     */
    public void notApplied(String script, Duration duration) {}

    /**
     * Reports that the schema is at the version of the scripts.
     *
     * @param schema the name of the schema with the history table, as text for messages
     * @param version the version of the schema; empty when there are only repeatable migrations
     */
    public void done(String schema, Optional<String> version) {}

    /** Reports that the work on the database failed. */
    public void failed(Failure failure) {}
}
