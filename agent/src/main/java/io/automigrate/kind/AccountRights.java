package io.automigrate.kind;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The answers of a kind of database to an account that asks about itself. */
public interface AccountRights {

    /** Returns how the connection is encrypted: empty when it is not, null when that is not known or there is nothing to encrypt. */
    String encryption(Connection connection) throws SQLException;

    /**
     * Finds out, without making a table, whether the account may make tables.
     *
     * @param schemas the schemas to migrate; empty for the connection's own
     */
    List<Observation> privileges(Connection connection, List<String> schemas) throws SQLException;

    /**
     * One fact about the rights of the account.
     *
     * @param verdict the meaning of the fact for a migration
     * @param text the fact
     * @param remedy the remedy for the operator; empty when none is needed
     */
    record Observation(Verdict verdict, String text, String remedy) {}

    /** The meaning of a fact for a migration. */
    enum Verdict {
        /** The account has the right. */
        ALLOWED,
        /** The account may lack a right that scripts need. */
        DOUBTFUL,
        /** The account lacks a right that every migration needs. */
        REFUSED
    }

    /** Returns the first column of the first row; null when there is none. */
    static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /** A database that can't be asked for rights. */
    final class Unknown implements AccountRights {
        @Override
        public String encryption(Connection connection) {
            return null;
        }

        @Override
        public List<Observation> privileges(Connection connection, List<String> schemas) {
            return List.of();
        }
    }
}
