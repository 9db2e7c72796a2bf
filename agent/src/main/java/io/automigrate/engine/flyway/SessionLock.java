package io.automigrate.engine.flyway;

import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Sets the option for PostgreSQL's lock in the form that the version of Flyway knows. */
final class SessionLock {
    private SessionLock() {}

    static void choose(FluentConfiguration configuration, boolean ofSession) {
        try {
            // The option is set through its class, because Flyway 13 needs Jackson to read the option by its name.
            configuration
                    .getPluginRegister()
                    .getExact(PostgreSQLConfigurationExtension.class)
                    .setTransactionalLock(!ofSession);
        } catch (LinkageError | RuntimeException e) {
            // The class has this package since Flyway 10.
            chooseByName(configuration, ofSession);
        }
    }

    private static void chooseByName(FluentConfiguration configuration, boolean ofSession) {
        try {
            configuration.configuration(Map.of("flyway.postgresql.transactional.lock", Boolean.toString(!ofSession)));
        } catch (FlywayException | LinkageError e) {
            // Before 9.1 Flyway has only the lock of the session and does not know the option.
            return;
        }
    }
}
