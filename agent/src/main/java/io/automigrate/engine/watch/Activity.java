package io.automigrate.engine.watch;

import io.automigrate.engine.sql.OneLine;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What the migrating thread does at this moment. That thread writes it, whoever watches the thread reads it, and stops it here. Safe
 * for use by several threads.
 */
public final class Activity {
    /** By the standard "query canceled"; PostgreSQL uses the same one. */
    private static final String CANCELED = "57014";

    /**
     * A statement of a script, or a script before its first statement.
     *
     * @param script the script's path
     * @param statement the number of the statement, counted from 1; 0 for none yet
     * @param sql the statement with its placeholders replaced; empty for none yet
     * @param elapsed how long the script has been running
     */
    public record Step(String script, int statement, String sql, Duration elapsed) {}

    private final LongSupplier nanoTime;
    private final LockStatements locks;

    private String script;
    private long scriptSince;
    private int statement;
    private String statementSql = "";
    private String firstFailure;

    private Statement running;
    private String lastSql = "";
    private boolean locking;
    private boolean gaveUp;
    private long lockingSince;
    private boolean pausing;
    private boolean trying;
    private boolean backingUp;
    private boolean backupCanBeInterrupted;
    private long backupSince;
    private boolean refuseNext;
    private boolean refuseLock;

    public Activity(LockStatements locks, LongSupplier nanoTime) {
        this.locks = locks;
        this.nanoTime = nanoTime;
    }

    /** Notes that a script begins. */
    public synchronized void scriptBegins(String name) {
        script = name;
        scriptSince = nanoTime.getAsLong();
        statement = 0;
        statementSql = "";
        firstFailure = null;
    }

    public synchronized void statementBegins(String sql) {
        statement++;
        statementSql = sql;
    }

    synchronized void scriptEnds() {
        script = null;
    }

    /**
     * The database is being backed up.
     *
     * @param interruptible whether an interrupt ends it; otherwise it is a statement, which can be canceled
     */
    public synchronized void backupBegins(boolean interruptible) {
        backingUp = true;
        backupCanBeInterrupted = interruptible;
        backupSince = nanoTime.getAsLong();
    }

    public synchronized void backupEnds() {
        backingUp = false;
        backupCanBeInterrupted = false;
    }

    /** Returns how long the backup has been running; empty when there is none. */
    synchronized Optional<Duration> backup() {
        return backingUp ? Optional.of(since(backupSince)) : Optional.empty();
    }

    /** The driver is about to be given a statement. */
    synchronized void begins(Statement jdbc, String sql) throws SQLException {
        boolean isLock = script == null && !backingUp && locks.isLock(sql);
        if (refuseNext || refuseLock && isLock) {
            refuseNext = false;
            throw canceled();
        }
        if (isLock && !locking) {
            lockingSince = nanoTime.getAsLong();
        }
        locking = isLock || locking && gaveUp;
        lastSql = sql;
        running = jdbc;
    }

    /** The driver is done with a statement. */
    synchronized void ended(boolean failed) {
        running = null;
        if (locking && !locks.isPolled()) {
            // The database may give up waiting, and the run begins again: to whoever watches that is one wait, which
            // ends
            // when the lock is there.
            boolean isLock = locks.isLock(lastSql);
            gaveUp = isLock ? failed : gaveUp;
            locking = gaveUp;
        }
        // Canceled: nothing more needs to be refused, what comes now cleans up.
        refuseNext = refuseNext && !failed;
    }

    /** The migrating thread tries to get the lock, and sleeps in between. */
    synchronized void lockBegins(String sql) throws SQLException {
        if (refuseNext || refuseLock) {
            refuseNext = false;
            throw canceled();
        }
        trying = true;
        locking = true;
        lockingSince = nanoTime.getAsLong();
        lastSql = sql;
    }

    /** It has the lock, or gave up. */
    synchronized void lockEnds() {
        trying = false;
        locking = false;
    }

    /** Returns what the migrating thread meets when it was stopped. */
    public static SQLException canceled() {
        return new SQLException("the migration was stopped", CANCELED);
    }

    /** A statement of a script failed. */
    synchronized void failed(Throwable thrown) {
        if (script != null && firstFailure == null) {
            firstFailure = script + ": " + OneLine.of(String.valueOf(thrown.getMessage()));
        }
    }

    /**
     * Returns what went wrong first in the script that was running. A database that dies of a statement answers the clean-up after it
     * with something else, and that is what Flyway throws.
     */
    public synchronized Optional<String> firstFailure() {
        return Optional.ofNullable(firstFailure);
    }

    /** Sleeps on the migrating thread. */
    public void pause(Duration time) throws InterruptedException {
        synchronized (this) {
            pausing = true;
        }
        try {
            Thread.sleep(time.toMillis());
        } finally {
            synchronized (this) {
                pausing = false;
            }
        }
    }

    /** Returns whether it sleeps; whoever lets it sleep tells why. */
    public synchronized boolean isPausing() {
        return pausing;
    }

    /** Returns the script that is being applied; empty between scripts. */
    public synchronized Optional<Step> step() {
        return script == null
                ? Optional.empty()
                : Optional.of(new Step(script, statement, statementSql, since(scriptSince)));
    }

    /** Returns whether the script, or the last one when none is being applied, has come to its first statement and no further. */
    public synchronized boolean isFirstStatement() {
        return statement == 1;
    }

    /** Returns whether Flyway asked for its lock and has not got it. */
    public synchronized boolean isLocking() {
        return locking;
    }

    /** Returns how long Flyway has been trying to get its lock; zero when it does not. */
    synchronized Duration lockWait() {
        return locking ? since(lockingSince) : Duration.ZERO;
    }

    /** Returns what the driver was given last. */
    synchronized String lastSql() {
        return lastSql;
    }

    /**
     * Makes the migrating thread fail soon: what the database is at is canceled, and what would come next is refused once, so that
     * Flyway sees an error, rolls back and gives its lock back.
     *
     * @return whether the thread has to be interrupted as well, because it sleeps between two looks at the lock
     */
    boolean stop() {
        synchronized (this) {
            refuseNext = true;
            // The database may give up waiting by itself, and the next one who asks would wait as long again.
            refuseLock = locking;
        }
        return stopAgain();
    }

    /** Does the same once more if it has had no effect: a driver forgets to cancel what it has not quite begun. */
    boolean stopAgain() {
        Statement current;
        boolean sleeps;
        synchronized (this) {
            if (!refuseNext) {
                return false;
            }
            current = running;
            sleeps = pausing || backupCanBeInterrupted || trying || locking && locks.isPolled();
        }
        if (current != null) {
            try {
                current.cancel();
            } catch (SQLException | RuntimeException e) {
                // A driver that can't: then the next statement is refused.
                return sleeps;
            }
        }
        return sleeps;
    }

    private Duration since(long start) {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }
}
