package io.automigrate.kind.sqlserver;

import static io.automigrate.kind.ConnectionFault.ACCOUNT_REFUSED;
import static io.automigrate.kind.ConnectionFault.NOT_READY;

import io.automigrate.kind.ConnectionFault;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.TimeLimit;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.ServerPlaces;
import java.sql.SQLException;
import java.util.List;

/** SQL Server, by Microsoft's driver or by jTDS. */
public final class SqlServer extends DatabaseKind {
    private static final int PORT = 1433;

    private final boolean isJtds;

    private SqlServer(String word, boolean isJtds) {
        super(word);
        this.isJtds = isJtds;
    }

    /** Returns the kind with Microsoft's driver. */
    public static DatabaseKind kind() {
        return new SqlServer("sqlserver", false);
    }

    /** Returns the kind with the driver jTDS: {@code jdbc:jtds:sqlserver://db/shop}. */
    public static DatabaseKind jtds() {
        return new SqlServer("jtds", true);
    }

    @Override
    public int defaultPort() {
        return PORT;
    }

    @Override
    public String endpoint(JdbcUrl url) {
        // jdbc:sqlserver://;serverName=db
        return !isJtds && url.value().contains("//;") ? null : super.endpoint(url);
    }

    @Override
    public List<String> places(JdbcUrl url, String user) {
        return isJtds
                ? ServerPlaces.of(url.value(), ';', parameter(url, "databaseName"))
                : ServerPlaces.of(url.value(), ';', parameter(url, "databaseName", "database"));
    }

    private static String parameter(JdbcUrl url, String... names) {
        for (String part : url.value().split(";")) {
            int equals = part.indexOf('=');
            for (String name : names) {
                if (equals > 0 && part.substring(0, equals).trim().equalsIgnoreCase(name)) {
                    return part.substring(equals + 1).trim();
                }
            }
        }
        return "";
    }

    @Override
    protected String parameterMarks() {
        return ";;";
    }

    @Override
    public String artifact() {
        return isJtds ? "net.sourceforge.jtds:jtds" : "com.microsoft.sqlserver:mssql-jdbc";
    }

    @Override
    public boolean logsBySlf4j(JdbcUrl url) {
        return false;
    }

    @Override
    public String[] drivers() {
        return new String[] {
            isJtds ? "net.sourceforge.jtds.jdbc.Driver" : "com.microsoft.sqlserver.jdbc.SQLServerDriver"
        };
    }

    @Override
    public TimeLimit connectLimit() {
        return new TimeLimit("loginTimeout", true);
    }

    @Override
    public TimeLimit readLimit() {
        return isJtds ? null : new TimeLimit("socketTimeout", false);
    }

    @Override
    public ConnectionFault fault(SQLException failure) {
        return switch (failure.getErrorCode()) {
            // Starting, upgrading, paused, recovering, shutting down; Azure: moving, throttled, out of workers.
            case 921, 922, 927, 976, 983, 6005, 17142, 18401, 18451, 18461 -> NOT_READY;
            case 10928, 10929, 40143, 40197, 40501, 40540, 40613, 49918, 49919, 49920 -> NOT_READY;
            // Wrong name or password, disabled, locked, expired; Azure: this address is not allowed in.
            case 18452, 18456, 18470, 18486, 18487, 18488, 40615 -> ACCOUNT_REFUSED;
            case 911, 4060 -> ConnectionFault.NO_SUCH_DATABASE;
            default -> null;
        };
    }

    @Override
    public String flywayModule() {
        return "org.flywaydb:flyway-sqlserver";
    }

    /** The drivers ignore the call. */
    @Override
    public boolean connectionsHaveSchema() {
        return false;
    }
}
