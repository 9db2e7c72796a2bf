package io.automigrate.engine.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A statement that leaves each call to another one; the connection that made the statement sees each execution. */
class DelegatingStatement extends ForwardingStatement {
    private final Statement statement;
    private final DelegatingConnection connection;
    private final String prepared;

    /**
     * @param connection the connection that made the statement
     * @param prepared the text of a prepared statement; empty for a plain one
     */
    DelegatingStatement(Statement statement, DelegatingConnection connection, String prepared) {
        super(statement);
        this.statement = statement;
        this.connection = connection;
        this.prepared = prepared;
    }

    final <T> T execute(Execution<T> execution) throws SQLException {
        return connection.execute(statement, prepared, execution);
    }

    private <T> T execute(String sql, Execution<T> execution) throws SQLException {
        return connection.execute(statement, sql, execution);
    }

    @Override
    public String toString() {
        return statement.toString();
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return execute(sql, () -> statement.execute(sql));
    }

    @Override
    public boolean execute(String sql, int keys) throws SQLException {
        return execute(sql, () -> statement.execute(sql, keys));
    }

    @Override
    public boolean execute(String sql, int[] columns) throws SQLException {
        return execute(sql, () -> statement.execute(sql, columns));
    }

    @Override
    public boolean execute(String sql, String[] columns) throws SQLException {
        return execute(sql, () -> statement.execute(sql, columns));
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return execute(() -> statement.executeBatch());
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return execute(() -> statement.executeLargeBatch());
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return execute(sql, () -> statement.executeLargeUpdate(sql));
    }

    @Override
    public long executeLargeUpdate(String sql, int keys) throws SQLException {
        return execute(sql, () -> statement.executeLargeUpdate(sql, keys));
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columns) throws SQLException {
        return execute(sql, () -> statement.executeLargeUpdate(sql, columns));
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columns) throws SQLException {
        return execute(sql, () -> statement.executeLargeUpdate(sql, columns));
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return execute(sql, () -> statement.executeQuery(sql));
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return execute(sql, () -> statement.executeUpdate(sql));
    }

    @Override
    public int executeUpdate(String sql, int keys) throws SQLException {
        return execute(sql, () -> statement.executeUpdate(sql, keys));
    }

    @Override
    public int executeUpdate(String sql, int[] columns) throws SQLException {
        return execute(sql, () -> statement.executeUpdate(sql, columns));
    }

    @Override
    public int executeUpdate(String sql, String[] columns) throws SQLException {
        return execute(sql, () -> statement.executeUpdate(sql, columns));
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connection;
    }
}
