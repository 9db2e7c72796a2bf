package io.automigrate.engine.patience;

import io.automigrate.engine.failure.SharedSessionException;
import io.automigrate.engine.jdbc.DelegatingConnection;
import io.automigrate.engine.jdbc.DelegatingDataSource;
import io.automigrate.engine.jdbc.Execution;
import io.automigrate.engine.sql.SqlError;
import io.automigrate.engine.watch.Activity;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.PooledSessions;
import io.automigrate.log.MigrationLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Connections whose sessions end with this process and leave nothing behind (PostgreSQL). A session of the agent's own is told how the
 * server notices that the process is gone. Behind a pooler that shares server connections by transaction the session belongs to other
 * clients as well, so each setting is one of the transaction.
 *
 * <p>The limit on the wait for a table holds for the statements of a script, and not for Flyway's own.
 */
public final class SessionConnections extends DelegatingDataSource {
    private enum Sessions {
        /** The kind of sessions is not known yet, and no session has got settings. */
        UNKNOWN,
        /** Each connection has a session of its own. */
        OWN,
        /** A pooler gives the server's connections to others between two transactions. */
        SHARED
    }

    private final DatabaseKind kind;
    private final PooledSessions pooling;
    private final Activity activity;
    private final StatementLimit limit;
    private final MigrationLog log;
    private final Set<Connection> prepared = Collections.newSetFromMap(new IdentityHashMap<>());
    private Sessions sessions = Sessions.UNKNOWN;
    private boolean limits;

    /**
     * @param source the connections of the pool
     * @param limit how long a statement of a script waits for a table
     */
    public SessionConnections(
            DataSource source, DatabaseKind kind, Activity activity, StatementLimit limit, MigrationLog log) {
        super(source);
        this.kind = kind;
        pooling = kind.pooledSessions();
        this.activity = activity;
        this.limit = limit;
        this.log = log;
        limits = limit.isExplicit();
    }

    /** Notes whether a pooler shares the sessions; from now on the connections are told their settings. */
    synchronized void decide(boolean shared) {
        sessions = shared ? Sessions.SHARED : Sessions.OWN;
    }

    @Override
    public synchronized Connection getConnection() throws SQLException {
        Connection connection = inner().getConnection();
        try {
            if (sessions != Sessions.UNKNOWN) {
                prepare(connection);
            }
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
        return new OneConnection(connection, sessions == Sessions.SHARED);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type == SessionConnections.class ? type.cast(this) : super.unwrap(type);
    }

    private void prepare(Connection connection) throws SQLException {
        Connection driver = connection.unwrap(Connection.class);
        if (sessions == Sessions.SHARED) {
            pooling.leaveUnprepared(driver);
        }
        if (!prepared.add(driver)) {
            return;
        }
        if (sessions == Sessions.OWN) {
            keepAlive(connection);
        }
        if (!limit.isExplicit() && !limit.isNone()) {
            // A limit that the server, the role or the URL sets is left alone.
            try (Statement statement = connection.createStatement()) {
                limits = pooling.isLockUnlimited(statement);
            }
        }
    }

    private void keepAlive(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            pooling.keepAlive(statement);
        } catch (SQLException e) {
            log.debug("The server takes no keep-alive settings: " + new SqlError(e, kind).headline());
        }
    }

    /** One connection; used by one thread at a time. */
    private final class OneConnection extends DelegatingConnection {
        private final boolean isShared;
        private boolean transactionIsLimited;
        private boolean sessionIsLimited;
        private boolean searchPathIsLost;

        OneConnection(Connection connection, boolean isShared) {
            super(connection);
            this.isShared = isShared;
        }

        /** Turns what Flyway tells the session into a setting of the transaction, where the session belongs to others as well. */
        @Override
        public PreparedStatement prepareStatement(String sql) throws SQLException {
            if (isShared) {
                searchPathIsLost = pooling.setsSearchPath(sql) ? getAutoCommit() : searchPathIsLost;
                return super.prepareStatement(pooling.ofTransaction(sql, getAutoCommit()));
            }
            return super.prepareStatement(sql);
        }

        @Override
        protected <T> T execute(Statement statement, String sql, Execution<T> execution) throws SQLException {
            if (activity.step().isPresent()) {
                refuseLostSearchPath();
                limit();
            } else {
                unlimit();
            }
            return execution.perform();
        }

        private void refuseLostSearchPath() throws SQLException {
            if (searchPathIsLost && getAutoCommit()) {
                throw new SharedSessionException();
            }
        }

        private void limit() throws SQLException {
            if (!limits || limit.isNone()) {
                return;
            }
            if (!getAutoCommit()) {
                if (!transactionIsLimited) {
                    tell(pooling.lockLimit(limit.milliseconds(), true));
                    transactionIsLimited = true;
                }
            } else if (!isShared && !sessionIsLimited) {
                tell(pooling.lockLimit(limit.milliseconds(), false));
                sessionIsLimited = true;
            }
        }

        private void unlimit() throws SQLException {
            if (sessionIsLimited) {
                sessionIsLimited = false;
                tell(pooling.noLockLimit());
            }
        }

        private void tell(String sql) throws SQLException {
            try (Statement statement = inner().createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void setAutoCommit(boolean value) throws SQLException {
            transactionIsLimited = false;
            super.setAutoCommit(value);
        }

        @Override
        public void commit() throws SQLException {
            transactionIsLimited = false;
            super.commit();
        }

        @Override
        public void rollback() throws SQLException {
            transactionIsLimited = false;
            super.rollback();
        }

        @Override
        public void close() throws SQLException {
            if (sessionIsLimited && !isClosed()) {
                // The pool gives the connection to the next one who asks.
                sessionIsLimited = false;
                tell(pooling.noLockLimit());
            }
            super.close();
        }
    }
}
