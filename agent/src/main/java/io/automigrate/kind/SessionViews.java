package io.automigrate.kind;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The view of a database on its sessions. */
public interface SessionViews {
    /** Returns whether the database can be asked while the migrating connection is busy. */
    boolean isAvailable();

    /**
     * Returns the session that holds the lock which the statement asks for.
     *
     * @return {@code held by …}, or null
     */
    String lockHolder(Connection connection, String lockSql) throws SQLException;

    /**
     * Returns the object that a running statement waits for, or the progress of the statement.
     *
     * @param busy the connection on which the statement runs, as the driver made it
     * @return {@code waits for …}, or null
     */
    String statement(Connection connection, Connection busy, String sql) throws SQLException;

    /**
     * Returns whether the server is working for a connection that waits for an answer.
     *
     * @param busy the connection, as the driver made it
     * @return false when the server has answered, so that its answer must have been lost; null when the database does not tell
     */
    default Boolean isAtWork(Connection connection, Connection busy) throws SQLException {
        return null;
    }

    /**
     * Returns the first row of a query; null for none.
     *
     * @param parameters strings and numbers
     */
    static ResultSet first(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        ResultSet rows = statement.executeQuery();
        return rows.next() ? rows : null;
    }

    /** Returns the views of a database that cannot be asked. */
    static SessionViews unknown() {
        return new Unknown();
    }

    /** A database that does not show its sessions, or can't be asked while another session writes (SQLite). */
    final class Unknown implements SessionViews {
        @Override
        public boolean isAvailable() {
            return false;
        }

        @Override
        public String lockHolder(Connection connection, String lockSql) {
            return null;
        }

        @Override
        public String statement(Connection connection, Connection busy, String sql) {
            return null;
        }
    }
}
