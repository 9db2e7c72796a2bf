package io.automigrate.engine.patience;

import io.automigrate.engine.failure.UntouchedScriptException;
import io.automigrate.engine.jdbc.DelegatingConnection;
import io.automigrate.engine.jdbc.DelegatingDataSource;
import io.automigrate.engine.jdbc.Execution;
import io.automigrate.engine.sql.ScriptProgress;
import io.automigrate.engine.sql.SqlError;
import io.automigrate.engine.watch.Activity;
import io.automigrate.engine.watch.MigrationStory;
import io.automigrate.engine.watch.ScriptLines;
import io.automigrate.kind.TableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Connections on which a statement that was interrupted does not always make Flyway mark the script as failed: the process was told to
 * end, the connection broke, or the statement gave up waiting for its table. The mark would stop the next start, and would stop other
 * instances at once.
 *
 * <p>When a rollback leaves nothing of the script in the database, Flyway gets an exception that leaves no mark. When a later statement
 * that defines a table gave up waiting, that statement is executed again after a pause: the statements before it are committed and hold
 * no lock.
 */
final class PatientConnections extends DelegatingDataSource {
    private final Activity activity;
    private final MigrationStory story;
    private final ScriptLines lines;
    private final Supplier<StatementLockRetries> retries;

    /**
     * @param source the connections that the statements run on
     * @param retries makes the retries of one statement
     */
    PatientConnections(
            DataSource source,
            Activity activity,
            MigrationStory story,
            ScriptLines lines,
            Supplier<StatementLockRetries> retries) {
        super(source);
        this.activity = activity;
        this.story = story;
        this.lines = lines;
        this.retries = retries;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return new PatientConnection(inner().getConnection());
    }

    private final class PatientConnection extends DelegatingConnection {
        PatientConnection(Connection connection) {
            super(connection);
        }

        @Override
        protected <T> T execute(Statement statement, String sql, Execution<T> execution) throws SQLException {
            return patiently(inner(), sql, execution);
        }
    }

    private <T> T patiently(Connection connection, String sql, Execution<T> execution) throws SQLException {
        StatementLockRetries attempts = null;
        while (true) {
            try {
                return execution.perform();
            } catch (SQLException e) {
                SqlError error = new SqlError(e, activity.kind());
                if (error.isLockTimeout() || error.isConnectionLost() || activity.isStopped()) {
                    leaveUntouched(connection, error);
                }
                attempts = attempts == null ? retries.get() : attempts;
                if (!isRepeatable(sql) || !attempts.mayGoOn(e)) {
                    throw e;
                }
            }
            try {
                attempts.pause("it changed nothing");
            } catch (InterruptedException e) {
                throw Activity.canceled();
            }
        }
    }

    private boolean isRepeatable(String sql) {
        return !activity.isStopped() && TableStatement.isRepeatable(sql);
    }

    /** Throws when a rollback leaves nothing of the script in the database. */
    private void leaveUntouched(Connection connection, SqlError error) throws SQLException {
        ScriptProgress progress = activity.progress();
        if (activity.step().isEmpty() || !progress.isUncommitted()) {
            return;
        }
        // A server that has lost its client rolls back. The statements of the rollback are none of the script.
        boolean isUndone = error.isConnectionLost()
                ? progress.isRolledBack()
                : progress.isWithoutRows() || activity.kind().undoesRows(connection.unwrap(Connection.class));
        if (isUndone) {
            activity.undone();
            story.failed();
            int line = lines.find(progress.script(), progress.sql()).orElse(0);
            throw new UntouchedScriptException(progress.script(), line, progress.sql(), error.exception());
        }
    }
}
