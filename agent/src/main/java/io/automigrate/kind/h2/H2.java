package io.automigrate.kind.h2;

import static io.automigrate.kind.ConnectionFault.ACCOUNT_REFUSED;
import static io.automigrate.kind.ConnectionFault.NOT_READY;
import static io.automigrate.kind.ConnectionFault.NO_SUCH_DATABASE;
import static io.automigrate.kind.ConnectionFault.UNUSABLE;

import io.automigrate.kind.AccountRights;
import io.automigrate.kind.ConnectionFault;
import io.automigrate.kind.DatabaseDump;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.HistoryQuery;
import io.automigrate.kind.ServerVersions;
import io.automigrate.kind.SessionViews;
import io.automigrate.kind.StatementErrors;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.ServerPlaces;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * H2, inside this process or on a server. Its limit on connecting, NETWORK_TIMEOUT, can't be lifted after the login, so it is not
 * used.
 */
public final class H2 extends DatabaseKind {
    private static final int PORT = 9092;

    private H2() {
        super("h2");
    }

    /** Returns the kind. */
    public static DatabaseKind kind() {
        return new H2();
    }

    @Override
    public int defaultPort() {
        return PORT;
    }

    @Override
    public String endpoint(JdbcUrl url) {
        return isEmbedded(url) ? null : super.endpoint(url);
    }

    @Override
    public List<String> places(JdbcUrl url, String user) {
        return isEmbedded(url)
                ? List.of(ServerPlaces.file(ServerPlaces.afterScheme(url.value(), ";")))
                : ServerPlaces.of(url.value(), ';', "");
    }

    @Override
    public boolean isEmbedded(JdbcUrl url) {
        String value = url.value().toLowerCase(Locale.ROOT);
        return !value.startsWith("jdbc:h2:tcp:") && !value.startsWith("jdbc:h2:ssl:");
    }

    @Override
    protected String parameterMarks() {
        return ";;";
    }

    @Override
    public String artifact() {
        return "com.h2database:h2";
    }

    @Override
    public String endsWithConnection(JdbcUrl url) {
        String value = url.value().toUpperCase(Locale.ROOT);
        if (!value.startsWith("JDBC:H2:MEM:")) {
            return "";
        }
        if (value.equals("JDBC:H2:MEM:") || value.startsWith("JDBC:H2:MEM:;")) {
            return "give the database a name and the parameter DB_CLOSE_DELAY=-1: jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1";
        }
        return value.contains("DB_CLOSE_DELAY=") && !value.contains("DB_CLOSE_DELAY=0")
                ? ""
                : "add the parameter DB_CLOSE_DELAY=-1 to the URL of the migration and of the application";
    }

    @Override
    public boolean logsBySlf4j(JdbcUrl url) {
        return false;
    }

    @Override
    public boolean logsByJavaUtilLogging(JdbcUrl url) {
        return false;
    }

    @Override
    public String[] drivers() {
        return new String[] {"org.h2.Driver"};
    }

    @Override
    public ConnectionFault fault(SQLException failure) {
        return switch (failure.getErrorCode()) {
            // Locked by another process, connection broken, closing, in exclusive mode.
            case 90020, 90067, 90098, 90121, 90135 -> NOT_READY;
            case 90049, 90050 -> ACCOUNT_REFUSED;
            case 90013, 90146, 90149 -> NO_SUCH_DATABASE;
            // The URL: relative path, form, setting, name. The file: can't be made, read or understood.
            case 90011, 90046, 90066, 90088, 90113, 90138 -> UNUSABLE;
            case 90028, 90030, 90031, 90048, 90062 -> UNUSABLE;
            default -> null;
        };
    }

    @Override
    public boolean isFileFault(int errorCode) {
        return errorCode == 90028 || errorCode == 90031 || errorCode == 90062;
    }

    @Override
    public boolean isBundled() {
        return true;
    }

    /**
     * Flyway adds a row of type TABLE when it creates its table, and ignores this row afterwards. H2 can't return its search path in the
     * same statement; usually it runs in this process, where another question is cheap.
     */
    @Override
    public HistoryQuery historyQuery() {
        return new HistoryQuery('"', "SCHEMA(), SCHEMA(), H2VERSION()", " WHERE h.\"type\" != 'TABLE'", true);
    }

    @Override
    public ServerVersions serverVersions(String serverVersion) {
        return new ServerVersions("H2", "1.2.137", "2.5.252", "2.5.253", 3);
    }

    @Override
    public SessionViews sessions(String table) {
        return H2Sessions.views();
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
    public DatabaseDump dump() {
        return H2Script.dump();
    }

    @Override
    public AccountRights rights() {
        return H2Account.rights();
    }

    @Override
    public StatementErrors errors() {
        return H2Errors.errors();
    }
}
