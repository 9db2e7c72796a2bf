package io.automigrate.kind.oracle;

import static io.automigrate.kind.ConnectionFault.ACCOUNT_REFUSED;
import static io.automigrate.kind.ConnectionFault.NOT_READY;

import io.automigrate.kind.ConnectionFault;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.StatementErrors;
import io.automigrate.kind.TimeLimit;
import io.automigrate.url.HostAndPort;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.ServerPlaces;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Oracle. */
public final class Oracle extends DatabaseKind {
    private static final int PORT = 1521;

    private Oracle() {
        super("oracle");
    }

    /** Returns the kind. */
    public static DatabaseKind kind() {
        return new Oracle();
    }

    @Override
    public int defaultPort() {
        return PORT;
    }

    /** {@code @//host:1521/service} and {@code @host:1521:SID}; the name of a TNS entry and a description in parentheses hide the server. */
    @Override
    public String endpoint(JdbcUrl url) {
        String value = url.value();
        int at = value.lastIndexOf('@');
        if (at < 0) {
            return null;
        }
        String target = value.substring(at + 1);
        int slashes = target.indexOf("//");
        if (slashes >= 0) {
            return slashes == 0 || target.startsWith("tcp")
                    ? HostAndPort.withPorts(HostAndPort.authority(target.substring(slashes + 2)), PORT)
                    : null;
        }
        int colon = target.indexOf(':');
        if (colon < 0 || target.startsWith("(")) {
            return null;
        }
        int end = colon + 1;
        while (end < target.length() && Character.isDigit(target.charAt(end))) {
            end++;
        }
        return end > colon + 1 ? target.substring(0, end) : null;
    }

    /** {@code @//host:1521/service}, {@code @host:1521:SID}, a description in parentheses, or a name that only the client can resolve. */
    @Override
    public List<String> places(JdbcUrl url, String user) {
        String target = url.value().substring(url.value().lastIndexOf('@') + 1);
        List<String> places = new ArrayList<>();
        if (target.startsWith("(")) {
            String database = ServerPlaces.named(target, "(service_name=");
            ServerPlaces.addNamed(
                    target, "(host=", database.isEmpty() ? ServerPlaces.named(target, "(sid=") : database, places);
            return places.isEmpty() ? List.of(target) : places;
        }
        int slashes = target.indexOf("//");
        String bare = ServerPlaces.before(target.substring(slashes < 0 ? 0 : slashes + 2), "?");
        int slash = bare.indexOf('/');
        int lastColon = bare.lastIndexOf(':');
        if (slash < 0 && lastColon < 0) {
            return List.of('/' + bare);
        }
        int end = slash < 0 ? lastColon : slash;
        for (String host : bare.substring(0, end).split(",")) {
            places.add(HostAndPort.withoutPort(host) + '/' + bare.substring(end + 1));
        }
        return places;
    }

    @Override
    public String artifact() {
        return "com.oracle.database.jdbc:ojdbc11";
    }

    @Override
    public boolean logsBySlf4j(JdbcUrl url) {
        return false;
    }

    @Override
    public String[] drivers() {
        return new String[] {"oracle.jdbc.OracleDriver"};
    }

    @Override
    public TimeLimit connectLimit() {
        return new TimeLimit("oracle.net.CONNECT_TIMEOUT", false);
    }

    @Override
    public TimeLimit readLimit() {
        return new TimeLimit("oracle.jdbc.ReadTimeout", false);
    }

    @Override
    public ConnectionFault fault(SQLException failure) {
        return switch (failure.getErrorCode()) {
            // No listener; the listener does not know the service yet, or its instance is blocked, starting, full;
            // network.
            case 12170,
                    12505,
                    12514,
                    12516,
                    12518,
                    12519,
                    12520,
                    12523,
                    12526,
                    12527,
                    12528,
                    12535,
                    12537,
                    12541,
                    12547,
                    12564 -> NOT_READY;
            case 18, 20, 1012, 1033, 1034, 1089, 1090, 1109, 3113, 3114, 3135, 27101 -> NOT_READY;
            // From the driver: I/O error, end of stream, unknown host, bad packet.
            case 17002, 17410, 17800, 17868, 17904 -> NOT_READY;
            // Wrong name or password, none given, no CREATE SESSION, old verifier, locked, expired.
            case 1005, 1017, 1045, 28000, 28001, 28009, 28040 -> ACCOUNT_REFUSED;
            case 17067 -> ConnectionFault.UNUSABLE;
            default -> null;
        };
    }

    @Override
    public boolean isBundled() {
        return true;
    }

    @Override
    public String falseLiteral() {
        return "0";
    }

    @Override
    public boolean commitsDefinitions() {
        return true;
    }

    @Override
    public boolean undoesRows(Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            return false;
        }
        connection.rollback();
        return true;
    }

    @Override
    public StatementErrors errors() {
        return OracleErrors.errors();
    }
}
