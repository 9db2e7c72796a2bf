package io.automigrate.kind;

import java.sql.Connection;
import java.sql.SQLException;

/** The beginning of a transaction that takes the lock on the whole database, where Flyway has no lock of its own. */
public interface WriteTransaction {
    /** Returns the statement that begins the transaction, for messages. */
    String sql();

    /** Makes the driver give up at once when another process has the lock. */
    void refuseAtOnce(Connection connection) throws SQLException;

    /**
     * Begins a transaction.
     *
     * @return whether the transaction has begun; false when another process has the lock
     */
    boolean tryToBegin(Connection connection) throws SQLException;
}
