package io.automigrate.engine.patience;

import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.PooledSessions;
import io.automigrate.settings.Settings;
import java.time.Duration;

/**
 * How long a statement of a script waits for a table before it lets the sessions behind it pass
 * ({@code AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT}).
 */
public final class StatementLimit {
    /** A script that lost more time than this must not be repeated as often as a short one. */
    private static final Duration CHEAP = Duration.ofMinutes(1);

    private final boolean isExplicit;
    private volatile Duration limit;

    private StatementLimit(Duration limit, boolean isExplicit) {
        this.limit = limit;
        this.isExplicit = isExplicit;
    }

    /** Returns the limit of statements that wait as long as the database lets them. */
    static StatementLimit none() {
        return new StatementLimit(Duration.ZERO, false);
    }

    /** Returns the limit that the user has set, or the database's own default. */
    public static StatementLimit of(Settings settings) {
        return of(settings.engine(), settings.account().kind());
    }

    static StatementLimit of(Settings.Engine engine, DatabaseKind kind) {
        PooledSessions sessions = kind.pooledSessions();
        return new StatementLimit(
                engine.statementLockTimeout().orElse(sessions == null ? Duration.ZERO : sessions.defaultLockLimit()),
                engine.statementLockTimeout().isPresent());
    }

    /** Returns whether a statement waits as long as the database lets it. */
    boolean isNone() {
        return limit.isZero();
    }

    /** Returns whether the user has set the limit, so that it counts before one of the server, the role or the URL. */
    boolean isExplicit() {
        return isExplicit;
    }

    Duration duration() {
        return limit;
    }

    long milliseconds() {
        return limit.toMillis();
    }

    /** Doubles the limit after an attempt that lost much work, at most to the time that was lost. */
    void lost(Duration work) {
        if (work.compareTo(CHEAP) > 0 && limit.compareTo(work) < 0) {
            Duration twice = limit.multipliedBy(2);
            limit = twice.compareTo(work) < 0 ? twice : work;
        }
    }
}
