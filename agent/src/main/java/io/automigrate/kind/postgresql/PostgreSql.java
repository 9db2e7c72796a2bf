package io.automigrate.kind.postgresql;

import io.automigrate.kind.ConnectionFault;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.TimeLimit;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.PercentEncoding;
import io.automigrate.url.ServerPlaces;
import io.automigrate.url.UrlParameters;
import java.sql.SQLException;
import java.text.NumberFormat;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** PostgreSQL and the servers that speak its protocol. */
public class PostgreSql extends DatabaseKind {
    private static final int PORT = 5432;

    protected PostgreSql(String word) {
        super(word);
    }

    /** Returns the kind. */
    public static DatabaseKind kind() {
        return new PostgreSql("postgresql");
    }

    @Override
    public int defaultPort() {
        return PORT;
    }

    @Override
    public String endpoint(JdbcUrl url) {
        return isNetwork(url) ? super.endpoint(url) : "localhost:" + defaultPort();
    }

    @Override
    public List<String> places(JdbcUrl url, String user) {
        if (isNetwork(url)) {
            return ServerPlaces.of(url.value(), '?', user);
        }
        // jdbc:postgresql:shop
        String database = ServerPlaces.afterScheme(url.value());
        return List.of("localhost/" + (database.isEmpty() ? user : PercentEncoding.decode(database)));
    }

    private static boolean isNetwork(JdbcUrl url) {
        return url.value().contains("//");
    }

    @Override
    public boolean hasAccountBeforeHost() {
        return true;
    }

    @Override
    public JdbcUrl withoutAccount(JdbcUrl url, boolean user) {
        return UrlParameters.withoutAccount(url, '?', '&', user);
    }

    @Override
    public JdbcUrl readable(JdbcUrl url) {
        return UrlParameters.readable(url, false);
    }

    @Override
    public String artifact() {
        return "org.postgresql:postgresql";
    }

    @Override
    public String[] drivers() {
        return new String[] {"org.postgresql.Driver"};
    }

    @Override
    public String[] largestClasses() {
        return new String[] {
            "org.postgresql.jdbc.PgResultSet",
            "org.postgresql.jdbc.PgStatement",
            "org.postgresql.jdbc.PgConnection",
            "org.postgresql.core.v3.QueryExecutorImpl",
            "org.postgresql.jdbc.TypeInfoCache",
            "org.postgresql.jdbc.TimestampUtils",
            "org.postgresql.core.Parser",
            "org.postgresql.core.v3.SimpleQuery",
            "org.postgresql.core.v3.SimpleParameterList",
            "org.postgresql.core.v3.replication.V3ReplicationProtocol",
            "org.postgresql.util.PGInterval",
            "org.postgresql.core.PGStream",
        };
    }

    /** The driver asks for both while it connects, and most of what they need is locale data of the JDK. */
    @Override
    public void warmUp() {
        NumberFormat.getIntegerInstance();
        new GregorianCalendar();
    }

    @Override
    public Map<String, String> loginProperties() {
        // pg_stat_activity shows this name as the holder of the lock.
        return Map.of("ApplicationName", "auto-migrate");
    }

    @Override
    public TimeLimit connectLimit() {
        return new TimeLimit("connectTimeout", true);
    }

    @Override
    public TimeLimit readLimit() {
        return new TimeLimit("socketTimeout", true);
    }

    @Override
    public ConnectionFault fault(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            // From the driver: no password where one is wanted, an unknown method, or encryption where there is none.
            case "08004" ->
                String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("ssl")
                        ? ConnectionFault.REJECTED
                        : ConnectionFault.ACCOUNT_REFUSED;
            // From the driver: a URL or a parameter that it can't read.
            case "99999", "22023" -> ConnectionFault.UNUSABLE;
            case "57P04" -> ConnectionFault.NO_SUCH_DATABASE;
            default -> null;
        };
    }
}
