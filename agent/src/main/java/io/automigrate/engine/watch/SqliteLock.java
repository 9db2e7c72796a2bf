package io.automigrate.engine.watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The lock of an SQLite database, which a transaction of ours takes when it begins ({@code transaction_mode=IMMEDIATE}). Left alone the
 * driver waits for it where nothing can end the wait; here it is tried again and again, and whoever watches sees it.
 */
public final class SqliteLock {
    private static final int SQLITE_BUSY = 5;
    private static final int PRIMARY_CODE = 0xff;
    private static final long PAUSE = 50;

    private final Activity activity;
    private final String patience;

    /**
     * @param patience what a connection is told, so that a transaction which has begun waits for those who read
     */
    public SqliteLock(Activity activity, String patience) {
        this.activity = activity;
        this.patience = patience;
    }

    /** Begins a transaction as soon as no other process writes. */
    void begin(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            return;
        }
        execute(connection, "PRAGMA busy_timeout = 0");
        activity.lockBegins("BEGIN IMMEDIATE");
        try {
            while (!isBegun(connection)) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            throw Activity.canceled();
        } finally {
            activity.lockEnds();
        }
        execute(connection, patience);
    }

    private static boolean isBegun(Connection connection) throws SQLException {
        try {
            connection.setAutoCommit(false);
            return true;
        } catch (SQLException e) {
            forget(connection);
            if ((e.getErrorCode() & PRIMARY_CODE) != SQLITE_BUSY) {
                throw e;
            }
            return false;
        }
    }

    /** The driver believes that the transaction has begun although the database refused, and would not begin it again. */
    private static void forget(Connection connection) throws SQLException {
        Connection driver = connection.unwrap(Connection.class);
        if (driver.getAutoCommit()) {
            return;
        }
        try {
            driver.setAutoCommit(true);
        } catch (SQLException e) {
            if (!driver.getAutoCommit()) {
                throw e;
            }
            // "No transaction is active": that is so.
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
