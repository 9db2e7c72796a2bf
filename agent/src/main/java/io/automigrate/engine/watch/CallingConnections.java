package io.automigrate.engine.watch;

import io.automigrate.engine.jdbc.DelegatingConnection;
import io.automigrate.engine.jdbc.DelegatingDataSource;
import io.automigrate.engine.jdbc.Execution;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Connections on which each statement counts as a call of the driver, also a statement of the agent that Flyway does not know: a note, a
 * setting of a session. Without this a server that falls silent would hold such a statement for ever. Used by the migrating thread.
 */
public final class CallingConnections extends DelegatingDataSource {
    private final Activity activity;

    public CallingConnections(DataSource source, Activity activity) {
        super(source);
        this.activity = activity;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return new CallingConnection(inner().getConnection());
    }

    private final class CallingConnection extends DelegatingConnection {
        CallingConnection(Connection connection) {
            super(connection);
        }

        @Override
        protected <T> T execute(Statement statement, String sql, Execution<T> execution) throws SQLException {
            callBegins();
            try {
                return execution.perform();
            } finally {
                callEnds();
            }
        }

        @Override
        protected void callBegins() {
            activity.callBegins();
        }

        @Override
        protected void callEnds() {
            activity.callEnds();
        }
    }
}
