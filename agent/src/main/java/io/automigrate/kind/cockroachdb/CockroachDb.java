package io.automigrate.kind.cockroachdb;

import io.automigrate.kind.AccountRights;
import io.automigrate.kind.DatabaseDump;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.HistoryQuery;
import io.automigrate.kind.PooledSessions;
import io.automigrate.kind.postgresql.PostgreSql;
import io.automigrate.url.JdbcUrl;

/**
 * CockroachDB under a URL of its own. Most applications reach it with PostgreSQL's driver and URL; such a database is treated as
 * PostgreSQL.
 */
public final class CockroachDb extends PostgreSql {
    private static final int PORT = 26257;

    private CockroachDb() {
        super("cockroachdb");
    }

    /** Returns the kind. */
    public static DatabaseKind kind() {
        return new CockroachDb();
    }

    @Override
    public int defaultPort() {
        return PORT;
    }

    @Override
    public String artifact() {
        return "io.cloudneutral:cockroachdb-jdbc-driver";
    }

    @Override
    public boolean logsBySlf4j(JdbcUrl url) {
        return true;
    }

    @Override
    public String[] drivers() {
        return new String[] {"io.cockroachdb.jdbc.CockroachDriver"};
    }

    /** Flyway writes a row as its lock, and tries again and again. */
    @Override
    public PooledSessions pooledSessions() {
        return null;
    }

    @Override
    protected String lockStatement(String schema, String table) {
        return "";
    }

    @Override
    protected String readOnlyQuery() {
        return "";
    }

    /** The agent's Flyway judges the version of CockroachDB, not this class. */
    @Override
    public HistoryQuery historyQuery() {
        return null;
    }

    /** {@code pg_dump} can't save this database. */
    @Override
    public DatabaseDump dump() {
        return null;
    }

    @Override
    public AccountRights rights() {
        return new AccountRights.Unknown();
    }

    /** The limit does not hold for Flyway's own lock, which is tried without waiting. */
    @Override
    public String sessionStatement(long lockMillis, long statementMillis) {
        return statementMillis == 0 ? "" : "SET lock_timeout = " + statementMillis;
    }
}
