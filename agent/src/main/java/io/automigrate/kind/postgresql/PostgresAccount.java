package io.automigrate.kind.postgresql;

import io.automigrate.kind.AccountRights;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code has_schema_privilege} and its like, which look and change nothing. */
final class PostgresAccount implements AccountRights {
    /** Made here, because the verifier of a class that makes this object would load the type that it returns. */
    static AccountRights rights() {
        return new PostgresAccount();
    }

    @Override
    public String encryption(Connection connection) throws SQLException {
        return AccountRights.ask(
                connection,
                "SELECT CASE WHEN ssl THEN version ELSE '' END FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
    }

    @Override
    public List<Observation> privileges(Connection connection, List<String> schemas) throws SQLException {
        List<Observation> observations = new ArrayList<>();
        for (String schema : schemas.isEmpty() ? List.of(current(connection)) : schemas) {
            String state = state(connection, schema);
            if (state == null) {
                observations.add(missing(connection, schema));
            } else if (state.equals("t")) {
                observations.add(new Observation(
                        Verdict.ALLOWED, "The account may make tables in schema \"" + schema + "\"", ""));
                foreign(connection, schema).ifPresent(observations::add);
            } else {
                observations.add(new Observation(
                        Verdict.REFUSED,
                        "The account may not make tables in schema \"" + schema + "\"",
                        "GRANT USAGE, CREATE ON SCHEMA \"" + schema + "\" TO the account, or use another one"));
            }
        }
        return observations;
    }

    private static String current(Connection connection) throws SQLException {
        String current = connection.getSchema();
        return current == null ? "public" : current;
    }

    /** Returns whether tables can be made, {@code t} or {@code f}; null when there is no such schema. */
    private static String state(Connection connection, String schema) throws SQLException {
        return one(
                connection,
                "SELECT has_schema_privilege(oid, 'CREATE') AND has_schema_privilege(oid, 'USAGE')"
                        + " FROM pg_namespace WHERE nspname = ?",
                schema);
    }

    private static Observation missing(Connection connection, String schema) throws SQLException {
        return "t".equals(AccountRights.ask(connection, "SELECT has_database_privilege(current_database(), 'CREATE')"))
                ? new Observation(
                        Verdict.ALLOWED, "There is no schema \"" + schema + "\" yet, and the account may make it", "")
                : new Observation(
                        Verdict.REFUSED,
                        "There is no schema \"" + schema + "\", and the account may not make it",
                        "create it, or GRANT CREATE ON DATABASE to the account");
    }

    private static Optional<Observation> foreign(Connection connection, String schema) throws SQLException {
        String tables = one(
                connection,
                "SELECT string_agg(t.name, ', ') FROM (SELECT tablename || ' of ' || tableowner AS name FROM pg_tables"
                        + " WHERE schemaname = ? AND NOT pg_has_role(tableowner, 'MEMBER') ORDER BY 1 LIMIT 5) t",
                schema);
        return tables == null
                ? Optional.empty()
                : Optional.of(
                        new Observation(
                                Verdict.DOUBTFUL,
                                "Tables in schema \"" + schema
                                        + "\" belong to others, and only their owners may alter them: " + tables,
                                "migrate with the account that owns them, or GRANT its role to this one (AUTO_MIGRATE_INIT_SQL=SET ROLE …)"));
    }

    private static String one(Connection connection, String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }
}
