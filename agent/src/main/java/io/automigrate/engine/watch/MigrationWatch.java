package io.automigrate.engine.watch;

import io.automigrate.engine.sql.ScriptProgress;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.Settings;
import io.automigrate.text.Elapsed;
import io.automigrate.text.OneLine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Logs the progress of a long script and of the wait for the instance that holds the lock. Ends each wait at its deadline: for the lock,
 * for the history table, for a database that has fallen silent. A script has no deadline while the database works at it.
 */
public final class MigrationWatch implements MigrationThread.Watch {
    /** Shorter waits for the lock are normal with several instances, so the log does not mention them. */
    private static final Duration WORTH_A_LINE = Duration.ofSeconds(1);

    /** The time within which an instance takes a free lock. */
    private static final Duration A_MOMENT = Duration.ofMillis(300);

    private static final String NOTHING_BEGUN = "no script was begun";
    private static final String NO_STATEMENT =
            "a call between two statements, for example the one that begins or ends a transaction, has no answer";

    private final Activity activity;
    private final DatabaseInsight insight;
    private final ScriptLines lines;
    private final Settings.Engine settings;
    private final String table;
    private final MigrationLog log;
    private final LongSupplier nanoTime;
    private final Silence silence;
    private final boolean runsCallbacks;

    private long lastLine;
    private String lastScript = "";
    private boolean toldOfLock;
    private Duration lockWaited = Duration.ZERO;

    /**
     * Makes the watch for one run.
     *
     * @param runsCallbacks whether Flyway runs statements of the user before and after the scripts, which have no deadline
     */
    public MigrationWatch(
            Activity activity,
            DatabaseInsight insight,
            ScriptLines lines,
            Settings settings,
            boolean runsCallbacks,
            MigrationLog log,
            LongSupplier nanoTime) {
        this.activity = activity;
        this.insight = insight;
        this.lines = lines;
        this.settings = settings.engine();
        this.table = settings.history().table();
        this.log = log;
        this.nanoTime = nanoTime;
        this.runsCallbacks = runsCallbacks;
        Duration quarter = this.settings.lockTimeout().dividedBy(4);
        Duration interval = this.settings.progressInterval();
        silence = new Silence(activity, insight, quarter.compareTo(interval) < 0 ? quarter : interval, nanoTime);
        lastLine = nanoTime.getAsLong();
    }

    @Override
    public StartupException look() {
        if (activity.isStopped()) {
            // The JVM was told to end. The shutdown hook reports the end, and its line is the last one.
            return null;
        }
        if (silence.look().compareTo(settings.lockTimeout()) >= 0) {
            return silent(silence.reason());
        }
        if (isUnanswered()) {
            return activity.isExecuting() ? historyHeld() : silent(NO_STATEMENT);
        }
        Duration lockWait = activity.lockWait();
        if (lockWait.compareTo(A_MOMENT) >= 0) {
            lockWaited = lockWait;
            if (lockWait.compareTo(settings.lockTimeout()) >= 0) {
                ended();
                return silence.reason().isEmpty() ? timeout() : silent(silence.reason());
            }
        } else {
            ended();
        }
        if (lockWait.compareTo(WORTH_A_LINE) >= 0) {
            tellOfLock(lockWait);
            return null;
        }
        toldOfLock = false;
        Optional<Activity.Step> step = activity.step();
        String script = step.map(Activity.Step::script).orElse("");
        if (!script.equals(lastScript)) {
            lastScript = script;
            lastLine = nanoTime.getAsLong();
        } else if (isLineDue() && !activity.isPausing()) {
            step.ifPresentOrElse(this::tellOfScript, this::tellOfPreparation);
            lastLine = nanoTime.getAsLong();
        }
        return null;
    }

    /** Reports the end of a wait: Flyway has the lock, or the thread has ended before the watch has seen the lock. */
    public void ended() {
        if (!lockWaited.isZero()) {
            log.database().unlocked(lockWaited);
            lockWaited = Duration.ZERO;
        }
    }

    /** Flyway's own calls are short: a statement without an answer waits for the history table, another call for the network. */
    private boolean isUnanswered() {
        return activity.isPreparing()
                && activity.isCalling()
                && activity.quiet().compareTo(settings.lockTimeout()) >= 0
                && (!runsCallbacks || activity.lastSql().contains(table));
    }

    private void tellOfLock(Duration wait) {
        if (toldOfLock && !isLineDue()) {
            return;
        }
        String holder = insight.lockHolder(activity.lastSql());
        String progress = insight.historyVersion()
                .map(v -> "; the schema is at version " + v + " now")
                .orElse("");
        String reason = (holder.isEmpty() ? "" : ", " + holder) + progress;
        tell("Waiting for another instance that migrates" + reason + ": " + Elapsed.whole(wait) + " of "
                + Elapsed.whole(settings.lockTimeout()));
        log.database().locked(reason.isEmpty() ? "" : reason.substring(2), wait, settings.lockTimeout());
        toldOfLock = true;
        lastLine = nanoTime.getAsLong();
    }

    private void tellOfScript(Activity.Step step) {
        StringBuilder line = new StringBuilder("Still applying ")
                .append(step.script())
                .append(": ")
                .append(Elapsed.whole(step.elapsed()));
        int number = 0;
        if (step.statement() > 0) {
            line.append(", statement ").append(step.statement());
            number = lines.find(step.script(), step.sql()).orElse(0);
            line.append(number == 0 ? "" : " (line " + number + ")");
            line.append(": ").append(OneLine.of(step.sql()));
        }
        String detail = detail();
        tell(line.append(detail.isEmpty() ? "" : "; " + detail).toString());
        log.database().stillApplying(step.statement(), number, detail);
    }

    private void tellOfPreparation() {
        Optional<Duration> backup = activity.backup();
        if (backup.isPresent()) {
            tell("Still backing up: " + Elapsed.whole(backup.get()));
            return;
        }
        String sql = activity.lastSql();
        String detail = detail();
        Duration quiet = activity.quiet();
        // Many statements that are answered at once wait for nothing.
        boolean waits = quiet.compareTo(WORTH_A_LINE) >= 0;
        tell("Still preparing the migration"
                + (waits ? ": " + Elapsed.whole(quiet) + " of " + Elapsed.whole(settings.lockTimeout()) : "")
                + (sql.isEmpty() ? "" : ", " + OneLine.of(sql))
                + (detail.isEmpty() ? "" : "; " + detail));
    }

    /** Logs progress, unless the thread was told to end while the database was asked for the progress. */
    private void tell(String line) {
        if (!activity.isStopped()) {
            log.info(line);
        }
    }

    private String detail() {
        return silence.reason().isEmpty() ? insight.statement(activity.lastSql()) : silence.reason();
    }

    private StartupException silent(String reason) {
        ScriptProgress progress = activity.progress();
        String begun = activity.hasBegun() ? "the history says which scripts are applied" : NOTHING_BEGUN;
        Failure failure = Failure.of(
                        activity.hasBegun() ? ExitCode.MIGRATION_FAILED : ExitCode.DATABASE_UNREACHABLE,
                        "The database has not answered for " + Elapsed.whole(settings.lockTimeout()) + ": " + reason)
                .with("state", progress.isPresent() ? "unknown: " + progress.text() : begun);
        return new StartupException(failure.remedy("look at the server and at the network to it, then start again;"
                + " AUTO_MIGRATE_LOCK_TIMEOUT is the longest wait for a silent server"));
    }

    private StartupException historyHeld() {
        String detail = insight.statement(activity.lastSql());
        return new StartupException(Failure.of(
                        ExitCode.LOCK_TIMEOUT,
                        "The history table \"" + table + "\" could not be read or written within "
                                + Elapsed.whole(settings.lockTimeout()) + (detail.isEmpty() ? "" : ": " + detail))
                .with("statement", OneLine.of(activity.lastSql()))
                .with("state", activity.hasBegun() ? "the history says which scripts are applied" : NOTHING_BEGUN)
                .remedy(
                        "end the session that holds the table, often one with an open transaction; or give it more time with"
                                + " AUTO_MIGRATE_LOCK_TIMEOUT"));
    }

    private StartupException timeout() {
        String holder = insight.lockHolder(activity.lastSql());
        Failure failure = Failure.of(
                ExitCode.LOCK_TIMEOUT,
                "Another instance still migrates after " + Elapsed.whole(settings.lockTimeout())
                        + (holder.isEmpty() ? "" : ", " + holder));
        Optional<String> version = insight.historyVersion();
        if (version.isPresent()) {
            failure = failure.with("progress", "the schema is at version " + version.get() + " now");
        }
        return new StartupException(failure.with("state", "this instance changed nothing while it waited")
                .remedy("look at what the other instance is doing; give it more time with AUTO_MIGRATE_LOCK_TIMEOUT;"
                        + " when it hangs, end it, and its lock on \"" + table + "\" goes with its connection"));
    }

    private boolean isLineDue() {
        return nanoTime.getAsLong() - lastLine >= settings.progressInterval().toNanos();
    }
}
