package io.automigrate.engine.patience;

import io.automigrate.engine.failure.UntouchedScriptException;
import io.automigrate.engine.sql.SqlError;
import io.automigrate.engine.sql.TableStatement;
import io.automigrate.engine.watch.Activity;
import io.automigrate.engine.watch.MigrationStory;
import io.automigrate.engine.watch.ScriptLines;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Connections on which a statement that gave up on its table does not make Flyway mark its script as failed, where that is not so. The
 * mark would stop the next start, and other instances at once.
 *
 * <p>When the first statement of a script gave up, the script has not begun: it is left with an exception that Flyway passes on. When a
 * later one did that defines a table, it is executed again where it stands, after a pause: what came before it is committed and holds no
 * lock.
 */
final class PatientConnections {
    /** {@code ER_WARNING_NOT_COMPLETE_ROLLBACK}. */
    private static final int NOT_TAKEN_BACK = 1196;

    private final Activity activity;
    private final MigrationStory story;
    private final ScriptLines lines;
    private final Supplier<StatementLockRetries> retries;

    /**
     * @param retries says for a statement how long it is tried again
     */
    PatientConnections(
            Activity activity, MigrationStory story, ScriptLines lines, Supplier<StatementLockRetries> retries) {
        this.activity = activity;
        this.story = story;
        this.lines = lines;
        this.retries = retries;
    }

    /** Returns connections of this source. */
    DataSource over(DataSource source) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = call(source, method, arguments);
            return result instanceof Connection connection ? patient(connection) : result;
        });
    }

    private Connection patient(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("equals")) {
                return proxy == arguments[0];
            }
            Object result = call(connection, method, arguments);
            return method.getName().equals("createStatement") ? patient((Statement) result) : result;
        });
    }

    private Statement patient(Statement statement) {
        return proxy(Statement.class, (proxy, method, arguments) -> {
            boolean isSql = method.getName().startsWith("execute") && arguments != null;
            return isSql ? execute(statement, method, arguments) : call(statement, method, arguments);
        });
    }

    private Object execute(Statement statement, Method method, Object[] arguments) throws Throwable {
        String sql = String.valueOf(arguments[0]);
        StatementLockRetries ofThis = null;
        while (true) {
            try {
                return call(statement, method, arguments);
            } catch (SQLException e) {
                if (!new SqlError(e).isLockTimeout()) {
                    throw e;
                }
                leaveUntouched(statement, sql, e);
                ofThis = ofThis == null ? retries.get() : ofThis;
                if (!TableStatement.isRepeatable(sql) || !ofThis.mayGoOn(e)) {
                    throw e;
                }
            }
            try {
                ofThis.pause("it changed nothing");
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
                        || TableStatement.changesRows(sql) && isTakenBack(statement.getConnection()))) {
            story.failed();
            int line = lines.find(step.get().script(), step.get().sql()).orElse(0);
            throw new UntouchedScriptException(
                    step.get().script(), line, step.get().sql(), failure);
        }
    }

    /** Some kinds of tables keep the rows that a statement changed before it gave up; the server says so. */
    private static boolean isTakenBack(Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            // Then nothing is taken back, and the server says nothing.
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            // Not by rollback(): the driver sends nothing when it believes that there is no transaction.
            statement.execute("ROLLBACK");
            try (ResultSet warnings = statement.executeQuery("SHOW WARNINGS")) {
                while (warnings.next()) {
                    if (warnings.getInt("Code") == NOT_TAKEN_BACK) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(PatientConnections.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
