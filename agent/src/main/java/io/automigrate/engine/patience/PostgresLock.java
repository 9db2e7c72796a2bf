package io.automigrate.engine.patience;

import io.automigrate.engine.watch.WatchedConnections;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.LockStrategy;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Chooses which of PostgreSQL's advisory locks Flyway takes. The session's is the better one, but a pooler that hands out server
 * connections by transaction (PgBouncer) would leave it with whoever comes next.
 */
public final class PostgresLock {
    /** One look could meet a connection that a third client has just given back. */
    private static final int LOOKS = 2;

    private final LockStrategy strategy;
    private final Settings.Account account;
    private final MigrationLog log;

    public PostgresLock(LockStrategy strategy, Settings.Account account, MigrationLog log) {
        this.strategy = strategy;
        this.account = account;
        this.log = log;
    }

    /** Returns whether the session shall hold the lock. */
    public boolean isOfSession(WatchedConnections source) throws SQLException {
        return switch (strategy) {
            case SESSION -> true;
            case TRANSACTION -> {
                // The option is set only by users behind such a pooler.
                source.leaveUnprepared(account.kind());
                yield false;
            }
            case AUTO -> {
                boolean pooled = isPooledByTransaction(source);
                if (pooled) {
                    source.leaveUnprepared(account.kind());
                }
                yield !pooled;
            }
        };
    }

    private boolean isPooledByTransaction(DataSource source) throws SQLException {
        // Users behind such a pooler set this option, because the driver's server-side statements do not survive the
        // pooler.
        if (account.url().value().contains("prepareThreshold=0") || isShared(source)) {
            log.info(
                    "The database is behind a pooler that shares connections by transaction: Flyway's lock is held by a"
                            + " transaction (AUTO_MIGRATE_LOCK_STRATEGY), and CREATE INDEX CONCURRENTLY can't work");
            return true;
        }
        return false;
    }

    /** Two connections at the same time that are served by one process of the server. */
    private static boolean isShared(DataSource source) throws SQLException {
        try (Connection one = source.getConnection();
                Connection other = source.getConnection();
                Statement first = one.createStatement();
                Statement second = other.createStatement()) {
            for (int look = 0; look < LOOKS; look++) {
                if (pid(first) == pid(second)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static int pid(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
