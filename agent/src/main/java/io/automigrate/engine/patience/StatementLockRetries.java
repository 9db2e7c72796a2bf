package io.automigrate.engine.patience;

import io.automigrate.engine.sql.SqlError;
import io.automigrate.engine.watch.Activity;
import io.automigrate.engine.watch.MigrationStory;
import io.automigrate.engine.watch.ScriptLines;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.Settings;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A statement that gave up waiting for a table lock ({@code AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT}) is tried again after a pause in which
 * the traffic that queued behind it can pass.
 */
public final class StatementLockRetries {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final StatementLimit limit;
    private final Duration longest;
    private final Activity activity;
    private final MigrationLog log;
    private Duration pause = FIRST_PAUSE;
    private Duration waited = Duration.ZERO;
    private long begin;
    private int attempts = 1;

    /**
     * Makes the retries of one run, or of one statement.
     *
     * @param longest how long the waits may take together
     */
    public StatementLockRetries(StatementLimit limit, Duration longest, Activity activity, MigrationLog log) {
        this.limit = limit;
        this.longest = longest;
        this.activity = activity;
        this.log = log;
        begin = System.nanoTime();
    }

    /** Returns connections for a database that can't roll back each script; for others the same. */
    public static DataSource patient(
            DataSource connections,
            Settings settings,
            StatementLimit limit,
            ScriptLines lines,
            MigrationStory story,
            Activity activity,
            MigrationLog log) {
        DatabaseKind kind = settings.account().kind();
        if (!kind.commitsDefinitions()) {
            return connections;
        }
        StatementLimit repeats = kind.repeatsStatements() ? limit : StatementLimit.none();
        return new PatientConnections(
                connections,
                activity,
                story,
                lines,
                () -> new StatementLockRetries(repeats, settings.engine().lockTimeout(), activity, log));
    }

    /** Returns whether the script may be begun again after this failure, and waits before the next attempt. */
    public boolean mayGoOn(Exception failure) {
        if (limit.isNone()) {
            return false;
        }
        waited = waited.plus(limit.duration());
        return SqlError.in(failure, activity.kind())
                        .filter(SqlError::isLockTimeout)
                        .isPresent()
                && waited.plus(pause).compareTo(longest) <= 0;
    }

    /**
     * Waits until the next attempt.
     *
     * @param state the effect of the last attempt, as text for messages
     */
    public void pause(String state) throws InterruptedException {
        log.info("A statement could not have its table within "
                + limit.milliseconds()
                + " ms (AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT), " + state + "; attempt " + ++attempts
                + " in " + pause.toSeconds() + " s");
        limit.lost(Duration.ofNanos(System.nanoTime() - begin));
        activity.pause(pause);
        waited = waited.plus(pause);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        begin = System.nanoTime();
    }
}
