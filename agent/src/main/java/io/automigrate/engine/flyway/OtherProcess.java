package io.automigrate.engine.flyway;

import io.automigrate.engine.watch.Activity;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.Settings;
import io.automigrate.text.Elapsed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** {@code AUTO_MIGRATE_MODE=wait}: looks from time to time whether another process has applied everything. */
final class OtherProcess {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** One look at the schema. */
    interface Look {
        /** Returns what is still to be applied. */
        State look() throws StartupException;
    }

    /**
     * What a look found.
     *
     * @param version the version of the schema
     * @param pending the scripts that are still to be applied
     * @param problem why the schema can't be looked at yet
     */
    record State(Optional<String> version, List<String> pending, Optional<String> problem) {
        boolean isReady() {
            return pending.isEmpty() && problem.isEmpty();
        }

        private String text() {
            return problem.orElseGet(
                    () -> "the schema " + version.map(v -> "is at version " + v).orElse("has no version") + ", "
                            + pending.size() + " to go, next is " + pending.get(0));
        }
    }

    private final Settings.Engine settings;
    private final Activity activity;
    private final MigrationLog log;
    private final LongSupplier nanoTime;

    OtherProcess(Settings.Engine settings, Activity activity, MigrationLog log, LongSupplier nanoTime) {
        this.settings = settings;
        this.activity = activity;
        this.log = log;
        this.nanoTime = nanoTime;
    }

    State await(Look look) throws StartupException, InterruptedException {
        long start = nanoTime.getAsLong();
        long lastLine = start;
        String lastText = "";
        while (true) {
            State state = look.look();
            long now = nanoTime.getAsLong();
            Duration waited = Duration.ofNanos(now - start);
            if (state.isReady()) {
                log.database().unlocked(lastText.isEmpty() ? Duration.ZERO : waited);
                return state;
            }
            if (waited.compareTo(settings.lockTimeout()) >= 0) {
                throw timeout(state);
            }
            boolean isDue = now - lastLine >= settings.progressInterval().toNanos();
            if (isDue || !state.text().equals(lastText)) {
                log.info("Waiting until another process has migrated: " + state.text() + "; " + waited.toSeconds()
                        + " s of " + Elapsed.whole(settings.lockTimeout()));
                log.database().locked(state.text(), waited, settings.lockTimeout());
                lastLine = now;
                lastText = state.text();
            }
            activity.pause(PAUSE);
        }
    }

    private StartupException timeout(State state) {
        return new StartupException(Failure.of(
                        ExitCode.LOCK_TIMEOUT,
                        "No other process has migrated the schema within " + Elapsed.whole(settings.lockTimeout())
                                + ": " + state.text())
                .with("state", "this instance changed nothing")
                .remedy("see that the process which migrates is started, and what it says; give it more time with"
                        + " AUTO_MIGRATE_LOCK_TIMEOUT, or let this one migrate with AUTO_MIGRATE_MODE=migrate"));
    }
}
