package io.automigrate.engine.task;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.sql.SqlError;
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
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;

/** {@code AUTO_MIGRATE_MODE=wait}: checks at intervals whether another process has applied all scripts. */
public final class WaitMode implements Work<LoadedFlyway, SchemaEngine.Result> {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * The result of one look at the history.
     *
     * @param version the version of the schema
     * @param pending the scripts that are still to be applied
     * @param problem the reason why the history can't be read yet
     */
    private record State(Optional<String> version, List<String> pending, Optional<String> problem) {
        boolean isReady() {
            return pending.isEmpty() && problem.isEmpty();
        }

        String text() {
            return problem.orElseGet(
                    () -> "the schema " + version.map(v -> "is at version " + v).orElse("has no version") + ", "
                            + pending.size() + " to go, next is " + pending.get(0));
        }
    }

    @Override
    public SchemaEngine.Result perform(LoadedFlyway loaded) throws StartupException, InterruptedException {
        Settings.Engine settings = loaded.engine();
        MigrationLog log = loaded.context().log();
        LongSupplier nanoTime = loaded.context().nanoTime();
        long start = nanoTime.getAsLong();
        long lastLine = start;
        String lastText = "";
        while (true) {
            State state = look(loaded);
            long now = nanoTime.getAsLong();
            Duration waited = Duration.ofNanos(now - start);
            if (state.isReady()) {
                log.database().unlocked(lastText.isEmpty() ? Duration.ZERO : waited);
                return new SchemaEngine.Result(loaded.schema(), 0, state.version(), false);
            }
            if (waited.compareTo(settings.lockTimeout()) >= 0) {
                throw timeout(state, settings);
            }
            boolean isDue = now - lastLine >= settings.progressInterval().toNanos();
            if (isDue || !state.text().equals(lastText)) {
                log.info("Waiting until another process has migrated: " + state.text() + "; " + waited.toSeconds()
                        + " s of " + Elapsed.whole(settings.lockTimeout()));
                log.database().locked(state.text(), waited, settings.lockTimeout());
                lastLine = now;
                lastText = state.text();
            }
            loaded.context().activity().pause(PAUSE);
        }
    }

    private static State look(LoadedFlyway loaded) throws StartupException {
        try {
            MigrationInfoService info = loaded.flyway().info();
            loaded.refuseMismatch();
            return new State(LoadedFlyway.version(info), new PendingMigrations(info).names(), Optional.empty());
        } catch (FlywayException e) {
            Optional<SqlError> error = loaded.context().error(e);
            if (error.isEmpty()) {
                throw e;
            }
            // The history is there before this account may read it, or the database restarts.
            return new State(
                    Optional.empty(), List.of(), Optional.of(error.get().headline()));
        }
    }

    private static StartupException timeout(State state, Settings.Engine settings) {
        return new StartupException(Failure.of(
                        ExitCode.LOCK_TIMEOUT,
                        "No other process has migrated the schema within " + Elapsed.whole(settings.lockTimeout())
                                + ": " + state.text())
                .with("state", "this instance changed nothing")
                .remedy("see that the process which migrates is started, and what it says; give it more time with"
                        + " AUTO_MIGRATE_LOCK_TIMEOUT, or let this one migrate with AUTO_MIGRATE_MODE=migrate"));
    }
}
