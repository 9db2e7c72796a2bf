package io.automigrate.engine.watch;

import io.automigrate.engine.sql.ScriptProgress;
import io.automigrate.kind.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The current activity of the migrating thread. The migrating thread writes it; the starting thread and the shutdown hook read it and
 * stop the migrating thread with it. Safe for use by several threads.
 */
public final class Activity {
    /** The standard's SQLSTATE for "query canceled"; PostgreSQL uses the same one. */
    private static final String CANCELED = "57014";

    /** How long a stop waits for a cancel that the server does not answer, in milliseconds. */
    private static final long LONGEST_CANCEL = 500;

    /**
     * A statement of a script, or a script before its first statement.
     *
     * @param script the script's path
     * @param statement the number of the statement, counted from 1; 0 before the first one
     * @param sql the statement with its placeholders replaced; empty before the first one
     * @param elapsed how long the script has been running
     */
    public record Step(String script, int statement, String sql, Duration elapsed) {}

    private enum State {
        /** Flyway or a script works, and the thread waits for nothing but its statement. */
        WORKING,
        /** A statement asked for Flyway's lock. Where Flyway polls, the thread may sleep before Flyway asks again. */
        ASKING_FOR_LOCK,
        /** The database gave up waiting for the lock, and Flyway is about to ask again: still the same wait. */
        LOCK_TIMED_OUT,
        /** The agent itself tries to get the lock, and sleeps between two attempts. */
        TRYING_LOCK,
        /** The thread sleeps before the next attempt at something else than the lock. */
        PAUSING,
        /** A program backs the database up; an interrupt ends the program. */
        BACKUP_BY_PROGRAM,
        /** A statement backs the database up; the statement can be canceled. */
        BACKUP_BY_STATEMENT;

        boolean isLockWait() {
            return this == ASKING_FOR_LOCK || this == LOCK_TIMED_OUT || this == TRYING_LOCK;
        }

        boolean isBackup() {
            return this == BACKUP_BY_PROGRAM || this == BACKUP_BY_STATEMENT;
        }
    }

    private final LongSupplier nanoTime;
    private final DatabaseKind kind;

    private State state = State.WORKING;
    private long stateSince;
    private StopRequest stop = StopRequest.NONE;
    private String script;
    private long scriptSince;
    private int statement;
    private String statementSql = "";
    private boolean hasBegun;
    private final ScriptLedger ledger;
    private boolean isStopped;

    private Statement running;
    private boolean isCalling;
    private long lastEvent;
    private String lastSql = "";
    private Thread canceling;

    public Activity(DatabaseKind kind, LongSupplier nanoTime) {
        this.kind = kind;
        ledger = new ScriptLedger(kind);
        this.nanoTime = nanoTime;
        lastEvent = nanoTime.getAsLong();
    }

    /** Returns the kind of the database that the thread works with. */
    public DatabaseKind kind() {
        return kind;
    }

    /** Notes that a script begins. */
    public synchronized void scriptBegins(String name) {
        hasBegun = true;
        script = name;
        scriptSince = nanoTime.getAsLong();
        statement = 0;
        statementSql = "";
        ledger.begins(name);
    }

    /** Notes that Flyway begins a statement of the script. Flyway before 8 does not announce its statements. */
    public synchronized void statementBegins(String sql) {
        statement++;
        statementSql = sql;
        ledger.announced(script, statement);
    }

    /** Notes that all statements of the script were executed. Its row in the history is still to come. */
    synchronized void scriptEnds() {
        script = null;
        ledger.ends();
    }

    /** Notes that the script failed; its progress is still of interest. */
    synchronized void scriptFails() {
        script = null;
        ledger.forgetConnection();
    }

    /** Notes that the driver has been told to roll back: later commits of the connection commit nothing of the script. */
    synchronized void rollsBack(Connection connection) {
        callBegins();
        ledger.rollsBack(connection);
    }

    /** Returns the progress of the script that began last; none as soon as the script and its row in the history are committed. */
    public synchronized ScriptProgress progress() {
        return ledger.progress();
    }

    /** Notes that the server has rolled back all rows of the script. */
    public synchronized void undone() {
        ledger.undone();
    }

    /** Returns whether the thread has been told to end. */
    public synchronized boolean isStopped() {
        return isStopped;
    }

    /**
     * Notes that a backup of the database begins.
     *
     * @param interruptible whether an interrupt ends the backup; otherwise it is a statement, which can be canceled
     */
    public synchronized void backupBegins(boolean interruptible) {
        enter(interruptible ? State.BACKUP_BY_PROGRAM : State.BACKUP_BY_STATEMENT);
    }

    public synchronized void backupEnds() {
        enter(State.WORKING);
    }

    /** Returns how long the backup has been running; empty when there is none. */
    synchronized Optional<Duration> backup() {
        return state.isBackup() ? Optional.of(since(stateSince)) : Optional.empty();
    }

    /**
     * Notes that the driver is about to execute a statement.
     *
     * @param rowsStay whether the statement changes rows of tables without transactions
     * @throws SQLException when the thread has been stopped and the statement is refused
     */
    synchronized void begins(Statement jdbc, String sql, Connection connection, boolean rowsStay) throws SQLException {
        boolean isLock = script == null && !state.isBackup() && kind.asksForLock(sql);
        refuse(isLock);
        if (isLock && state.isLockWait()) {
            // The wait goes on, so its beginning counts.
            state = State.ASKING_FOR_LOCK;
        } else if (isLock) {
            enter(State.ASKING_FOR_LOCK);
        } else if (state == State.ASKING_FOR_LOCK) {
            enter(State.WORKING);
        }
        lastSql = sql;
        running = jdbc;
        if (script != null) {
            ledger.sent(statement, sql, connection, rowsStay);
        } else {
            ledger.sentBeside(sql, connection);
        }
        callBegins();
    }

    /** Notes that the driver is told to commit. */
    public synchronized void commitBegins(Connection connection) {
        ledger.commitSent(connection);
        callBegins();
    }

    /** Notes that the database has committed. */
    public synchronized void committed(Connection connection) {
        ledger.committed(connection);
    }

    /** Notes that the driver is called, for a statement or for anything else that may ask the server. */
    synchronized void callBegins() {
        isCalling = true;
        lastEvent = nanoTime.getAsLong();
    }

    public synchronized void callEnds() {
        isCalling = false;
        lastEvent = nanoTime.getAsLong();
    }

    /**
     * Notes that the driver is done with a statement.
     *
     * @param failure the reason why the statement failed; null when the database executed it
     */
    synchronized void ended(Throwable failure, Connection connection) throws SQLException {
        boolean failed = failure != null;
        running = null;
        callEnds();
        if (script != null) {
            ledger.answered(failure);
        } else if (!failed) {
            ledger.executedBeside(connection);
        }
        if (state == State.ASKING_FOR_LOCK && !kind.pollsForLock()) {
            state = failed ? State.LOCK_TIMED_OUT : State.WORKING;
        }
        if (failed) {
            // The thread has met the stop, and the statements that follow clean up.
            stop = stop.met();
        }
    }

    /**
     * Notes that the agent itself begins to try for the lock.
     *
     * @throws SQLException when the thread has been stopped
     */
    synchronized void lockBegins(String sql) throws SQLException {
        refuse(true);
        enter(State.TRYING_LOCK);
        lastSql = sql;
    }

    /** Notes that the agent has the lock, or gave up. */
    synchronized void lockEnds() {
        enter(State.WORKING);
    }

    private void refuse(boolean isLock) throws SQLException {
        if (stop.refuses(isLock)) {
            stop = stop.met();
            throw canceled();
        }
    }

    private void enter(State next) {
        state = next;
        stateSince = nanoTime.getAsLong();
        lastEvent = stateSince;
    }

    /** Returns the exception that the migrating thread meets when it has been stopped. */
    public static SQLException canceled() {
        return new SQLException("the migration was stopped", CANCELED);
    }

    /** Returns the first failure in the script that was running. Flyway may report only that of the clean-up behind it. */
    public synchronized Optional<String> firstFailure() {
        return ledger.firstFailure();
    }

    /** Sleeps on the migrating thread. The caller logs the reason. */
    public void pause(Duration time) throws InterruptedException {
        synchronized (this) {
            enter(State.PAUSING);
        }
        try {
            Thread.sleep(time.toMillis());
        } finally {
            synchronized (this) {
                enter(State.WORKING);
            }
        }
    }

    public synchronized boolean isPausing() {
        return state == State.PAUSING;
    }

    /** Returns the script that is being applied; empty between scripts. */
    public synchronized Optional<Step> step() {
        return script == null
                ? Optional.empty()
                : Optional.of(new Step(script, statement, statementSql, since(scriptSince)));
    }

    /** Returns whether a script has begun since the run began: until then the schema is as it was. */
    public synchronized boolean hasBegun() {
        return hasBegun;
    }

    /** Returns how long nothing has begun or ended; zero while the thread waits for something else than the database. */
    synchronized Duration quiet() {
        return state == State.PAUSING || state == State.BACKUP_BY_PROGRAM ? Duration.ZERO : since(lastEvent);
    }

    /** Returns whether the driver is in a call, and so waits for the database or for nothing. */
    synchronized boolean isCalling() {
        return isCalling;
    }

    /** Returns whether the driver executes a statement. */
    synchronized boolean isExecuting() {
        return running != null;
    }

    /** Returns whether the agent or Flyway works, and neither a script nor a backup. */
    synchronized boolean isPreparing() {
        return script == null && state == State.WORKING;
    }

    /** Returns whether Flyway asked for its lock and has not got it. */
    public synchronized boolean isLocking() {
        return state.isLockWait();
    }

    /** Returns how long Flyway has been waiting for its lock; zero when Flyway does not wait. */
    synchronized Duration lockWait() {
        return state.isLockWait() ? since(stateSince) : Duration.ZERO;
    }

    /** Returns the SQL that the driver was given last. */
    synchronized String lastSql() {
        return lastSql;
    }

    /**
     * Makes the migrating thread fail soon: the running statement is canceled, and the next statement is refused once, so that Flyway
     * sees an error, rolls back and releases its lock.
     *
     * @return whether the thread has to be interrupted as well, because the thread may sleep
     */
    boolean stop() {
        synchronized (this) {
            isStopped = true;
            stop = state.isLockWait() ? StopRequest.REFUSES_NEXT_AND_LOCK : StopRequest.REFUSES_NEXT;
        }
        return stopAgain();
    }

    /** Repeats a stop that has had no effect: a driver ignores a cancel that comes just before its statement begins. */
    boolean stopAgain() {
        Statement current;
        boolean maySleep;
        synchronized (this) {
            if (!stop.isPending()) {
                return false;
            }
            current = running;
            maySleep = switch (state) {
                case PAUSING, BACKUP_BY_PROGRAM, TRYING_LOCK -> true;
                case ASKING_FOR_LOCK, LOCK_TIMED_OUT -> kind.pollsForLock();
                case WORKING, BACKUP_BY_STATEMENT -> false;
            };
        }
        if (current != null) {
            cancel(current);
        }
        return maySleep;
    }

    /** Cancels on a thread of its own: some drivers wait for ten seconds for the second connection that they cancel with. */
    private void cancel(Statement current) {
        Thread thread = new Thread(null, () -> tryToCancel(current), "auto-migrate-cancel", 0, false);
        thread.setDaemon(true);
        synchronized (this) {
            if (canceling != null && canceling.isAlive()) {
                return;
            }
            canceling = thread;
            thread.start();
        }
        try {
            thread.join(LONGEST_CANCEL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tryToCancel(Statement current) {
        try {
            current.cancel();
        } catch (SQLException | RuntimeException e) {
            // The driver can't cancel: the next statement is refused.
            return;
        }
    }

    private Duration since(long start) {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }
}
