package io.automigrate.engine.patience;

import io.automigrate.settings.Settings;
import java.time.Duration;

/** What each connection of a run is told first, so that waiting ends when our settings say so and not when the database thinks. */
public final class SessionSql {
    private SessionSql() {}

    /** Returns one statement; empty when there is nothing to say. */
    public static String of(String vendor, Settings.Engine engine) {
        long lock = engine.lockTimeout().toMillis();
        long statement = engine.statementLockTimeout().orElse(Duration.ZERO).toMillis();
        return switch (vendor) {
            // Not Flyway's own lock: that one is tried without waiting.
            case "postgresql" -> statement == 0 ? "" : "SET lock_timeout = " + statement;
            // Whole seconds, at least one.
            case "mysql", "mariadb" ->
                statement == 0
                        ? ""
                        : "SET SESSION lock_wait_timeout = " + seconds(statement) + ", innodb_lock_wait_timeout = "
                                + seconds(statement);
            case "sqlite" -> "PRAGMA busy_timeout = " + milliseconds(lock);
            // H2 gives up after two seconds; the run begins again then, because nothing can cancel a wait in there.
            default -> "";
        };
    }

    private static long seconds(long millis) {
        return Math.max(1, (millis + 999) / 1000);
    }

    /** A little later than our own deadline, whose message says more. */
    private static long milliseconds(long lockTimeout) {
        return Math.min(lockTimeout + 1000, Integer.MAX_VALUE);
    }
}
