package io.automigrate.engine.watch;

import io.automigrate.engine.sql.ScriptProgress;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.text.OneLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The record of a script that runs: which statements and commits of its connection were sent and acknowledged, and whether its row in the
 * history is committed. {@link Activity} guards it.
 */
public final class ScriptLedger {
    /** The statement with which Flyway writes a row of its history: no other statement names this column. */
    private static final Pattern ROW =
            Pattern.compile("^\\s*INSERT\\b.*installed_rank", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final DatabaseKind kind;
    private ScriptProgress progress = ScriptProgress.NONE;
    private Connection ofScript;
    private Connection ofRow;

    ScriptLedger(DatabaseKind kind) {
        this.kind = kind;
    }

    /** Returns whether a statement is the one with which Flyway writes a row of its history. */
    public static boolean isRow(String sql) {
        return ROW.matcher(sql).find();
    }

    ScriptProgress progress() {
        return progress;
    }

    void begins(String script) {
        progress = ScriptProgress.begin(script);
        ofScript = null;
        ofRow = null;
    }

    void ends() {
        progress = progress.ended();
    }

    /** Later commits of the connection commit nothing of the script: Flyway commits once more when it restores the schema. */
    void forgetConnection() {
        ofScript = null;
    }

    void rollsBack(Connection connection) {
        if (connection == ofScript) {
            forgetConnection();
        }
    }

    /** Records that Flyway announces a statement: the statements of a callback that came before the first one do not count. */
    void announced(String script, int statement) {
        if (statement == 1) {
            progress = ScriptProgress.begin(script);
        }
    }

    Optional<String> firstFailure() {
        return progress.failure() == null
                ? Optional.empty()
                : Optional.of(progress.script() + ": "
                        + OneLine.of(String.valueOf(progress.failure().getMessage())));
    }

    /**
     * Records that a statement of the script is sent.
     *
     * @param announced the number of the statement; 0 when Flyway does not tell
     * @param rowsStay whether the statement changes rows of tables without transactions
     */
    void sent(int announced, String sql, Connection connection, boolean rowsStay) throws SQLException {
        ofScript = connection;
        int number = announced > 0 ? announced : progress.statement() + 1;
        progress = progress.sent(number, sql, kind, connection.getAutoCommit(), rowsStay);
    }

    /** Records that a rollback has left no row. */
    void undone() {
        progress = progress.undone();
    }

    /** Records that a statement is sent that is none of the script. */
    void sentBeside(String sql, Connection connection) {
        if (progress.ends() && isRow(sql)) {
            ofRow = connection;
        }
    }

    /** Records the answer to a statement of the script; null when the database executed the statement. */
    void answered(Throwable failure) {
        progress = failure == null ? progress.acknowledged() : progress.failed(failure, kind);
    }

    /** Records that a statement was executed that is none of the script. */
    void executedBeside(Connection connection) throws SQLException {
        if (ofRow != null && connection == ofRow && connection.getAutoCommit()) {
            rowIsWritten();
        }
    }

    void commitSent(Connection connection) {
        if (connection == ofScript) {
            progress = progress.commitSent();
        }
    }

    void committed(Connection connection) {
        if (connection == ofScript) {
            progress = progress.commitAcknowledged();
        }
        if (ofRow != null && connection == ofRow) {
            rowIsWritten();
        }
    }

    private void rowIsWritten() {
        if (progress.isComplete()) {
            progress = ScriptProgress.NONE;
        } else {
            // The row is committed before its script.
            ofRow = ofScript;
        }
    }
}
