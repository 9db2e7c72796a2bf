package io.automigrate.doctor;

import io.automigrate.engine.TenantQuery;
import io.automigrate.failure.StartupException;
import io.automigrate.kind.AccountRights;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks the database: its product and version, the login, and the rights of the account. The check writes nothing. */
final class DatabaseCheck {
    private final Settings settings;
    private final CheckedSubject findings;
    private List<Settings> schemas = List.of();

    DatabaseCheck(Settings settings, CheckedSubject findings) {
        this.settings = settings;
        this.findings = findings;
    }

    /**
     * Runs the checks.
     *
     * @param connection the connection of the login that worked
     * @throws SQLException when the connection was lost
     */
    void check(Connection connection) throws SQLException {
        AccountRights rights = settings.account().kind().rights();
        product(connection, rights);
        readOnly(connection);
        schemas = schemas(connection);
        if (!schemas.isEmpty()) {
            privileges(connection, rights);
        }
    }

    /** Returns the settings for each schema with a history, one for each tenant; empty when the schemas can't be read. */
    List<Settings> schemas() {
        return schemas;
    }

    private void product(Connection connection, AccountRights rights) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String version = String.valueOf(metaData.getDatabaseProductVersion())
                .lines()
                .findFirst()
                .orElse("");
        String user = metaData.getUserName() == null ? "" : metaData.getUserName();
        findings.ok("Logged in to " + metaData.getDatabaseProductName() + " " + version
                + (user.isEmpty() ? "" : " as " + user) + encryption(connection, rights));
    }

    private static String encryption(Connection connection, AccountRights rights) {
        try {
            String encryption = rights.encryption(connection);
            return encryption == null
                    ? ""
                    : encryption.isEmpty() ? ", not encrypted" : ", encrypted with " + encryption;
        } catch (SQLException e) {
            // The login has worked, so a proxy may hide the port of the server.
            return "";
        }
    }

    private void readOnly(Connection connection) {
        try {
            String reason = settings.account().kind().readOnlyReason(connection);
            boolean isReadOnly = !reason.isEmpty() || connection.isReadOnly();
            if (isReadOnly) {
                // This is no failure by itself, because a start with nothing pending writes nothing.
                findings.warn(
                        "The database can't be written: " + (reason.isEmpty() ? "the connection is read-only" : reason),
                        "to migrate, use the URL of the server that takes changes, and an account that may make them");
            }
        } catch (SQLException e) {
            findings.warn("Whether the database can be written is not known: " + e.getMessage(), "look at it by hand");
        }
    }

    private List<Settings> schemas(Connection connection) {
        if (settings.tenants().isEmpty()) {
            return List.of(settings);
        }
        try {
            List<Settings> tenants = new ArrayList<>();
            for (String schema : TenantQuery.schemas(settings, connection)) {
                tenants.add(settings.forTenant(schema));
            }
            if (tenants.isEmpty()) {
                findings.warn(
                        "AUTO_MIGRATE_TENANTS_QUERY found no tenant, nothing is migrated",
                        "make sure that the query finds the schemas of the tenants with this account");
            }
            return tenants;
        } catch (StartupException e) {
            findings.fail(e.failure());
            return List.of();
        }
    }

    private void privileges(Connection connection, AccountRights rights) {
        try {
            Set<String> names = new LinkedHashSet<>();
            settings.history().defaultSchema().ifPresent(names::add);
            for (Settings schema : schemas) {
                names.addAll(schema.history().schemas());
            }
            for (AccountRights.Observation observation : rights.privileges(connection, List.copyOf(names))) {
                tell(observation);
            }
        } catch (SQLException e) {
            findings.warn("The rights of the account are not known: " + e.getMessage(), "look at them by hand");
        }
    }

    /** A start with nothing pending needs no rights. When scripts are pending, the check of the history reports the failure. */
    private void tell(AccountRights.Observation observation) {
        if (observation.verdict() == AccountRights.Verdict.ALLOWED) {
            findings.ok(observation.text());
        } else {
            findings.warn(observation.text(), observation.remedy());
        }
    }
}
