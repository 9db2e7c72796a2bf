package io.automigrate.engine.jdbc;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection that leaves each call to another one. Each execution of a statement that this connection made passes through
 * {@link #execute}, so a subclass overrides one method to watch or to repeat statements. {@link #callBegins} and {@link #callEnds} surround
 * the calls of the connection itself. The build writes the class that passes on all
 * other calls (docs/design/what-a-migrating-start-leaves-out.md).
 */
public abstract class DelegatingConnection extends ForwardingConnection {
    private final Connection connection;

    protected DelegatingConnection(Connection connection) {
        super(connection);
        this.connection = connection;
    }

    /** Returns the connection that does the work. */
    protected final Connection inner() {
        return connection;
    }

    /**
     * Executes a statement that this connection made.
     *
     * @param statement the statement as the inner connection made it
     * @param sql the text; empty for a batch of a plain statement
     * @param <T> the result of the execution
     */
    protected <T> T execute(Statement statement, String sql, Execution<T> execution) throws SQLException {
        return execution.perform();
    }

    @Override
    public String toString() {
        return connection.toString();
    }

    @Override
    public Statement createStatement() throws SQLException {
        return new DelegatingStatement(super.createStatement(), this, "");
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return new DelegatingStatement(super.createStatement(type, concurrency), this, "");
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return new DelegatingStatement(super.createStatement(type, concurrency, holdability), this, "");
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return new DelegatingCallableStatement(super.prepareCall(sql), this, sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        return new DelegatingCallableStatement(super.prepareCall(sql, type, concurrency), this, sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        return new DelegatingCallableStatement(super.prepareCall(sql, type, concurrency, holdability), this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return new DelegatingPreparedStatement(super.prepareStatement(sql), this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
        return new DelegatingPreparedStatement(super.prepareStatement(sql, keys), this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
        return new DelegatingPreparedStatement(super.prepareStatement(sql, columns), this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
        return new DelegatingPreparedStatement(super.prepareStatement(sql, columns), this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return new DelegatingPreparedStatement(super.prepareStatement(sql, type, concurrency), this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return new DelegatingPreparedStatement(super.prepareStatement(sql, type, concurrency, holdability), this, sql);
    }
}
