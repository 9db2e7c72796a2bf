package io.automigrate.kind.mysql;

import io.automigrate.kind.ClientProcesses;
import io.automigrate.kind.ClientProcesses.Client;
import io.automigrate.kind.ClientProcesses.Owner;
import io.automigrate.kind.SessionViews;
import io.automigrate.text.OneLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * {@code IS_USED_LOCK} and the process list.
 *
 * @param table the history table's name
 */
record MySqlSessions(String table) implements SessionViews {
    private static final String HOLDER =
            "SELECT l.id, p.USER, p.HOST, p.TIME, p.INFO, own.HOST FROM (SELECT IS_USED_LOCK(?) AS id) l"
                    + " LEFT JOIN information_schema.PROCESSLIST p ON p.ID = l.id"
                    + " LEFT JOIN information_schema.PROCESSLIST own ON own.ID = CONNECTION_ID()";

    /** MariaDB shows the inner statement where one has a handler around it. */
    private static final String STATE = "SELECT STATE, TIME FROM information_schema.PROCESSLIST"
            + " WHERE ID <> CONNECTION_ID() AND INSTR(?, INFO) > 0 AND STATE <> '' ORDER BY LENGTH(INFO) DESC";

    private static final String COMMAND = "SELECT COMMAND FROM information_schema.PROCESSLIST WHERE ID = ?";

    /** Made here, because the verifier of a class that makes this object would load the type that it returns. */
    static SessionViews views(String table) {
        return new MySqlSessions(table);
    }

    @Override
    public Boolean isAtWork(Connection connection, Connection busy) throws SQLException {
        long id = id(busy);
        if (id == 0) {
            return null;
        }
        try (PreparedStatement statement = connection.prepareStatement(COMMAND)) {
            ResultSet row = SessionViews.first(statement, id);
            return row == null ? null : !"Sleep".equals(row.getString(1));
        }
    }

    /** Returns the server's number of a connection, which each of the two drivers tells by another method; 0 when unknown. */
    private static long id(Connection busy) {
        for (String method : new String[] {"getThreadId", "getId"}) {
            try {
                return ((Number) busy.getClass().getMethod(method).invoke(busy)).longValue();
            } catch (ReflectiveOperationException | RuntimeException e) {
                continue;
            }
        }
        return 0;
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public String lockHolder(Connection connection, String lockSql) throws SQLException {
        // Flyway's name for it: MySQLConnection makes it of the hash of the quoted table.
        String name = "Flyway-" + ("`" + connection.getCatalog() + "`.`" + table + "`").hashCode();
        try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
            ResultSet row = SessionViews.first(statement, name);
            if (row == null || row.getLong(1) == 0) {
                return null;
            }
            if (row.getString(2) == null) {
                // Without the right PROCESS an account sees only its own sessions.
                return "held by connection " + row.getLong(1);
            }
            String query = row.getString(5) == null ? "" : OneLine.of(row.getString(5));
            return "held by " + row.getString(2) + " (connection " + row.getLong(1) + " from " + row.getString(3)
                    + ", at this for " + row.getLong(4) + " s)" + owner(row) + (query.isEmpty() ? "" : ": " + query);
        }
    }

    private static String owner(ResultSet row) throws SQLException {
        Owner owner = ClientProcesses.ofThisNetwork().owner(Client.of(row.getString(6)), Client.of(row.getString(3)));
        return owner.clause() + (owner == Owner.GONE ? " (KILL " + row.getLong(1) + " ends the connection)" : "");
    }

    @Override
    public String statement(Connection connection, Connection busy, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STATE)) {
            ResultSet row = SessionViews.first(statement, sql);
            return row == null ? null : "the database says \"" + row.getString(1) + "\"";
        }
    }
}
