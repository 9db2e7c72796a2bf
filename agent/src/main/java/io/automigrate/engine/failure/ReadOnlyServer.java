package io.automigrate.engine.failure;

import io.automigrate.engine.sql.SqlError;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** A server that takes no changes, and the reason that it tells. */
final class ReadOnlyServer {
    private ReadOnlyServer() {}

    /** Recognises a statement that the server refused because it takes no changes from anybody. */
    static Optional<Failure> recognise(FailedRun run, Throwable thrown) {
        return run.error(thrown).filter(SqlError::isReadOnly).map(error -> failure(run, error));
    }

    private static Failure failure(FailedRun run, SqlError error) {
        Settings.Account account = run.settings().account();
        String server = account.address().endpoint().orElse("");
        String why = run.flyway() == null
                ? ""
                : reason(account.kind(), run.flyway().getConfiguration().getDataSource());
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
    private static String reason(DatabaseKind kind, DataSource source) {
        try (Connection connection = source.getConnection()) {
            return kind.readOnlyReason(connection);
        } catch (SQLException | RuntimeException e) {
            // The block holds the server's own message already.
            return "";
        }
    }
}
