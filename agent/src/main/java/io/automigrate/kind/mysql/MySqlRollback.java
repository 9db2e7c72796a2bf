package io.automigrate.kind.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A rollback that may be incomplete, because tables without transactions keep the changes of their rows. */
final class MySqlRollback {
    /** {@code ER_WARNING_NOT_COMPLETE_ROLLBACK}. */
    private static final int INCOMPLETE = 1196;

    private MySqlRollback() {}

    /** Rolls back, and returns whether no change is left. Without a transaction all changes are left, and the server does not warn. */
    static boolean undoesRows(Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            // The driver's rollback() sends nothing when the driver believes that there is no transaction.
            statement.execute("ROLLBACK");
            try (ResultSet warnings = statement.executeQuery("SHOW WARNINGS")) {
                while (warnings.next()) {
                    if (warnings.getInt("Code") == INCOMPLETE) {
                        return false;
                    }
                }
            }
            return true;
        }
    }
}
