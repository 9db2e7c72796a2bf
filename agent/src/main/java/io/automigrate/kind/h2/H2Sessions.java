package io.automigrate.kind.h2;

import io.automigrate.kind.SessionViews;
import io.automigrate.text.OneLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** {@code INFORMATION_SCHEMA.SESSIONS}, which shows all sessions to an administrator, and to others their own. */
final class H2Sessions implements SessionViews {
    private static final String BLOCKER = "SELECT b.SESSION_ID, b.USER_NAME, b.CLIENT_ADDR, b.SESSION_STATE,"
            + " b.EXECUTING_STATEMENT, b.SESSION_START FROM INFORMATION_SCHEMA.SESSIONS w"
            + " JOIN INFORMATION_SCHEMA.SESSIONS b ON w.BLOCKER_ID = b.SESSION_ID"
            + " WHERE w.EXECUTING_STATEMENT LIKE ?";

    private static final int COMPARED = 60;

    /** Made here, because the verifier of a class that makes this object would load the type that it returns. */
    static SessionViews views() {
        return new H2Sessions();
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public String lockHolder(Connection connection, String lockSql) throws SQLException {
        String blocker = blocker(connection, lockSql);
        return blocker == null ? null : "held by " + blocker;
    }

    @Override
    public String statement(Connection connection, Connection busy, String sql) throws SQLException {
        String blocker = blocker(connection, sql);
        return blocker == null ? null : "waits for " + blocker;
    }

    private static String blocker(Connection connection, String sql) throws SQLException {
        String start = sql.length() <= COMPARED ? sql : sql.substring(0, COMPARED);
        try (PreparedStatement statement = connection.prepareStatement(BLOCKER)) {
            // H2 may show the statement without its end.
            ResultSet row =
                    SessionViews.first(statement, start.replace("\\", "\\\\").replace("_", "\\_") + "%");
            if (row == null) {
                return null;
            }
            String query = row.getString(5) == null ? "" : ": " + OneLine.of(row.getString(5));
            String address = row.getString(3) == null ? "" : " from " + row.getString(3);
            return row.getString(2) + " (session " + row.getInt(1) + address + ", since " + row.getString(6) + ")"
                    + query;
        }
    }
}
