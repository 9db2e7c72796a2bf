package io.automigrate.engine.note;

import io.automigrate.engine.jdbc.DelegatingConnection;
import io.automigrate.engine.jdbc.DelegatingDataSource;
import io.automigrate.engine.jdbc.Execution;
import io.automigrate.engine.sql.ScriptProgress;
import io.automigrate.engine.watch.Activity;
import io.automigrate.engine.watch.ScriptLedger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Connections to a database that commits definitions by itself, on which a script and its row in the history come as near to one
 * transaction as the database allows. Used by one thread.
 *
 * <p>By itself Flyway writes the row over its other connection: on MySQL and MariaDB it commits the row before the rows that the script
 * changed, so that a killed process leaves a script that counts as applied and is lost. Here the row is written in the script's own
 * transaction. Where the other connection holds Flyway's lock by a lock on the table (H2, Oracle), the script commits first, with a note.
 */
public final class NotedConnections extends DelegatingDataSource {
    private final Activity activity;
    private final ScriptNotes notes;
    private final boolean groups;
    private NotedConnection ofScript;

    /**
     * @param source the connections of the pool
     * @param groups whether Flyway applies all scripts in one transaction, as it is told to
     */
    public NotedConnections(DataSource source, Activity activity, ScriptNotes notes, boolean groups) {
        super(source);
        this.activity = activity;
        this.notes = notes;
        this.groups = groups;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return new NotedConnection(inner().getConnection());
    }

    private final class NotedConnection extends DelegatingConnection {
        NotedConnection(Connection connection) {
            super(connection);
        }

        /** Returns the connection below this one. */
        private Connection below() {
            return inner();
        }

        @Override
        public PreparedStatement prepareStatement(String sql) throws SQLException {
            boolean movesRow = ScriptLedger.isRow(sql) && isScriptOpenBeside(this) && getAutoCommit();
            return movesRow ? ofScript.prepareStatement(sql) : super.prepareStatement(sql);
        }

        @Override
        protected <T> T execute(Statement statement, String sql, Execution<T> execution) throws SQLException {
            ScriptProgress progress = activity.progress();
            if (activity.step().isPresent()) {
                ofScript = this;
                if (progress.needsNote()) {
                    notes.write(inner(), progress, false);
                } else if (progress.leavesRows()) {
                    notes.writeBeside(progress);
                }
                return execution.perform();
            }
            if (!ScriptLedger.isRow(sql)) {
                return execution.perform();
            }
            if (isScriptOpenBeside(this)) {
                commitScript(progress);
            }
            return notes.isNoted() ? withoutNote(execution) : execution.perform();
        }

        private <T> T withoutNote(Execution<T> execution) throws SQLException {
            boolean commitsItself = getAutoCommit();
            if (commitsItself) {
                inner().setAutoCommit(false);
            }
            try {
                T result = execution.perform();
                notes.remove(inner());
                if (commitsItself) {
                    inner().commit();
                }
                notes.forgotten();
                return result;
            } finally {
                if (commitsItself) {
                    inner().setAutoCommit(true);
                }
            }
        }

        /** A Java migration may commit by itself. */
        @Override
        public void commit() throws SQLException {
            if (activity.step().isPresent()) {
                notes.write(inner(), activity.progress(), false);
            }
            super.commit();
        }

        /** A statement that gave up had already committed its note. */
        @Override
        public void rollback() throws SQLException {
            super.rollback();
            if (this == ofScript && notes.isNoted() && activity.progress().isRolledBack()) {
                notes.remove(inner());
                inner().commit();
                notes.forgotten();
            }
        }
    }

    /** Returns whether the script has ended, and its transaction is open on another connection. */
    private boolean isScriptOpenBeside(NotedConnection connection) throws SQLException {
        return !groups
                && activity.progress().ends()
                && ofScript != null
                && ofScript != connection
                && !ofScript.isClosed()
                && !ofScript.getAutoCommit();
    }

    /** Commits before the row is written: a row must not be there without its script. */
    private void commitScript(ScriptProgress progress) throws SQLException {
        if (!progress.isComplete()) {
            notes.write(ofScript.below(), progress, true);
        }
        activity.commitBegins(ofScript);
        try {
            ofScript.below().commit();
            activity.committed(ofScript);
        } finally {
            activity.callEnds();
        }
    }
}
