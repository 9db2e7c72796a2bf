package io.automigrate.engine.failure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Why a server takes no changes, as far as it can tell. */
public final class ReadOnlyServer {
    private static final String POSTGRESQL =
            "SELECT CASE WHEN pg_is_in_recovery() THEN 'it is in recovery, a replica' WHEN"
                    + " current_setting('default_transaction_read_only') = 'on' THEN 'default_transaction_read_only is on for"
                    + " this role, database or server' ELSE '' END";

    private static final String MYSQL =
            "SELECT CASE WHEN @@global.read_only THEN 'read_only is on, as on a replica' ELSE '' END";

    private ReadOnlyServer() {}

    /** Returns the reason; empty when the server does not tell, or can't be asked. */
    static String reason(String vendor, DataSource source) {
        try (Connection connection = source.getConnection()) {
            return find(connection, vendor);
        } catch (SQLException | RuntimeException e) {
            // What the server has said already is in the block.
            return "";
        }
    }

    /**
     * Returns the reason; empty when the server takes changes, or does not tell.
     *
     * @param vendor the kind of database, the word behind {@code jdbc:}
     * @throws SQLException when the database can't be asked
     */
    public static String find(Connection connection, String vendor) throws SQLException {
        String question =
                switch (vendor) {
                    case "postgresql" -> POSTGRESQL;
                    case "mysql", "mariadb" -> MYSQL;
                    default -> "";
                };
        if (question.isEmpty()) {
            return "";
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
