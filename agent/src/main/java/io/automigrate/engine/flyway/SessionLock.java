package io.automigrate.engine.flyway;

import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Tells Flyway which of PostgreSQL's locks to take, in the words of its version. */
final class SessionLock {
    private SessionLock() {}

    static void choose(FluentConfiguration configuration, boolean ofSession) {
        try {
            // By its class: by its name Flyway 13 would need Jackson to read the value.
            configuration
                    .getPluginRegister()
                    .getExact(PostgreSQLConfigurationExtension.class)
                    .setTransactionalLock(!ofSession);
        } catch (LinkageError | RuntimeException e) {
            // The class is where it is from Flyway 10 on.
            chooseByName(configuration, ofSession);
        }
    }

    private static void chooseByName(FluentConfiguration configuration, boolean ofSession) {
        try {
            configuration.configuration(Map.of("flyway.postgresql.transactional.lock", Boolean.toString(!ofSession)));
        } catch (FlywayException | LinkageError e) {
            // Before 9.1 there is only the session's lock, and the name is unknown.
            return;
        }
    }
}
