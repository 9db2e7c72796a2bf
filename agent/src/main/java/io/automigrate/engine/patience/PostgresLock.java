package io.automigrate.engine.patience;

import io.automigrate.engine.sql.SqlError;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.kind.ErrorSubject;
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
public record PostgresLock(LockStrategy strategy, Settings.Account account, MigrationLog log) {
    /** One look could meet a connection that a third client has just given back. */
    private static final int LOOKS = 2;

    /** The parameter that users set because of a pooler; without a pooler the parameter only costs time. */
    private static final String NOTHING_PREPARED = "prepareThreshold=0";

    private static final String INIT_SQL = "initSql";

    /**
     * Returns whether the session shall hold the lock, and lets the connections know whether their sessions are their own.
     *
     * @throws StartupException when the settings name a start statement that would stay on a connection of others
     */
    public boolean isOfSession(DataSource source, Settings.Engine settings) throws SQLException, StartupException {
        // The strategy "transaction" is set only by users behind such a pooler.
        boolean isShared = strategy == LockStrategy.TRANSACTION || isShared(source);
        source.unwrap(PostgresConnections.class).decide(isShared);
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

    /** Two connections at the same time that are served by one process of the server. */
    private boolean isShared(DataSource source) throws SQLException {
        try (Connection one = source.getConnection();
                Statement first = one.createStatement()) {
            if (account.url().value().contains(NOTHING_PREPARED) && isPooled(one, first)) {
                return true;
            }
            return isShared(source, first);
        }
    }

    private boolean isShared(DataSource source, Statement first) throws SQLException {
        try (Connection other = source.getConnection();
                Statement second = other.createStatement()) {
            for (int look = 0; look < LOOKS; look++) {
                if (pid(first) == pid(second)) {
                    return true;
                }
            }
            return false;
        } catch (SQLException e) {
            boolean isLimit = SqlError.in(e, account.kind())
                    .filter(error -> error.subject() == ErrorSubject.CONNECTIONS)
                    .isPresent();
            if (!isLimit) {
                throw e;
            }
            // An account with one connection; a pooler would have given out a second one.
            return false;
        }
    }

    /** A pooler tells its clients a number of its own for the process that serves them. */
    private static boolean isPooled(Connection connection, Statement statement) throws SQLException {
        Connection driver = connection.unwrap(Connection.class);
        try {
            int told = (Integer) driver.getClass().getMethod("getBackendPID").invoke(driver);
            return told != pid(statement);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Not the driver of PostgreSQL's own project.
            return false;
        }
    }

    private static int pid(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
