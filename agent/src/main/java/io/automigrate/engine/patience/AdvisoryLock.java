package io.automigrate.engine.patience;

import io.automigrate.engine.sql.SqlError;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.kind.ErrorSubject;
import io.automigrate.kind.PooledSessions;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.LockStrategy;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Chooses the advisory lock that Flyway takes on PostgreSQL: the lock of the session or the lock of a transaction. Only with the lock of
 * the session does CREATE INDEX CONCURRENTLY work, but behind a pooler that shares server connections by transaction (PgBouncer) that
 * lock would stay with the next client.
 */
public record AdvisoryLock(LockStrategy strategy, Settings.Account account, MigrationLog log) {
    /** These looks find a pooler whose number of the process looks real, as long as no other client uses the pooler. */
    private static final int LOOKS = 2;

    /** Behind a pooler, other clients may take and give back connections of the server between two questions. */
    private static final int LOOKS_BEHIND_POOLER = 10;

    private static final String INIT_SQL = "initSql";

    /**
     * Returns whether the session shall hold the lock, and lets the connections know whether their sessions are their own.
     *
     * @throws StartupException when the settings name a start statement that would stay on a connection of others
     */
    public boolean isOfSession(DataSource source, Settings.Engine settings) throws SQLException, StartupException {
        // The strategy "transaction" is set only by users behind such a pooler.
        boolean isShared = strategy == LockStrategy.TRANSACTION || isShared(source);
        source.unwrap(SessionConnections.class).decide(isShared);
        if (!isShared) {
            return true;
        }
        if (settings.flyway().containsKey(INIT_SQL)) {
            throw new StartupException(Failure.of(
                            ExitCode.CONFIGURATION,
                            "AUTO_MIGRATE_INIT_SQL can't be used behind a pooler that shares connections by transaction:"
                                    + " its effect would stay on a connection that the pooler gives to others")
                    .with(
                            "setting",
                            "AUTO_MIGRATE_INIT_SQL=" + settings.flyway().get(INIT_SQL))
                    .with("state", "nothing was changed")
                    .remedy(
                            "let AUTO_MIGRATE_URL lead to the server itself; or give the account the role or the setting:"
                                    + " ALTER ROLE … SET …"));
        }
        if (strategy == LockStrategy.AUTO) {
            log.info(
                    "The database is behind a pooler that shares connections by transaction: Flyway's lock is held by a"
                            + " transaction (AUTO_MIGRATE_LOCK_STRATEGY), and CREATE INDEX CONCURRENTLY can't work");
        }
        return strategy == LockStrategy.SESSION;
    }

    private boolean isShared(DataSource source) throws SQLException {
        PooledSessions sessions = account.kind().pooledSessions();
        try (Connection one = source.getConnection();
                Statement first = one.createStatement()) {
            boolean isPooled = sessions.isOfPooler(one.unwrap(Connection.class), sessions.process(first));
            if (isPooled && sessions.suggestsPooler(account.url())) {
                return true;
            }
            return isShared(source, () -> sessions.process(first), isPooled ? LOOKS_BEHIND_POOLER : LOOKS);
        }
    }

    private boolean isShared(DataSource source, SharedSessions.Session first, int looks) throws SQLException {
        PooledSessions sessions = account.kind().pooledSessions();
        try (Connection other = source.getConnection();
                Statement second = other.createStatement()) {
            return new SharedSessions(first, () -> sessions.process(second)).areSeen(looks);
        } catch (SQLException e) {
            boolean isLimit = SqlError.in(e, account.kind())
                    .filter(error -> error.subject() == ErrorSubject.CONNECTIONS)
                    .isPresent();
            if (!isLimit) {
                throw e;
            }
            // The account may open one connection only. A pooler would have given out a second one.
            return false;
        }
    }
}
