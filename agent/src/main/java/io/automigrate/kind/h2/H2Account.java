package io.automigrate.kind.h2;

import io.automigrate.kind.AccountRights;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** H2 2: its administrators may do everything; others need rights on schemas. */
final class H2Account implements AccountRights {
    /** Made here, because the verifier of a class that makes this object would load the type that it returns. */
    static AccountRights rights() {
        return new H2Account();
    }

    @Override
    public String encryption(Connection connection) {
        return null;
    }

    @Override
    public List<Observation> privileges(Connection connection, List<String> schemas) throws SQLException {
        String admin = AccountRights.ask(
                connection, "SELECT IS_ADMIN FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = CURRENT_USER");
        return List.of(observation(connection, "TRUE".equalsIgnoreCase(admin)));
    }

    private static Observation observation(Connection connection, boolean isAdmin) throws SQLException {
        if (isAdmin) {
            return new Observation(Verdict.ALLOWED, "The account may make tables: it is an administrator", "");
        }
        String schema = connection.getSchema();
        if (ownsSchema(connection) || hasRight(connection, "RIGHTS LIKE '%ALTER ANY SCHEMA%'")) {
            return new Observation(Verdict.ALLOWED, "The account may make tables in schema \"" + schema + "\"", "");
        }
        if (hasRight(connection, "GRANTEDROLE IS NOT NULL")) {
            return new Observation(
                    Verdict.DOUBTFUL,
                    "The account is no administrator; whether its role may make tables is not known",
                    "see that the role has ALTER ANY SCHEMA, or that the account owns the schema");
        }
        return new Observation(
                Verdict.REFUSED,
                "The account may not make tables in schema \"" + schema + "\"",
                "GRANT ALTER ANY SCHEMA TO the account, or use another one");
    }

    private static boolean ownsSchema(Connection connection) throws SQLException {
        return AccountRights.ask(
                        connection,
                        "SELECT 1 FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = CURRENT_SCHEMA AND SCHEMA_OWNER ="
                                + " CURRENT_USER")
                != null;
    }

    private static boolean hasRight(Connection connection, String condition) throws SQLException {
        return AccountRights.ask(
                        connection,
                        "SELECT 1 FROM INFORMATION_SCHEMA.RIGHTS WHERE GRANTEE = CURRENT_USER AND " + condition)
                != null;
    }
}
