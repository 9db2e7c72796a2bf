package io.automigrate.kind.postgresql;

import io.automigrate.kind.DriverConnection;
import io.automigrate.kind.PooledSessions;
import io.automigrate.url.JdbcUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalInt;

/** The sessions of PostgreSQL, with or without a pooler such as PgBouncer. */
final class PostgresPooling implements PooledSessions {
    /** The text of Flyway in {@code PostgreSQLConnection}, the same from 7.15 to 13.12. */
    private static final String SEARCH_PATH = "SELECT set_config('search_path', ?, false)";

    private static final String SEARCH_PATH_OF_TRANSACTION = "SELECT set_config('search_path', ?, true)";
    private static final String SET_ROLE = "SET ROLE ";

    /** PostgreSQL 14 and newer: how often the server looks in a running statement whether the client is still there. */
    private static final String CHECK_INTERVAL = "('client_connection_check_interval', '10s'), ";

    /** The server notices after 30 + 3 × 10 seconds that the network to the client is gone. */
    private static final String KEEP_ALIVE = "('tcp_keepalives_idle', '30'), ('tcp_keepalives_interval', '10'),"
            + " ('tcp_keepalives_count', '3'), ('tcp_user_timeout', '60s')";

    /** The database rolls back each script as a whole, so a script that gave up costs only time. */
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(5);

    private PostgresPooling() {}

    static PooledSessions sessions() {
        return new PostgresPooling();
    }

    /** Without a pooler this parameter only costs time. */
    @Override
    public boolean suggestsPooler(JdbcUrl url) {
        return url.value().contains("prepareThreshold=0");
    }

    @Override
    public int process(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    @Override
    public boolean isOfPooler(Connection driver, int process) {
        try {
            return !DriverConnection.call(driver, PostgreSql.CONNECTION, "getBackendPID", OptionalInt.empty())
                    .equals(process);
        } catch (SQLException e) {
            // This is not the driver of PostgreSQL's own project.
            return false;
        }
    }

    @Override
    public void leaveUnprepared(Connection driver) throws SQLException {
        DriverConnection.call(driver, PostgreSql.CONNECTION, "setPrepareThreshold", OptionalInt.of(0));
    }

    @Override
    public void keepAlive(Statement statement) throws SQLException {
        try {
            statement.execute(settingUnlessSet(CHECK_INTERVAL + KEEP_ALIVE));
        } catch (SQLException e) {
            // The server runs on a system that can't look whether a client is there.
            statement.execute(settingUnlessSet(KEEP_ALIVE));
        }
    }

    private static String settingUnlessSet(String values) {
        return "SELECT set_config(w.name, w.value, false) FROM (VALUES " + values + ") AS w (name, value)"
                + " JOIN pg_settings s ON s.name = w.name WHERE s.source = 'default'";
    }

    @Override
    public boolean isLockUnlimited(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT 1 FROM pg_settings WHERE name = 'lock_timeout' AND source = 'default'")) {
            return row.next();
        }
    }

    @Override
    public String lockLimit(long milliseconds, boolean ofTransaction) {
        return (ofTransaction ? "SET LOCAL" : "SET") + " lock_timeout = " + milliseconds;
    }

    @Override
    public String noLockLimit() {
        return "RESET lock_timeout";
    }

    @Override
    public boolean setsSearchPath(String sql) {
        return sql.equals(SEARCH_PATH);
    }

    @Override
    public String ofTransaction(String sql, boolean autoCommit) {
        if (sql.equals(SEARCH_PATH)) {
            return SEARCH_PATH_OF_TRANSACTION;
        }
        if (!sql.startsWith(SET_ROLE)) {
            return sql;
        }
        // Flyway restores the role that the session has anyway; without a transaction there is nothing to set.
        return autoCommit ? "SELECT 1" : "SET LOCAL ROLE " + sql.substring(SET_ROLE.length());
    }

    @Override
    public Duration defaultLockLimit() {
        return LOCK_LIMIT;
    }
}
