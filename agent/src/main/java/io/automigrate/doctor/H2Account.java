package io.automigrate.doctor;

import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;

/** H2 2: its administrators may do everything; others need rights on schemas. */
final class H2Account implements AccountView {
    @Override
    public String encryption(Connection connection) {
        return null;
    }

    @Override
    public void privileges(Connection connection, Settings.History history, CheckedSubject findings)
            throws SQLException {
        String admin = AccountView.ask(
                connection, "SELECT IS_ADMIN FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = CURRENT_USER");
        if ("TRUE".equalsIgnoreCase(admin)) {
            findings.ok("The account may make tables: it is an administrator");
        } else {
            findings.warn(
                    "The account is no administrator; whether it may make tables is not known",
                    "see that it has ALTER ANY SCHEMA, or owns the schema");
        }
    }
}
