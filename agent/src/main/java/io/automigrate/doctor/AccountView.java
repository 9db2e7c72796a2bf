package io.automigrate.doctor;

import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a kind of database tells an account about itself. */
interface AccountView {
    /** Returns how the connection is encrypted; empty: it is not; null: not known, or there is no connection to encrypt. */
    String encryption(Connection connection) throws SQLException;

    /** Finds out whether the account may make tables, without making one. */
    void privileges(Connection connection, Settings.History history, CheckedSubject findings) throws SQLException;

    static AccountView of(String vendor) {
        return switch (vendor) {
            case "postgresql" -> new PostgresAccount();
            case "mysql", "mariadb" -> new MySqlAccount();
            case "h2" -> new H2Account();
            default -> new UnknownAccount();
        };
    }

    /** Returns the first column of the first row; null when there is none. */
    static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /** A database whose words for rights are not known here. */
    final class UnknownAccount implements AccountView {
        @Override
        public String encryption(Connection connection) {
            return null;
        }

        @Override
        public void privileges(Connection connection, Settings.History history, CheckedSubject findings) {
            // Nothing that could be said.
        }
    }
}
