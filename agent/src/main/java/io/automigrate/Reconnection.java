package io.automigrate;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.StartupException;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.Settings;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A database that was lost after the login and before the first script began: the start begins again with the wait for it. */
final class Reconnection {
    private static final long PAUSE = 500;

    private final Settings.Waiting waiting;
    private final MigrationLog log;
    private final LongSupplier nanoTime;
    private final long firstLoss;

    Reconnection(Settings.Waiting waiting, MigrationLog log, LongSupplier nanoTime) {
        this.waiting = waiting;
        this.log = log;
        this.nanoTime = nanoTime;
        firstLoss = nanoTime.getAsLong();
    }

    /**
     * Returns how long the database may be waited for once more, after a pause.
     *
     * @throws StartupException the same failure, when it is no loss of the database or {@code AUTO_MIGRATE_WAIT_TIMEOUT} has passed
     *     since the first loss
     */
    Settings.Waiting after(StartupException failure) throws StartupException, InterruptedException {
        Duration left = waiting.timeout().minusNanos(nanoTime.getAsLong() - firstLoss);
        boolean isLost = failure.failure().exitCode() == ExitCode.DATABASE_UNREACHABLE
                && !(failure instanceof HistoryQuestion.GivenUpException);
        if (!isLost || left.toMillis() <= PAUSE) {
            throw failure;
        }
        log.warn(failure.failure().headline() + "; nothing was applied yet, trying again");
        Thread.sleep(PAUSE);
        return new Settings.Waiting(left.minusMillis(PAUSE), waiting.connectTimeout());
    }
}
