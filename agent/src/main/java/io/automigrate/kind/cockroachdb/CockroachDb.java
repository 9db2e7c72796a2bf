package io.automigrate.kind.cockroachdb;

import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.postgresql.PostgreSql;

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
    public String[] drivers() {
        return new String[] {"io.cockroachdb.jdbc.CockroachDriver"};
    }
}
