package io.automigrate.outcome;

import io.automigrate.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One database or tenant at one moment.
 *
 * @param name the name in {@code AUTO_MIGRATE_DATABASES}; empty when there is only one database
 * @param url the URL without secrets
 * @param phase the phase of the work
 * @param schema the schema with the history table; empty until the history has been read
 * @param before the version at the beginning; empty when the schema had none, or before the history has been read
 * @param after the version now
 * @param waits the time spent waiting
 * @param waiting the wait that goes on now
 * @param pending the number of pending scripts when the history was read
 * @param backup the backup before the first script
 * @param migrations the scripts that were applied or failed, in this order
 * @param running the script that runs now
 * @param failure the reason, when the work failed
 */
public record DatabaseOutcome(
        String name,
        String url,
        Phase phase,
        String schema,
        Optional<String> before,
        Optional<String> after,
        Waits waits,
        Optional<Waiting> waiting,
        int pending,
        Optional<Backup> backup,
        List<Migration> migrations,
        Optional<Running> running,
        Optional<Failure> failure) {

    public DatabaseOutcome {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(waits, "waits");
        Objects.requireNonNull(waiting, "waiting");
        Objects.requireNonNull(backup, "backup");
        Objects.requireNonNull(running, "running");
        Objects.requireNonNull(failure, "failure");
        migrations = List.copyOf(migrations);
    }

    /**
     * @param database the time until the database accepted a connection
     * @param lock the time until other processes had migrated
     */
    public record Waits(Duration database, Duration lock) {
        public Waits {
            Objects.requireNonNull(database, "database");
            Objects.requireNonNull(lock, "lock");
        }
    }

    /**
     * @param reason the reason as in the log; may be empty
     * @param elapsed the time since the wait began
     * @param limit the time after which the start fails
     */
    public record Waiting(String reason, Duration elapsed, Duration limit) {
        public Waiting {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(elapsed, "elapsed");
            Objects.requireNonNull(limit, "limit");
        }
    }

    /**
     * @param place the file or the directory, as text for messages
     * @param duration the time that the backup took
     */
    public record Backup(String place, Duration duration) {
        public Backup {
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(duration, "duration");
        }
    }

    /**
     * @param script the file name
     * @param applied whether the script was applied; otherwise it failed
     * @param duration the time that the script took
     */
    public record Migration(String script, boolean applied, Duration duration) {
        public Migration {
            Objects.requireNonNull(script, "script");
            Objects.requireNonNull(duration, "duration");
        }
    }

    /**
     * @param script the file name
     * @param number the number of the script, counted from 1
     * @param total the number of scripts to apply
     * @param statement the number of the statement; 0 when it is not known
     * @param line the line of the statement in the script; 0 when it is not known
     * @param detail the session or object that the statement waits for, or its progress; may be empty
     * @param elapsed the time since the script began
     */
    public record Running(
            String script, int number, int total, int statement, int line, String detail, Duration elapsed) {
        public Running {
            Objects.requireNonNull(script, "script");
            Objects.requireNonNull(detail, "detail");
            Objects.requireNonNull(elapsed, "elapsed");
        }
    }

    /** Returns the number of scripts that are still to be applied. Scripts that another instance applied are none. */
    public int remaining() {
        boolean isDone = phase == Phase.ENDED && failure.isEmpty();
        return isDone ? 0 : Math.max(0, pending - applied());
    }

    /** Returns the number of scripts that have been applied. */
    public int applied() {
        int applied = 0;
        for (Migration migration : migrations) {
            applied += migration.applied() ? 1 : 0;
        }
        return applied;
    }
}
