package io.automigrate.kind.sqlite;

import io.automigrate.kind.WriteTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A transaction of a connection with {@code transaction_mode=IMMEDIATE}, which takes the lock of the database when it begins. */
final class SqliteTransaction implements WriteTransaction {
    private SqliteTransaction() {}

    static WriteTransaction transaction() {
        return new SqliteTransaction();
    }

    @Override
    public String sql() {
        return "BEGIN IMMEDIATE";
    }

    @Override
    public void refuseAtOnce(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(Sqlite.busyTimeout(0));
        }
    }

    @Override
    public boolean tryToBegin(Connection connection) throws SQLException {
        try {
            connection.setAutoCommit(false);
            return true;
        } catch (SQLException e) {
            forget(connection);
            if (!SqliteErrors.isBusy(e)) {
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
            // The database says that no transaction is active, which is what the driver has to learn.
        }
    }
}
