package io.automigrate.engine;

import io.automigrate.engine.sql.SqlError;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.settings.Settings;
import io.automigrate.text.OneLine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code AUTO_MIGRATE_TENANTS_QUERY}: asks the database for the schemas of its tenants. */
public final class TenantQuery {
    private final String sql;
    private final DatabaseKind kind;

    TenantQuery(String sql, DatabaseKind kind) {
        this.sql = sql;
        this.kind = kind;
    }

    /**
     * Returns the schemas of the tenants, those that were named or those that the query finds.
     *
     * @param settings the settings of a start with tenants
     * @param connection as in {@link #ask}
     * @throws StartupException as in {@link #ask}
     */
    public static List<String> schemas(Settings settings, Connection connection) throws StartupException {
        Settings.Tenants tenants = settings.tenants().orElseThrow();
        return tenants.query().isEmpty()
                ? tenants.names()
                : new TenantQuery(tenants.query().get(), settings.account().kind()).ask(connection);
    }

    /**
     * Returns the first column of all rows, in their order and each name once.
     *
     * @param connection in auto-commit mode; it stays usable
     * @throws StartupException {@code CONFIGURATION} when the query fails or a row has no name, {@code ACCESS_REFUSED} when the account may
     *     not ask
     */
    List<String> ask(Connection connection) throws StartupException {
        Set<String> names = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String name = rows.getString(1);
                if (name == null || !Settings.Tenants.isName(name)) {
                    throw failure(
                            ExitCode.CONFIGURATION,
                            "AUTO_MIGRATE_TENANTS_QUERY found "
                                    + (name == null || name.isBlank()
                                            ? "a tenant without a name"
                                            : "the tenant \"" + OneLine.of(name)
                                                    + "\", whose name holds a quote or a backslash"),
                            null);
                }
                // Fixed-length columns are filled with blanks.
                names.add(name.trim());
            }
        } catch (SQLException e) {
            SqlError error = new SqlError(e, kind);
            throw failure(code(error), "AUTO_MIGRATE_TENANTS_QUERY can't be answered: " + error.headline(), e);
        }
        return new ArrayList<>(names);
    }

    private StartupException failure(ExitCode code, String headline, SQLException cause) {
        return new StartupException(
                Failure.of(code, headline)
                        .with("statement", OneLine.of(sql))
                        .with("state", "nothing was migrated")
                        .remedy(
                                "correct the query: the migration account asks it before anything is migrated, and each row's"
                                        + " first column is the name of a schema"),
                cause);
    }

    private static ExitCode code(SqlError error) {
        if (error.isConnectionLost()) {
            return ExitCode.DATABASE_UNREACHABLE;
        }
        return error.exitCode() == ExitCode.ACCESS_REFUSED ? ExitCode.ACCESS_REFUSED : ExitCode.CONFIGURATION;
    }
}
