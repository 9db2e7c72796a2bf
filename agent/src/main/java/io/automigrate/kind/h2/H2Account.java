package io.automigrate.kind.h2;

import io.automigrate.kind.AccountRights;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** H2 2: its administrators may do everything; others need rights on schemas. */
final class H2Account implements AccountRights {
    @Override
    public String encryption(Connection connection) {
        return null;
    }

    @Override
    public List<Observation> privileges(Connection connection, List<String> schemas) throws SQLException {
        String admin = AccountRights.ask(
                connection, "SELECT IS_ADMIN FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = CURRENT_USER");
        return List.of(
                "TRUE".equalsIgnoreCase(admin)
                        ? new Observation(Verdict.ALLOWED, "The account may make tables: it is an administrator", "")
                        : new Observation(
                                Verdict.DOUBTFUL,
                                "The account is no administrator; whether it may make tables is not known",
                                "see that it has ALTER ANY SCHEMA, or owns the schema"));
    }
}
