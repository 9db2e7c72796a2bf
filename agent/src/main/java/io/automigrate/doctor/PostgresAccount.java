package io.automigrate.doctor;

import io.automigrate.failure.ExitCode;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code has_schema_privilege} and its like, which look and change nothing. */
final class PostgresAccount implements AccountView {
    @Override
    public String encryption(Connection connection) throws SQLException {
        return AccountView.ask(
                connection,
                "SELECT CASE WHEN ssl THEN version ELSE '' END FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
    }

    @Override
    public void privileges(Connection connection, Settings.History history, CheckedSubject findings)
            throws SQLException {
        for (String schema : schemas(connection, history)) {
            String state = state(connection, schema);
            if (state == null) {
                missing(connection, schema, findings);
            } else if (state.equals("t")) {
                findings.ok("The account may make tables in schema \"" + schema + "\"");
                foreign(connection, schema, findings);
            } else {
                findings.fail(
                        "The account may not make tables in schema \"" + schema + "\"",
                        "GRANT USAGE, CREATE ON SCHEMA \"" + schema + "\" TO the account, or use another one",
                        ExitCode.ACCESS_REFUSED);
            }
        }
    }

    private static List<String> schemas(Connection connection, Settings.History history) throws SQLException {
        Set<String> schemas = new LinkedHashSet<>();
        history.defaultSchema().ifPresent(schemas::add);
        schemas.addAll(history.schemas());
        if (schemas.isEmpty()) {
            String current = connection.getSchema();
            schemas.add(current == null ? "public" : current);
        }
        return List.copyOf(schemas);
    }

    /** Returns whether tables can be made, {@code t} or {@code f}; null when there is no such schema. */
    private static String state(Connection connection, String schema) throws SQLException {
        return one(
                connection,
                "SELECT has_schema_privilege(oid, 'CREATE') AND has_schema_privilege(oid, 'USAGE')"
                        + " FROM pg_namespace WHERE nspname = ?",
                schema);
    }

    private static void missing(Connection connection, String schema, CheckedSubject findings) throws SQLException {
        if ("t".equals(AccountView.ask(connection, "SELECT has_database_privilege(current_database(), 'CREATE')"))) {
            findings.ok("There is no schema \"" + schema + "\" yet, and the account may make it");
        } else {
            findings.fail(
                    "There is no schema \"" + schema + "\", and the account may not make it",
                    "create it, or GRANT CREATE ON DATABASE to the account",
                    ExitCode.ACCESS_REFUSED);
        }
    }

    private static void foreign(Connection connection, String schema, CheckedSubject findings) throws SQLException {
        String tables = one(
                connection,
                "SELECT string_agg(t.name, ', ') FROM (SELECT tablename || ' of ' || tableowner AS name FROM pg_tables"
                        + " WHERE schemaname = ? AND NOT pg_has_role(tableowner, 'MEMBER') ORDER BY 1 LIMIT 5) t",
                schema);
        if (tables != null) {
            findings.warn(
                    "Tables in schema \"" + schema + "\" belong to others, and only their owners may alter them: "
                            + tables,
                    "migrate with the account that owns them, or GRANT its role to this one (AUTO_MIGRATE_INIT_SQL=SET ROLE …)");
        }
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
