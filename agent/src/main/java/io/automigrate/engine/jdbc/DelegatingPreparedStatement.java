package io.automigrate.engine.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A prepared statement that leaves each call to another one. */
class DelegatingPreparedStatement extends ForwardingPreparedStatement {
    private final PreparedStatement statement;

    DelegatingPreparedStatement(PreparedStatement statement, DelegatingConnection connection, String sql) {
        super(statement, connection, sql);
        this.statement = statement;
    }

    @Override
    public boolean execute() throws SQLException {
        return execute(() -> statement.execute());
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return execute(() -> statement.executeLargeUpdate());
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return execute(() -> statement.executeQuery());
    }

    @Override
    public int executeUpdate() throws SQLException {
        return execute(() -> statement.executeUpdate());
    }
}
