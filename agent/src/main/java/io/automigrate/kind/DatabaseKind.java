package io.automigrate.kind;

import io.automigrate.url.JdbcUrl;
import io.automigrate.url.ServerPlaces;
import io.automigrate.url.ServerUrl;
import io.automigrate.url.UnixSocket;
import io.automigrate.url.UrlParameters;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of database: everything that the agent has to know of PostgreSQL, of SQLite and so on. The methods of this class describe a
 * database of which nothing is known; each kind overrides those in which it differs. There is one sub-package for each kind, and
 * {@code kind.known.DatabaseKinds} finds the kind for a URL.
 *
 * <p>Every URL that a method takes is the one of the database's own driver: the words of wrapping drivers ({@code p6spy:}) have been
 * taken off by {@link DatabaseAddress}.
 */
public abstract class DatabaseKind {
    private static final String[] NONE = {};

    private final String word;

    /**
     * Makes a kind.
     *
     * @param word the word that {@code {vendor}} in a location stands for: the one that Spring Boot uses
     */
    protected DatabaseKind(String word) {
        this.word = word;
    }

    /** Returns the word that {@code {vendor}} in a location stands for. */
    public final String word() {
        return word;
    }

    /** Returns the port at which the database listens unless it is told otherwise; 0 when the port is not known. */
    public int defaultPort() {
        return 0;
    }

    /** Returns the server with its port, {@code db:5432}; null when the URL names no server or has a form that only the driver reads. */
    public String endpoint(JdbcUrl url) {
        return ServerPlaces.endpoint(url.value(), defaultPort());
    }

    /**
     * Returns which databases a URL leads to, as {@code host/database}, one for each of several hosts; never empty. A database without
     * a host is named as the URL names it.
     *
     * @param user the account, whose name may be the name of the database; may be empty
     */
    public List<String> places(JdbcUrl url, String user) {
        return ServerPlaces.of(url.value(), '?', "");
    }

    /** Returns whether the database runs inside this process, so that connecting to it opens its files. */
    public boolean isEmbedded(JdbcUrl url) {
        return false;
    }

    /**
     * Returns the remedy for a database that ends with its last connection, as text for messages; empty for another database.
     */
    public String endsWithConnection(JdbcUrl url) {
        return "";
    }

    /** Returns whether people write the account before the host, {@code //user:password@host}, where the driver does not read it. */
    public boolean hasAccountBeforeHost() {
        return false;
    }

    /** Returns the two characters that stand before the first parameter of the URL and between parameters; empty when no parameter holds the account. */
    protected String parameterMarks() {
        return "";
    }

    /**
     * Returns the URL without the password among its parameters and, if {@code user} says so, without the user. A driver prefers its
     * URL's parameters to the properties beside the URL.
     */
    public final JdbcUrl withoutAccount(JdbcUrl url, boolean user) {
        String marks = parameterMarks();
        return marks.isEmpty() ? url : UrlParameters.withoutAccount(url, marks.charAt(0), marks.charAt(1), user);
    }

    /** Returns the URL so that the driver can decode its parameters, also where people have not encoded a {@code %}. */
    public JdbcUrl readable(JdbcUrl url) {
        return url;
    }

    /** Returns the driver's artifact, {@code group:artifact}, or words that describe the driver. */
    public String artifact() {
        return "the database's JDBC driver";
    }

    /** Returns the names of the driver's classes, the first choice first. */
    public String[] drivers() {
        return NONE;
    }

    /** Returns the driver's largest classes between the first packet and the first result, the latest first. */
    public String[] largestClasses() {
        return NONE;
    }

    /**
     * Loads the classes of the JDK that the driver needs while it connects and that take long to load.
     *
     * @param hasPassword whether the login may need a password
     */
    public void warmUp(boolean hasPassword) {
        // Most drivers need none.
    }

    /** Returns whether the driver writes its log by slf4j where the class path has slf4j. */
    public boolean logsBySlf4j(JdbcUrl url) {
        return true;
    }

    /** Returns whether the driver writes its log by {@code java.util.logging} where it does not write it by slf4j. */
    public boolean logsByJavaUtilLogging(JdbcUrl url) {
        return true;
    }

    /**
     * Returns whether the driver can be loaded by two class loaders of one JVM: not when the driver holds the database itself, or the
     * native library of the database.
     */
    public boolean isLoadableTwice(JdbcUrl url) {
        return !isEmbedded(url);
    }

    /** Returns the remedy for a driver that refuses the URL. */
    public String remedyForRefusedUrl(String driver) {
        return "correct the URL";
    }

    /** Returns the properties, beside account and time limits, with which the driver logs in, unless the URL sets them. */
    public Map<String, String> loginProperties() {
        return Map.of();
    }

    /** Returns the property that limits connecting; null when the driver has none. */
    public TimeLimit connectLimit() {
        return null;
    }

    /**
     * Returns the property that limits each read from the server; null when the driver has none, or limits the login by
     * {@link #connectLimit}.
     */
    public TimeLimit readLimit() {
        return null;
    }

    /** Returns the meaning of an error while connecting, by the codes of this database; null when the codes do not tell. */
    public ConnectionFault fault(SQLException failure) {
        return null;
    }

    /** Returns the meaning of an error while connecting, by the codes of this database, else by SQLState and type; null when none tells. */
    public final ConnectionFault connectionFault(SQLException failure) {
        ConnectionFault fault = fault(failure);
        return fault == null ? StandardFault.of(failure) : fault;
    }

    /** Returns the fault that the type or the words of an exception show; null when they show none. */
    public KnownFault knownFault(Throwable failure) {
        return null;
    }

    /** Returns whether the error code says that the database's file can't be opened, made or written. */
    public boolean isFileFault(int errorCode) {
        return false;
    }

    /** Returns whether the Flyway in the agent has the module for this database. */
    public boolean isBundled() {
        return false;
    }

    /** Returns the artifact with which Flyway learns this database. */
    public String flywayModule() {
        return "org.flywaydb:flyway-database-" + word;
    }

    /** Returns the statement that reads Flyway's history; null when reading it is left to Flyway. */
    public HistoryQuery historyQuery() {
        return null;
    }

    /**
     * Returns the versions of the server that Flyway runs on; null for a database without a {@link #historyQuery}.
     *
     * @param serverVersion the version as the server states it
     */
    public ServerVersions serverVersions(String serverVersion) {
        return null;
    }

    /** Returns whether a database holds schemas that can be named. */
    public boolean hasSchemas() {
        return true;
    }

    /** Returns whether {@code Connection.setSchema} changes the schema of a connection. */
    public boolean connectionsHaveSchema() {
        return hasSchemas() && !isSchemaCatalog();
    }

    /** Returns whether JDBC calls a schema of this database a catalog. */
    public boolean isSchemaCatalog() {
        return false;
    }

    /** Returns the literal for false in a statement. */
    public String falseLiteral() {
        return "FALSE";
    }

    /** Returns whether the statement asks for the lock that lets one instance migrate at a time; the same from Flyway 7.15 to 13.12. */
    public boolean asksForLock(String sql) {
        String lower = sql.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(" for update")
                || lower.startsWith("lock table")
                || lower.contains("sp_getapplock")
                || lower.contains("flyway-lock");
    }

    /**
     * Returns whether Flyway tries to get the lock, sleeps and tries again, instead of waiting inside the database. An interrupt while H2,
     * SQLite or Derby use their files would close the files.
     */
    public boolean pollsForLock() {
        return false;
    }

    /** Returns the sessions of a database on which Flyway takes an advisory lock, of the session or of a transaction; null elsewhere. */
    public PooledSessions pooledSessions() {
        return null;
    }

    /** Returns the transaction that locks the whole database, where Flyway has no lock of its own; null elsewhere. */
    public WriteTransaction writeTransaction() {
        return null;
    }

    /** Returns the statement with which Flyway asks for its lock; empty when the holder of the lock can't be found by the statement. */
    protected String lockStatement(String schema, String table) {
        return "";
    }

    /**
     * Returns the session that holds Flyway's lock, {@code held by …}; empty when no session holds it, or the database does not tell.
     *
     * @param schema the schema of the history table
     * @param table the name of the history table
     */
    public final Optional<String> lockHolder(Connection connection, String schema, String table) throws SQLException {
        String statement = lockStatement(schema, table);
        return statement.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(sessions(table).lockHolder(connection, statement));
    }

    /**
     * Returns the parameters of the URL with which the driver connects through a Unix socket; empty where the driver can't. The class of a
     * socket factory among them may be missing on the class path.
     */
    public Optional<String> socketParameters(UnixSocket socket) {
        return Optional.empty();
    }

    /**
     * Returns the view of the database on its sessions.
     *
     * @param table the name of the history table
     */
    public SessionViews sessions(String table) {
        return SessionViews.unknown();
    }

    /**
     * Returns the statement with which each connection of a run begins, so that waits end when our settings say so; empty for none.
     *
     * @param lockMillis the limit on waiting for Flyway's lock
     * @param statementMillis the limit on waiting for the lock on a table; 0 for none
     */
    public String sessionStatement(long lockMillis, long statementMillis) {
        return "";
    }

    /** Returns whether each statement that defines something commits the statements before it, and itself. */
    public boolean commitsDefinitions() {
        return false;
    }

    /**
     * Returns whether a run notes each script that begins: definitions commit here, and a second connection can read the history while
     * Flyway holds its lock on the first one.
     */
    public boolean keepsNotes() {
        return commitsDefinitions();
    }

    /** Returns whether {@code SET} commits the statements before it. */
    public boolean commitsSettings() {
        return commitsDefinitions();
    }

    /** Returns whether one statement that gave up waiting for a lock can be repeated in the middle of a script. */
    public boolean repeatsStatements() {
        return false;
    }

    /** Returns whether there are tables whose rows stay when a transaction is rolled back. */
    public boolean hasLastingTables() {
        return false;
    }

    /**
     * Returns the tables whose rows stay when a transaction is rolled back.
     *
     * @param databases the databases to look at besides the connection's own
     */
    public LastingTables lastingTables(Connection connection, Set<String> databases) throws SQLException {
        return LastingTables.NONE;
    }

    /** Rolls back, and returns whether the changes of rows are undone; false where nothing of this is known. */
    public boolean undoesRows(Connection connection) throws SQLException {
        return false;
    }

    /** Returns the query for the reason why the server takes no changes; empty when the server does not tell. */
    protected String readOnlyQuery() {
        return "";
    }

    /** Returns the reason why the server takes no changes; empty when it takes changes, or does not tell. */
    public final String readOnlyReason(Connection connection) throws SQLException {
        String query = readOnlyQuery();
        if (query.isEmpty()) {
            return "";
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /** Returns the way in which the database is saved to a file; null when no way is known. */
    public DatabaseDump dump() {
        return null;
    }

    /** Returns the variables that lead the database's client programs to the database; a variable without a value must not be set. */
    public Map<String, Optional<String>> clientVariables(DumpSource source, ServerUrl server) {
        return Map.of();
    }

    /** Returns the answers of the database to an account that asks about itself. */
    public AccountRights rights() {
        return new AccountRights.Unknown();
    }

    /** Returns the statements during which the application waits; null when the database always locks as a whole. */
    public List<LockRule> lockRules() {
        return LockRule.common();
    }

    /**
     * Returns whether the database refuses the statement inside a transaction.
     *
     * @param words the words of the statement in capitals, with one space between them
     */
    public boolean refusesTransaction(String words) {
        return false;
    }

    /** Returns how the database reads the text of a script. */
    public SqlSyntax syntax() {
        return SqlSyntax.STANDARD;
    }

    /** Returns the meaning of the errors with which the database refuses statements. */
    public StatementErrors errors() {
        return new StatementErrors();
    }
}
