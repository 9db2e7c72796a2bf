package io.automigrate.engine.watch;

import io.automigrate.kind.WriteTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The lock of a whole database (SQLite), which each transaction takes when it begins. A driver would wait for the lock where nothing
 * can end the wait. This class makes the driver refuse at once and tries again, so that {@link MigrationWatch} sees the wait.
 */
public final class WholeDatabaseLock {
    private static final long PAUSE = 50;

    private final Activity activity;
    private final WriteTransaction transaction;
    private final String sessionStatement;

    /** @param sessionStatement the statement that lets a transaction wait for sessions that read, after the transaction has begun */
    public WholeDatabaseLock(Activity activity, WriteTransaction transaction, String sessionStatement) {
        this.activity = activity;
        this.transaction = transaction;
        this.sessionStatement = sessionStatement;
    }

    /** Begins a transaction as soon as no other process writes. */
    void begin(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            return;
        }
        transaction.refuseAtOnce(connection);
        activity.lockBegins(transaction.sql());
        try {
            while (!transaction.tryToBegin(connection)) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            throw Activity.canceled();
        } finally {
            activity.lockEnds();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(sessionStatement);
        }
    }
}
