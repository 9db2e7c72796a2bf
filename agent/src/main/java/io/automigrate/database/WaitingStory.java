package io.automigrate.database;

import io.automigrate.failure.StartupException;
import io.automigrate.kind.ConnectionFault;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.Settings;
import io.automigrate.text.Elapsed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** One wait for the database: its duration, its last problem, its end, and its lines in the log. */
final class WaitingStory {
    /** The longest time of a refusal: containers create users and databases after the port is open. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration LINE_EVERY = Duration.ofSeconds(5);

    private final Settings.Account account;
    private final Duration timeout;
    private final MigrationLog log;
    private final GateTime time;
    private final long start;

    private int failures;
    private ConnectionProblem problem;
    private SQLException cause;
    private Duration refusedSince;
    private Duration lastLine = Duration.ZERO;
    private String lastReason = "";

    WaitingStory(Settings.Account account, Duration timeout, MigrationLog log, GateTime time) {
        this.account = account;
        this.timeout = timeout;
        this.log = log;
        this.time = time;
        start = time.nanos();
    }

    /** Returns the limit for an attempt that may not outlast the deadline. */
    Duration cut(Duration attemptLimit) {
        return timeout.isZero() ? attemptLimit : shorter(attemptLimit, remaining());
    }

    /** Returns the pause before the next attempt, which is not made later than at the end of the grace or at the deadline. */
    Duration cutToGrace(Duration pause) {
        Duration cut = shorter(pause, remaining());
        return refusedSince == null
                ? cut
                : shorter(cut, refusedSince.plus(GRACE).minus(elapsed()));
    }

    /** Returns the limit, or the time until the next line of the log when that is shorter. */
    Duration untilNextLine(Duration limit) {
        return shorter(limit, lastLine.plus(LINE_EVERY).minus(elapsed()));
    }

    /** Notes that an attempt has opened this connection. */
    ReadyDatabase ready(Connection connection) throws SQLException {
        try {
            if (lastReason.isEmpty()) {
                log.database().ready(Duration.ZERO);
                if (log.isDebugEnabled()) {
                    log.debug("Database is ready: " + ReadyDatabase.product(connection) + " at the first attempt");
                }
                return new ReadyDatabase(connection, Duration.ZERO, failures + 1);
            }
            Duration waited = elapsed();
            log.database().ready(waited);
            log.info("Database is ready: " + ReadyDatabase.product(connection) + " after " + Elapsed.seconds(waited));
            return new ReadyDatabase(connection, waited, failures + 1);
        } catch (SQLException | RuntimeException e) {
            ConnectionAttempt.close(connection);
            throw e;
        }
    }

    /** Notes that an attempt was given up at its limit. */
    void noAnswer(Duration limit) throws StartupException {
        if (problem != null) {
            // When the deadline has shortened the last attempt, the problem before it is more specific.
            checkDeadline();
        }
        ConnectionProblem silence = ConnectionProblem.noAnswer(limit, account.url());
        if (lastReason.equals(noAnswerYet())) {
            // The log contains this problem in other words.
            lastReason = silence.reason();
        }
        failed(silence, null);
    }

    /**
     * Notes that an attempt has failed.
     *
     * @param cause the exception of the driver; null for none
     * @throws StartupException when no later attempt can succeed, or the deadline has passed
     */
    void failed(ConnectionProblem problem, SQLException cause) throws StartupException {
        failures++;
        this.problem = problem;
        this.cause = cause;
        if (log.isDebugEnabled()) {
            log.debug("Attempt " + failures + " failed: " + (cause == null ? problem.reason() : cause));
        }
        if (problem.fault() == ConnectionFault.NOT_READY || problem.fault() == ConnectionFault.NOT_LISTENING) {
            refusedSince = null;
        } else if (refusedSince == null) {
            refusedSince = elapsed();
        }
        if (problem.fault() == ConnectionFault.UNUSABLE || isGraceOver()) {
            throw failure();
        }
        checkDeadline();
        if (!problem.reason().equals(lastReason) || isLineDue()) {
            tell(problem.reason());
        }
    }

    /** Returns whether no server listened at the last attempt. */
    boolean isPortClosed() {
        return problem != null && problem.fault() == ConnectionFault.NOT_LISTENING;
    }

    /** Notes that an attempt still goes on, or the pause before the next one. */
    void stillWaiting() {
        if (isLineDue()) {
            tell(lastReason.isEmpty() ? noAnswerYet() : lastReason);
        }
    }

    /** Ends the wait at the deadline. */
    void checkDeadline() throws StartupException {
        if (remaining().isZero()) {
            throw failure();
        }
    }

    private String noAnswerYet() {
        return "no answer yet" + Reason.at(account.url());
    }

    private boolean isGraceOver() {
        return refusedSince != null && elapsed().minus(refusedSince).compareTo(GRACE) >= 0;
    }

    private boolean isLineDue() {
        return elapsed().minus(lastLine).compareTo(LINE_EVERY) >= 0;
    }

    private void tell(String reason) {
        Duration now = elapsed();
        boolean graceFirst = refusedSince != null && refusedSince.plus(GRACE).compareTo(timeout) < 0;
        Duration since = graceFirst ? refusedSince : Duration.ZERO;
        Duration waited = now.minus(since);
        Duration limit = graceFirst ? GRACE : timeout;
        log.info("Waiting for database: " + reason + ", " + waited.toSeconds() + " s" + " of " + Elapsed.limit(limit));
        log.database().waiting(reason, waited, limit);
        lastLine = now;
        lastReason = reason;
    }

    private StartupException failure() {
        return new GateFailure(account, timeout, failures, elapsed()).of(problem, cause);
    }

    private Duration elapsed() {
        return Duration.ofNanos(time.nanos() - start);
    }

    /** Returns the time to the deadline, never a negative one. */
    private Duration remaining() {
        Duration left = timeout.minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration shorter(Duration a, Duration b) {
        Duration shorter = a.compareTo(b) < 0 ? a : b;
        return shorter.isNegative() ? Duration.ZERO : shorter;
    }
}
