package io.automigrate;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.StartupException;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.Settings;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The second attempt of a start that lost the database after the login and before the first script. The start waits for the database
 * again.
 */
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
     * Returns the limits of the second wait, after a pause.
     *
     * @throws StartupException the same failure, when the database was not lost, or {@code AUTO_MIGRATE_WAIT_TIMEOUT} has passed since
     *     the first loss
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
