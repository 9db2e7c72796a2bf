package io.automigrate.kind;

import io.automigrate.url.JdbcUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The sessions of a database whose advisory lock belongs to a session or to a transaction. A pooler between the agent and the server may
 * give each transaction to another session, so a setting of a session would stay with other clients.
 */
public interface PooledSessions {
    /** Returns whether users set a parameter of this URL because of a pooler. */
    boolean suggestsPooler(JdbcUrl url);

    /** Returns the number of the server's process that executes the statement. */
    int process(Statement statement) throws SQLException;

    /**
     * Returns whether the process that the driver was told at the login is another one than the server's. A pooler tells its clients
     * numbers of its own.
     *
     * @return false also where the driver does not know the process
     */
    boolean isOfPooler(Connection driver, int process);

    /**
     * Makes the driver keep no prepared statements on the server, because the next transaction may run in another session.
     *
     * @throws SQLException when the driver can't
     */
    void leaveUnprepared(Connection driver) throws SQLException;

    /**
     * Sets for the session how the server notices that this process is gone, unless these settings have other values than the defaults.
     *
     * @throws SQLException when the server does not know these settings
     */
    void keepAlive(Statement statement) throws SQLException;

    /** Returns whether neither the server, nor the role, nor the URL limits the wait for the lock on a table. */
    boolean isLockUnlimited(Statement statement) throws SQLException;

    /** Returns the statement that limits the wait for the lock on a table until the transaction ends, or for the session. */
    String lockLimit(long milliseconds, boolean ofTransaction);

    /** Returns the statement that takes the limit of the session back. */
    String noLockLimit();

    /** Returns whether Flyway prepares this statement to set the search path of the session. */
    boolean setsSearchPath(String sql);

    /**
     * Returns the statement that sets for a transaction what Flyway sets for the session; the same statement when Flyway sets nothing.
     *
     * @param autoCommit whether there is no transaction
     */
    String ofTransaction(String sql, boolean autoCommit);

    /** Returns how long a statement of a script waits for the lock on a table unless a setting says otherwise. */
    Duration defaultLockLimit();
}
