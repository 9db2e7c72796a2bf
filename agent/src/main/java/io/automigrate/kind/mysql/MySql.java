package io.automigrate.kind.mysql;

import static io.automigrate.kind.ConnectionFault.ACCOUNT_REFUSED;
import static io.automigrate.kind.ConnectionFault.NOT_READY;

import io.automigrate.kind.AccountRights;
import io.automigrate.kind.ConnectionFault;
import io.automigrate.kind.DatabaseDump;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.DumpSource;
import io.automigrate.kind.HistoryQuery;
import io.automigrate.kind.KnownFault;
import io.automigrate.kind.LastingTables;
import io.automigrate.kind.LockRule;
import io.automigrate.kind.ServerVersions;
import io.automigrate.kind.SessionViews;
import io.automigrate.kind.SqlSyntax;
import io.automigrate.kind.StatementErrors;
import io.automigrate.kind.TimeLimit;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.ServerUrl;
import io.automigrate.url.UnixSocket;
import io.automigrate.url.UrlParameters;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** MySQL, and what MariaDB has in common with it. */
public class MySql extends DatabaseKind {
    private static final int PORT = 3306;

    protected MySql(String word) {
        super(word);
    }

    /** Returns the kind. */
    public static DatabaseKind kind() {
        return new MySql("mysql");
    }

    @Override
    public int defaultPort() {
        return PORT;
    }

    @Override
    public boolean hasAccountBeforeHost() {
        return true;
    }

    @Override
    protected String parameterMarks() {
        return "?&";
    }

    @Override
    public JdbcUrl readable(JdbcUrl url) {
        return UrlParameters.readable(url, true);
    }

    /** The connector of Cloud SQL opens its socket by itself; junixsocket opens any socket. */
    @Override
    public Optional<String> socketParameters(UnixSocket socket) {
        return Optional.of(socket.cloudSqlInstance()
                .map(instance -> "socketFactory=com.google.cloud.sql.mysql.SocketFactory&cloudSqlInstance=" + instance)
                .orElseGet(() -> "socketFactory=org.newsclub.net.mysql.AFUNIXDatabaseSocketFactory&junixsocket.file="
                        + socket.path()));
    }

    @Override
    public String artifact() {
        return "com.mysql:mysql-connector-j";
    }

    /** MariaDB's driver up to version 2 accepts MySQL's URLs; from version 3 on only when the URL permits it. */
    /** MySQL's driver writes to the console unless the URL names a logger. MariaDB's, which takes this URL with a parameter, knows slf4j. */
    @Override
    public boolean logsBySlf4j(JdbcUrl url) {
        return url.value().contains("logger=") || url.value().contains("permitMysqlScheme");
    }

    @Override
    public boolean logsByJavaUtilLogging(JdbcUrl url) {
        return url.value().contains("Jdk14Logger");
    }

    @Override
    public String[] drivers() {
        return new String[] {"com.mysql.cj.jdbc.Driver", "com.mysql.jdbc.Driver", "org.mariadb.jdbc.Driver"};
    }

    @Override
    public String remedyForRefusedUrl(String driver) {
        return driver.startsWith("org.mariadb.")
                ? "write the URL as \"jdbc:mariadb:…\", add the parameter permitMysqlScheme to it, or add " + artifact()
                        + " to the application or to AUTO_MIGRATE_CLASSPATH"
                : super.remedyForRefusedUrl(driver);
    }

    @Override
    public Map<String, String> loginProperties() {
        return Map.of("tcpKeepAlive", "true");
    }

    /** The driver's limit covers the login as well, in all versions. */
    @Override
    public TimeLimit connectLimit() {
        return new TimeLimit("connectTimeout", false);
    }

    @Override
    public TimeLimit readLimit() {
        return new TimeLimit("socketTimeout", false);
    }

    @Override
    public ConnectionFault fault(SQLException failure) {
        return switch (failure.getErrorCode()) {
            // Too many connections (of all, of this user), not listening, shutting down, blocked host, network.
            case 1040,
                    1042,
                    1043,
                    1053,
                    1129,
                    1158,
                    1159,
                    1160,
                    1161,
                    1203,
                    1226,
                    1927,
                    2002,
                    2003,
                    2005,
                    2006,
                    2013,
                    3032 -> NOT_READY;
            // Access denied (to the server, to the database), host not allowed, plug-in mismatch, locked, expired.
            case 1044, 1045, 1130, 1251, 1275, 1524, 1698, 1820, 1862, 2049, 2054, 2059, 3118, 3955, 4151 ->
                ACCOUNT_REFUSED;
            case 1049 -> ConnectionFault.NO_SUCH_DATABASE;
            default -> null;
        };
    }

    @Override
    public KnownFault knownFault(Throwable failure) {
        if (failure.getClass().getName().endsWith(".WrongArgumentException")) {
            return new KnownFault(ConnectionFault.UNUSABLE, null, "correct the URL");
        }
        String words = failure.getMessage() == null ? "" : failure.getMessage();
        if (words.startsWith("error parsing url")) {
            return new KnownFault(ConnectionFault.UNUSABLE, null, "correct this parameter of the URL");
        }
        if (words.contains("ssl not enabled in the server") || words.contains("SSL Connection required, but not")) {
            return new KnownFault(
                    ConnectionFault.REJECTED,
                    null,
                    "the URL asks for encryption, and the server offers none: give the server a certificate, or remove sslMode,"
                            + " useSsl and requireSSL from the URL");
        }
        if (words.contains("Too many connections") || words.contains("max_user_connections")) {
            return new KnownFault(
                    ConnectionFault.NOT_READY,
                    null,
                    "the server is up and has no free connection: close connections, or raise max_connections or the account's"
                            + " MAX_USER_CONNECTIONS; AUTO_MIGRATE_WAIT_TIMEOUT is how long to wait");
        }
        // MySQL's default authentication over an unencrypted connection: the most frequent surprise with a new server.
        return words.contains("Public Key Retrieval") || words.contains("RSA public key is not available")
                ? new KnownFault(
                        ConnectionFault.REJECTED,
                        null,
                        "encrypt the connection, or add allowPublicKeyRetrieval=true to the URL")
                : null;
    }

    @Override
    public boolean isBundled() {
        return true;
    }

    /** The columns for the schema of the history table, the current schema and the version of the server. */
    protected static final String PLACE = "DATABASE(), DATABASE(), VERSION()";

    @Override
    public HistoryQuery historyQuery() {
        return new HistoryQuery('`', PLACE, "", false);
    }

    @Override
    public ServerVersions serverVersions(String serverVersion) {
        return serverVersion.contains("MariaDB")
                ? new ServerVersions("MariaDB", "5.1", "12.3", "12.4", 2)
                : new ServerVersions("MySQL", "5.1", "9.4", "9.5", 2);
    }

    @Override
    public boolean isSchemaCatalog() {
        return true;
    }

    @Override
    public String falseLiteral() {
        return "0";
    }

    @Override
    public boolean asksForLock(String sql) {
        return sql.contains("GET_LOCK(") || super.asksForLock(sql);
    }

    @Override
    public boolean pollsForLock() {
        return true;
    }

    @Override
    protected String lockStatement(String schema, String table) {
        return "SELECT GET_LOCK(?, ?)";
    }

    @Override
    public SessionViews sessions(String table) {
        return MySqlSessions.views(table);
    }

    @Override
    public String sessionStatement(long lockMillis, long statementMillis) {
        if (statementMillis == 0) {
            return "";
        }
        // MySQL counts in whole seconds, at least one.
        long seconds = Math.max(1, (statementMillis + 999) / 1000);
        return "SET SESSION lock_wait_timeout = " + seconds + ", innodb_lock_wait_timeout = " + seconds;
    }

    @Override
    public boolean commitsDefinitions() {
        return true;
    }

    @Override
    public boolean commitsSettings() {
        return false;
    }

    @Override
    public boolean repeatsStatements() {
        return true;
    }

    @Override
    public boolean hasLastingTables() {
        return true;
    }

    @Override
    public LastingTables lastingTables(Connection connection, Set<String> databases) throws SQLException {
        return MySqlTables.lasting(connection, databases);
    }

    @Override
    public boolean undoesRows(Connection connection) throws SQLException {
        return MySqlRollback.undoesRows(connection);
    }

    @Override
    protected String readOnlyQuery() {
        return "SELECT CASE WHEN @@global.read_only THEN 'read_only is on, as on a replica' ELSE '' END";
    }

    @Override
    public DatabaseDump dump() {
        return MySqlDump.dump(List.of("mysqldump", "mariadb-dump"), "preferred");
    }

    @Override
    public Map<String, Optional<String>> clientVariables(DumpSource source, ServerUrl server) {
        return MySqlDump.variables(source, server);
    }

    @Override
    public AccountRights rights() {
        return MySqlAccount.rights();
    }

    @Override
    public List<LockRule> lockRules() {
        return MySqlReview.LOCKS;
    }

    @Override
    public SqlSyntax syntax() {
        return SqlSyntax.MYSQL;
    }

    @Override
    public StatementErrors errors() {
        return MySqlErrors.errors();
    }
}
