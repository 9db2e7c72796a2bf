package io.automigrate.engine.patience;

import io.automigrate.engine.failure.UntouchedScriptException;
import io.automigrate.engine.jdbc.DelegatingConnection;
import io.automigrate.engine.jdbc.DelegatingDataSource;
import io.automigrate.engine.jdbc.Execution;
import io.automigrate.engine.sql.SqlError;
import io.automigrate.engine.watch.Activity;
import io.automigrate.engine.watch.MigrationStory;
import io.automigrate.engine.watch.ScriptLines;
import io.automigrate.kind.TableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Connections on which a statement that gave up waiting for its table does not always make Flyway mark the script as failed. The mark
 * would stop the next start, and would stop other instances at once.
 *
 * <p>When the first statement of a script gave up, the script has changed nothing: Flyway gets an exception that leaves no mark. When a
 * later statement that defines a table gave up, that statement is executed again after a pause: the statements before it are committed
 * and hold no lock.
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
            return patiently(statement, sql, execution);
        }
    }

    private <T> T patiently(Statement statement, String sql, Execution<T> execution) throws SQLException {
        StatementLockRetries attempts = null;
        while (true) {
            try {
                return execution.perform();
            } catch (SQLException e) {
                if (!new SqlError(e, activity.kind()).isLockTimeout()) {
                    throw e;
                }
                leaveUntouched(statement, sql, e);
                attempts = attempts == null ? retries.get() : attempts;
                if (!TableStatement.isRepeatable(sql) || !attempts.mayGoOn(e)) {
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

    /** Throws when nothing of the script is in the database. */
    private void leaveUntouched(Statement statement, String sql, SQLException failure) throws SQLException {
        Optional<Activity.Step> step = activity.step();
        boolean isFirst = step.isPresent() && step.get().statement() == 1;
        if (isFirst
                && (TableStatement.isRepeatable(sql)
                        || TableStatement.changesRows(sql) && activity.kind().undoesRows(statement.getConnection()))) {
            story.failed();
            int line = lines.find(step.get().script(), step.get().sql()).orElse(0);
            throw new UntouchedScriptException(
                    step.get().script(), line, step.get().sql(), failure);
        }
    }
}
