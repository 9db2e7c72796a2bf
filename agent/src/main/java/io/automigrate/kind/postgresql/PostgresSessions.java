package io.automigrate.kind.postgresql;

import io.automigrate.kind.ClientProcesses;
import io.automigrate.kind.ClientProcesses.Client;
import io.automigrate.kind.ClientProcesses.Owner;
import io.automigrate.kind.DriverConnection;
import io.automigrate.kind.SessionViews;
import io.automigrate.text.OneLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code pg_locks}, {@code pg_stat_activity} and {@code pg_stat_progress_create_index}. */
final class PostgresSessions implements SessionViews {
    private static final Pattern KEY = Pattern.compile("pg_try_advisory\\w*\\((-?\\d+)");

    private static final String SESSION = "a.pid, coalesce(a.application_name, ''), coalesce(host(a.client_addr), ''),"
            + " extract(epoch FROM clock_timestamp() - a.backend_start)::bigint, coalesce(a.state, ''),"
            + " coalesce(left(a.query, 200), ''), coalesce(a.client_port, 0), coalesce(host(own.client_addr), ''),"
            + " coalesce(own.client_port, 0)";

    private static final String OWN = " JOIN pg_stat_activity own ON own.pid = pg_backend_pid()";

    private static final String HOLDER = "SELECT " + SESSION
            + " FROM pg_locks l JOIN pg_stat_activity a USING (pid)" + OWN
            + " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
            + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            + " AND ((l.classid::bigint << 32) | l.objid::bigint) = ?";

    private static final String BLOCKER = "SELECT " + SESSION + " FROM pg_stat_activity a" + OWN
            + " WHERE a.pid = ANY (pg_blocking_pids(?)) ORDER BY a.pid";

    private static final String INDEX = "SELECT phase, CASE WHEN blocks_total > 0 THEN blocks_done * 100 / blocks_total"
            + " WHEN tuples_total > 0 THEN tuples_done * 100 / tuples_total ELSE -1 END"
            + " FROM pg_stat_progress_create_index WHERE pid = ?";

    private static final String WAIT = "SELECT coalesce(wait_event_type || '/' || wait_event, '')"
            + " FROM pg_stat_activity WHERE pid = ? AND wait_event_type IN ('Lock', 'IO', 'LWLock')";

    /** Behind a pooler the driver's number belongs to no session of the server, and there is no row. */
    private static final String AT_WORK =
            "SELECT state NOT LIKE 'idle%' FROM pg_stat_activity WHERE pid = ? AND state IS NOT NULL";

    /** Made here, because the verifier of a class that makes this object would load the type that it returns. */
    static SessionViews views() {
        return new PostgresSessions();
    }

    @Override
    public Boolean isAtWork(Connection connection, Connection busy) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(AT_WORK)) {
            ResultSet row = SessionViews.first(statement, pid(busy));
            return row == null ? null : row.getBoolean(1);
        }
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public String lockHolder(Connection connection, String lockSql) throws SQLException {
        Matcher key = KEY.matcher(lockSql);
        if (!key.find()) {
            return null;
        }
        try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
            ResultSet row = SessionViews.first(statement, Long.parseLong(key.group(1)));
            return row == null ? null : "held by " + session(row);
        }
    }

    @Override
    public String statement(Connection connection, Connection busy, String sql) throws SQLException {
        int pid = pid(busy);
        if (pid == 0) {
            return null;
        }
        try (PreparedStatement blocker = connection.prepareStatement(BLOCKER)) {
            ResultSet row = SessionViews.first(blocker, pid);
            if (row != null) {
                return "waits for " + session(row);
            }
        }
        // The view is there from PostgreSQL 12 on.
        if (connection.getMetaData().getDatabaseMajorVersion() >= 12) {
            try (PreparedStatement index = connection.prepareStatement(INDEX)) {
                ResultSet row = SessionViews.first(index, pid);
                if (row != null) {
                    return row.getString(1) + (row.getInt(2) < 0 ? "" : ", " + row.getInt(2) + " %");
                }
            }
        }
        try (PreparedStatement wait = connection.prepareStatement(WAIT)) {
            ResultSet row = SessionViews.first(wait, pid);
            return row == null ? null : "waits for " + row.getString(1);
        }
    }

    private static String session(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder();
        String application = row.getString(2);
        text.append(application.isEmpty() ? "a session" : "\"" + application + "\"");
        int pid = row.getInt(1);
        text.append(" (pid ").append(pid);
        String address = row.getString(3);
        text.append(address.isEmpty() ? "" : " from " + address);
        text.append(", connected for ").append(row.getLong(4)).append(" s");
        String state = row.getString(5);
        text.append(state.isEmpty() ? "" : ", " + state).append(")");
        Client own = new Client(row.getString(8), row.getInt(9));
        Owner owner = ClientProcesses.ofThisNetwork().owner(own, new Client(address, row.getInt(7)));
        text.append(owner.clause());
        text.append(owner == Owner.GONE ? " (SELECT pg_terminate_backend(" + pid + ") ends the session)" : "");
        String query = OneLine.of(row.getString(6));
        return text.append(query.isEmpty() ? "" : ": " + query).toString();
    }

    /** Asks the driver: a query on the busy connection would wait for the statement that runs there. */
    private static int pid(Connection busy) {
        if (busy == null) {
            return 0;
        }
        try {
            return (Integer) DriverConnection.call(busy, PostgreSql.CONNECTION, "getBackendPID", OptionalInt.empty());
        } catch (SQLException e) {
            return 0;
        }
    }
}
