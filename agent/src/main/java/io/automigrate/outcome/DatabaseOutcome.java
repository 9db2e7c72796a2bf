package io.automigrate.outcome;

import io.automigrate.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One database or tenant at one moment.
 *
 * @param name what this start calls it; empty when there is only one
 * @param url where it is
 * @param phase how far it is
 * @param schema the schema with the history table; empty until it is known
 * @param before the version at the beginning; empty when there was none, or it is not known
 * @param after the version now
 * @param waits how long was waited, in all
 * @param waiting what is waited for now
 * @param pending how many scripts there were to apply
 * @param backup what was saved before the first of them
 * @param migrations what was applied, or failed
 * @param running what is being applied now
 * @param failure why it failed
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
     * @param database until the database let us in
     * @param lock until other processes had migrated
     */
    public record Waits(Duration database, Duration lock) {
        public Waits {
            Objects.requireNonNull(database, "database");
            Objects.requireNonNull(lock, "lock");
        }
    }

    /**
     * @param reason why, in the words of the log; may be empty
     * @param elapsed how long already
     * @param limit when it is enough
     */
    public record Waiting(String reason, Duration elapsed, Duration limit) {
        public Waiting {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(elapsed, "elapsed");
            Objects.requireNonNull(limit, "limit");
        }
    }

    /**
     * @param place where it is, for people
     * @param duration how long it took
     */
    public record Backup(String place, Duration duration) {
        public Backup {
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(duration, "duration");
        }
    }

    /**
     * @param script its name
     * @param applied whether it was; otherwise it failed
     * @param duration how long it took
     */
    public record Migration(String script, boolean applied, Duration duration) {
        public Migration {
            Objects.requireNonNull(script, "script");
            Objects.requireNonNull(duration, "duration");
        }
    }

    /**
     * @param script its name
     * @param number counted from 1
     * @param total how many there are
     * @param statement the number of its statement; 0 when that is not known
     * @param line the line of the statement; 0 when that is not known
     * @param detail what it waits for or how far it is; may be empty
     * @param elapsed how long it has been running
     */
    public record Running(
            String script, int number, int total, int statement, int line, String detail, Duration elapsed) {
        public Running {
            Objects.requireNonNull(script, "script");
            Objects.requireNonNull(detail, "detail");
            Objects.requireNonNull(elapsed, "elapsed");
        }
    }

    /** Returns how many migrations have been applied. */
    public int applied() {
        int applied = 0;
        for (Migration migration : migrations) {
            applied += migration.applied() ? 1 : 0;
        }
        return applied;
    }
}
