package io.automigrate.engine.failure;

import io.automigrate.engine.sql.SqlError;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** Why a server takes no changes, as far as it can tell. */
public final class ReadOnlyServer {
    private static final String POSTGRESQL =
            "SELECT CASE WHEN pg_is_in_recovery() THEN 'it is in recovery, a replica' WHEN"
                    + " current_setting('default_transaction_read_only') = 'on' THEN 'default_transaction_read_only is on for"
                    + " this role, database or server' ELSE '' END";

    private static final String MYSQL =
            "SELECT CASE WHEN @@global.read_only THEN 'read_only is on, as on a replica' ELSE '' END";

    private ReadOnlyServer() {}

    /** Recognises a statement that the server refused because it takes no changes from anybody. */
    static Optional<Failure> recognise(FailedRun run, Throwable thrown) {
        return SqlError.in(thrown).filter(SqlError::isReadOnly).map(error -> failure(run, error));
    }

    private static Failure failure(FailedRun run, SqlError error) {
        Settings.Account account = run.settings().account();
        String server = account.address().endpoint().orElse("");
        String why = run.flyway() == null
                ? ""
                : reason(account.kind().word(), run.flyway().getConfiguration().getDataSource());
        return Failure.of(
                        ExitCode.ACCESS_REFUSED,
                        "The server" + (server.isEmpty() ? "" : " " + server) + " is read-only, and schema \""
                                + run.schema() + "\" is not up to date" + (why.isEmpty() ? "" : ": " + why))
                .with("database", error.details())
                .with("state", run.state().text())
                .remedy("let " + account.source().replaceFirst(",.*", "")
                        + " lead to the server that takes changes, or migrate there first: a start with nothing pending needs"
                        + " no right to write");
    }

    /** Returns the reason; empty when the server does not tell, or can't be asked. */
    static String reason(String vendor, DataSource source) {
        try (Connection connection = source.getConnection()) {
            return find(connection, vendor);
        } catch (SQLException | RuntimeException e) {
            // What the server has said already is in the block.
            return "";
        }
    }

    /**
     * Returns the reason; empty when the server takes changes, or does not tell.
     *
     * @param vendor the kind of database, the word behind {@code jdbc:}
     * @throws SQLException when the database can't be asked
     */
    public static String find(Connection connection, String vendor) throws SQLException {
        String question =
                switch (vendor) {
                    case "postgresql" -> POSTGRESQL;
                    case "mysql", "mariadb" -> MYSQL;
                    default -> "";
                };
        if (question.isEmpty()) {
            return "";
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
