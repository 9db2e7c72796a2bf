package io.automigrate.engine.watch;

import java.sql.Connection;
import java.sql.SQLException;

/** A database's own view of its sessions. */
public interface SessionViews {
    /** Returns whether the database can be asked while the migrating connection is busy. */
    boolean isAvailable();

    /**
     * Returns who has the lock that the statement asks for.
     *
     * @return {@code held by …}, or null
     */
    String lockHolder(Connection connection, String lockSql) throws SQLException;

    /**
     * Returns what a running statement waits for, or how far it has come.
     *
     * @param busy the connection it runs on, as the driver made it
     * @return {@code waits for …}, or null
     */
    String statement(Connection connection, Connection busy, String sql) throws SQLException;

    /**
     * Returns the views of a database.
     *
     * @param vendor the word of {@code {vendor}}
     * @param table the history table's name
     */
    static SessionViews of(String vendor, String table) {
        return switch (vendor) {
            case "postgresql" -> new PostgresSessions();
            case "mysql", "mariadb" -> new MySqlSessions(table);
            case "h2" -> new H2Sessions();
            default -> new Unknown();
        };
    }

    /** A database that does not tell, or that can't be asked while somebody writes (SQLite). */
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
