package io.automigrate.kind.sqlite;

import static io.automigrate.kind.ConnectionFault.NOT_READY;
import static io.automigrate.kind.ConnectionFault.UNUSABLE;

import io.automigrate.kind.ConnectionFault;
import io.automigrate.kind.DatabaseDump;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.HistoryQuery;
import io.automigrate.kind.KnownFault;
import io.automigrate.kind.LockRule;
import io.automigrate.kind.ServerVersions;
import io.automigrate.kind.StatementErrors;
import io.automigrate.kind.WriteTransaction;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.ServerPlaces;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** SQLite: a file, opened inside this process. */
public final class Sqlite extends DatabaseKind {
    private Sqlite() {
        super("sqlite");
    }

    /** Returns the kind. */
    public static DatabaseKind kind() {
        return new Sqlite();
    }

    @Override
    public String endpoint(JdbcUrl url) {
        return null;
    }

    @Override
    public List<String> places(JdbcUrl url, String user) {
        return List.of(ServerPlaces.file(ServerPlaces.afterScheme(url.value(), "?")));
    }

    @Override
    public boolean isEmbedded(JdbcUrl url) {
        return true;
    }

    @Override
    public String endsWithConnection(JdbcUrl url) {
        String value = url.value();
        boolean isFile = value.length() > "jdbc:sqlite:".length()
                && !value.startsWith("jdbc:sqlite:?")
                && !value.contains(":memory:")
                && !value.contains("mode=memory");
        return isFile ? "" : "name a file: jdbc:sqlite:/data/shop.db";
    }

    @Override
    public String artifact() {
        return "org.xerial:sqlite-jdbc";
    }

    /** The driver unpacks its native library for each loader, unless a path to one library is given: a JVM loads that for one loader only. */
    @Override
    public boolean isLoadableTwice(JdbcUrl url) {
        return System.getProperty("org.sqlite.lib.path") == null && !url.value().contains(":memory:");
    }

    @Override
    public String[] drivers() {
        return new String[] {"org.sqlite.JDBC"};
    }

    /**
     * Flyway has no lock on SQLite. A transaction that takes the database's own lock when it begins, and not when it first writes, keeps
     * two instances from reading the same history and applying the same script.
     */
    @Override
    public Map<String, String> loginProperties() {
        return Map.of("transaction_mode", "IMMEDIATE");
    }

    @Override
    public ConnectionFault fault(SQLException failure) {
        return switch (failure.getErrorCode()) {
            // SQLITE_BUSY, SQLITE_LOCKED.
            case 5, 6 -> NOT_READY;
            // PERM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB.
            case 3, 8, 10, 11, 13, 14, 26 -> UNUSABLE;
            default -> null;
        };
    }

    @Override
    public KnownFault knownFault(Throwable failure) {
        return failure.getClass().getName().equals("org.sqlite.NativeLibraryNotFoundException")
                ? new KnownFault(
                        UNUSABLE,
                        "SQLite's native library can't be loaded",
                        "the driver unpacks the library into java.io.tmpdir, which must exist, be writable and allow execution;"
                                + " -Dorg.sqlite.tmpdir=… names another folder")
                : null;
    }

    /** SQLITE_PERM, READONLY, CANTOPEN. */
    @Override
    public boolean isFileFault(int errorCode) {
        return errorCode == 3 || errorCode == 8 || errorCode == 14;
    }

    @Override
    public boolean isBundled() {
        return true;
    }

    @Override
    public HistoryQuery historyQuery() {
        return new HistoryQuery('"', "'main', 'main', sqlite_version()", "", false);
    }

    @Override
    public ServerVersions serverVersions(String serverVersion) {
        return new ServerVersions("SQLite", "3", "3", "4", 3);
    }

    @Override
    public boolean hasSchemas() {
        return false;
    }

    @Override
    public String falseLiteral() {
        return "0";
    }

    /** A writer keeps all others waiting, whatever they want. */
    @Override
    public boolean asksForLock(String sql) {
        return true;
    }

    @Override
    public WriteTransaction writeTransaction() {
        return SqliteTransaction.transaction();
    }

    @Override
    public String sessionStatement(long lockMillis, long statementMillis) {
        // A little later than our own deadline, whose message says more.
        return busyTimeout(Math.min(lockMillis + 1000, Integer.MAX_VALUE));
    }

    /** Returns the statement that limits the wait of a connection for the lock of the database. */
    static String busyTimeout(long millis) {
        return "PRAGMA busy_timeout = " + millis;
    }

    @Override
    public DatabaseDump dump() {
        return SqliteCopy.dump();
    }

    @Override
    public List<LockRule> lockRules() {
        return null;
    }

    @Override
    public StatementErrors errors() {
        return SqliteErrors.errors();
    }
}
