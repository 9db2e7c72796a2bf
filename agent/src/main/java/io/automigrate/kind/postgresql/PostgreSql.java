package io.automigrate.kind.postgresql;

import io.automigrate.kind.AccountRights;
import io.automigrate.kind.ConnectionFault;
import io.automigrate.kind.DatabaseDump;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.DumpSource;
import io.automigrate.kind.HistoryQuery;
import io.automigrate.kind.KnownFault;
import io.automigrate.kind.LockRule;
import io.automigrate.kind.PooledSessions;
import io.automigrate.kind.ServerVersions;
import io.automigrate.kind.SessionViews;
import io.automigrate.kind.StatementErrors;
import io.automigrate.kind.TimeLimit;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.PercentEncoding;
import io.automigrate.url.ServerPlaces;
import io.automigrate.url.ServerUrl;
import io.automigrate.url.UnixSocket;
import io.automigrate.url.UrlParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.text.Normalizer;
import java.text.NumberFormat;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** PostgreSQL and the servers that speak its protocol. */
public class PostgreSql extends DatabaseKind {
    /** The driver's interface of a connection. */
    static final String CONNECTION = "org.postgresql.PGConnection";

    /** An answer that no server gives, because something in between has damaged it: the protocol's methods end at 12. */
    private static final String GARBAGE =
            "(?s).*(authentication type -?\\d{3,}|scram authentication failed.*(parse|invalid|unexpected)"
                    + "|invalid scram client initialization| with 0 mechanisms).*";

    private static final int PORT = 5432;

    /** "Flyway" in ASCII. Flyway adds the hash of its table ({@code PostgreSQLAdvisoryLockTemplate}, 7.15 to 13.12). */
    private static final long LOCK = 0x466C79776179L;

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
    protected String parameterMarks() {
        return "?&";
    }

    @Override
    public JdbcUrl readable(JdbcUrl url) {
        return UrlParameters.readable(url, false);
    }

    /** The connector of Cloud SQL opens its socket by itself; junixsocket opens any socket. */
    @Override
    public Optional<String> socketParameters(UnixSocket socket) {
        return Optional.of(socket.cloudSqlInstance()
                .map(instance ->
                        "socketFactory=com.google.cloud.sql.postgres.SocketFactory&cloudSqlInstance=" + instance)
                .orElseGet(() -> "socketFactory=org.newsclub.net.unix.AFUNIXSocketFactory$FactoryArg&socketFactoryArg="
                        + socket.path() + "/.s.PGSQL." + (socket.port() == 0 ? PORT : socket.port())));
    }

    @Override
    public String artifact() {
        return "org.postgresql:postgresql";
    }

    @Override
    public boolean logsBySlf4j(JdbcUrl url) {
        return false;
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
    public void warmUp(boolean hasPassword) {
        if (hasPassword) {
            warmUpScram();
        }
        NumberFormat.getIntegerInstance();
        new GregorianCalendar();
    }

    /** For SCRAM the JDK loads its providers of cryptography and the tables for the letters of a password. */
    private static void warmUpScram() {
        try {
            SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(new char[] {'x'}, new byte[] {1}, 1, 256));
            Mac.getInstance("HmacSHA256");
            MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            // A server that asks for SCRAM can't be reached with this JDK: the attempt to connect says so.
            return;
        }
        Normalizer.normalize("x", Normalizer.Form.NFKC);
    }

    @Override
    public Map<String, String> loginProperties() {
        // pg_stat_activity shows this name as the holder of the lock.
        return Map.of("ApplicationName", "auto-migrate", "tcpKeepAlive", "true");
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
            case "08004" -> rejected(String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT));
            // From the driver: a URL or a parameter that it can't read.
            case "99999", "22023" -> ConnectionFault.UNUSABLE;
            case "57P04" -> ConnectionFault.NO_SUCH_DATABASE;
            default -> null;
        };
    }

    private static ConnectionFault rejected(String words) {
        if (words.contains("ssl") || words.contains("channel binding")) {
            return ConnectionFault.REJECTED;
        }
        return words.matches(GARBAGE) ? ConnectionFault.NOT_READY : ConnectionFault.ACCOUNT_REFUSED;
    }

    @Override
    public KnownFault knownFault(Throwable failure) {
        return PostgresFault.of(String.valueOf(failure.getMessage()));
    }

    @Override
    public String remedyForRefusedUrl(String driver) {
        return "write the URL as jdbc:postgresql://host:5432/database";
    }

    @Override
    public boolean isBundled() {
        return true;
    }

    /**
     * PostgreSQL finds the table along the search path, so the answer contains the table's schema. A view has no tableoid.
     *
     * <p>The statement is asked of each new database, too, and a table that is missing would be an ERROR in the log of the server. So the name of the
     * table is a value, and the one function that runs a statement out of a value reads the rows. They come as JSON in hexadecimal
     * digits, because XML has no place for each character.
     *
     * <p>The statement for many schemas takes their names as values, too, and looks them up in the catalog, which needs no right and fails for no
     * schema. A backend that reads a table for the first time has to load the table's definition, so the statement names the columns instead
     * of the row's type, and sends equal histories once. The time limit for locks ends with the statement.
     */
    @Override
    public HistoryQuery historyQuery() {
        return new HistoryQuery(
                '"',
                "n.nspname, current_schema(), current_setting('server_version')",
                " JOIN pg_catalog.pg_class c ON c.oid = h.tableoid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace",
                false,
                "{head} FROM (SELECT to_regclass({table}) AS oid) t LEFT JOIN pg_catalog.pg_class c ON c.oid = t.oid"
                        + " LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " LEFT JOIN LATERAL json_to_recordset(convert_from(decode(substring(query_to_xml("
                        + "'SELECT encode(convert_to(json_agg(h)::text, ''UTF8''), ''hex'') AS h FROM '"
                        + " || CASE WHEN c.relkind IN ('r', 'p') THEN c.oid::regclass::text END || ' h', false, true, '')::text"
                        + " FROM '<h>([0-9a-f]*)</h>'), 'hex'), 'UTF8')::json) AS h(installed_rank int, version text,"
                        + " description text, type text, checksum int, success boolean) ON true ORDER BY 1",
                "/*NO LOAD BALANCE*/ SELECT (r->>0)::int, r->>1, r->>2, r->>3, (r->>4)::int, (r->>5)::boolean, g.found,"
                        + " current_schema(), current_setting('server_version'), g.places FROM"
                        + " (SELECT x.rows, min(x.found) AS found, string_agg(x.i::text, ',') AS places FROM"
                        + " (SELECT t.i, n.nspname::text AS found, convert_from(decode(substring(query_to_xml("
                        + "'SELECT encode(convert_to(json_agg(json_build_array(h.installed_rank, h.version, h.description, h.type,"
                        + " h.checksum, h.success))::text, ''UTF8''), ''hex'') AS h FROM '"
                        + " || CASE WHEN c.relkind IN ('r', 'p') AND l.wait <> '' AND has_schema_privilege(n.oid, 'USAGE')"
                        + " AND has_table_privilege(c.oid, 'SELECT') THEN c.oid::regclass::text END || ' h', false, true, '')::text"
                        + " FROM '<h>([0-9a-f]*)</h>'), 'hex'), 'UTF8') AS rows"
                        + " FROM (SELECT set_config('lock_timeout', '1s', true) AS wait OFFSET 0) l"
                        + " CROSS JOIN unnest(ARRAY[{schemas}]::name[]) WITH ORDINALITY AS t(name, i)"
                        + " LEFT JOIN (pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " AND c.relname = {table}::name) ON n.nspname = t.name OFFSET 0) x"
                        + " GROUP BY x.rows, x.found IS NULL) g LEFT JOIN LATERAL json_array_elements(g.rows::json) r ON true"
                        + " ORDER BY 1");
    }

    @Override
    public ServerVersions serverVersions(String serverVersion) {
        return new ServerVersions("PostgreSQL", "9.0", "18", "19", 2);
    }

    @Override
    public boolean asksForLock(String sql) {
        return sql.contains("pg_try_advisory") || sql.contains("flyway-lock");
    }

    @Override
    public boolean pollsForLock() {
        return true;
    }

    @Override
    public PooledSessions pooledSessions() {
        return PostgresPooling.sessions();
    }

    @Override
    protected String lockStatement(String schema, String table) {
        return "SELECT pg_try_advisory_lock(" + (LOCK + ("\"" + schema + "\".\"" + table + "\"").hashCode()) + ")";
    }

    @Override
    public SessionViews sessions(String table) {
        return PostgresSessions.views();
    }

    @Override
    protected String readOnlyQuery() {
        return "SELECT CASE WHEN pg_is_in_recovery() THEN 'it is in recovery, a replica' WHEN"
                + " current_setting('default_transaction_read_only') = 'on' THEN 'default_transaction_read_only is on for"
                + " this role, database or server' ELSE '' END";
    }

    @Override
    public StatementErrors errors() {
        return PostgresErrors.errors();
    }

    @Override
    public DatabaseDump dump() {
        return PostgresDump.dump();
    }

    @Override
    public Map<String, Optional<String>> clientVariables(DumpSource source, ServerUrl server) {
        return PostgresDump.variables(source, server);
    }

    @Override
    public AccountRights rights() {
        return PostgresAccount.rights();
    }

    @Override
    public List<LockRule> lockRules() {
        return PostgresReview.LOCKS;
    }

    @Override
    public boolean refusesTransaction(String words) {
        return PostgresReview.REFUSES_TRANSACTION.matcher(words).matches();
    }
}
