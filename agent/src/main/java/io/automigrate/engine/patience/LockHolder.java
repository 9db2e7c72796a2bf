package io.automigrate.engine.patience;

import io.automigrate.engine.watch.SessionViews;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Who holds Flyway's lock, asked by somebody who does not want it. */
public final class LockHolder {
    /** "Flyway" in ASCII: what Flyway adds the hash of its table to ({@code PostgreSQLAdvisoryLockTemplate}, 7.15 to 13.12). */
    private static final long POSTGRESQL = 0x466C79776179L;

    private LockHolder() {}

    /**
     * Returns the holder, {@code held by …}; empty when there is none, or the database does not tell.
     *
     * @param vendor the kind of database, the word behind {@code jdbc:}
     * @param schema where the history table is
     * @param table its name
     * @throws SQLException when the database can't be asked
     */
    public static Optional<String> find(Connection connection, String vendor, String schema, String table)
            throws SQLException {
        long key = POSTGRESQL + ("\"" + schema + "\".\"" + table + "\"").hashCode();
        String lockSql =
                switch (vendor) {
                    case "postgresql" -> "SELECT pg_try_advisory_lock(" + key + ")";
                    case "mysql", "mariadb" -> "SELECT GET_LOCK(?, ?)";
                    default -> "";
                };
        return lockSql.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(SessionViews.of(vendor, table).lockHolder(connection, lockSql));
    }
}
