package io.automigrate.engine.task;

import io.automigrate.failure.StartupException;
import io.automigrate.migration.SchemaVersion;
import java.util.List;
import org.flywaydb.core.FlywayExecutor;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.database.base.Schema;
import org.flywaydb.core.internal.schemahistory.SchemaHistory;

/**
 * The objects that Flyway makes from its configuration and the connections. Their types are internal to Flyway, so they are used only with the agent's
 * own Flyway, never with the application's.
 *
 * @param resolved the scripts that the configuration leads to
 */
record InsideFlyway(
        SchemaHistory history, Database<?> database, Schema<?, ?> defaultSchema, List<ResolvedMigration> resolved) {

    /**
     * Opens the connections, performs the work, and closes them.
     *
     * @throws StartupException what the work threw
     */
    static <T> T perform(Configuration flyway, Work<InsideFlyway, T> work)
            throws StartupException, InterruptedException {
        try {
            return new FlywayExecutor(flyway)
                    .execute(
                            (resolver, history, database, defaultSchema, schemas, callbacks, interceptor) -> {
                                try {
                                    return work.perform(new InsideFlyway(
                                            history,
                                            database,
                                            defaultSchema,
                                            List.copyOf(resolver.resolveMigrations(flyway))));
                                } catch (StartupException | InterruptedException e) {
                                    throw new FlywayException(e);
                                }
                            },
                            true,
                            null);
        } catch (FlywayException e) {
            if (e.getCause() instanceof StartupException refusal) {
                throw refusal;
            }
            if (e.getCause() instanceof InterruptedException interruption) {
                throw interruption;
            }
            throw e;
        }
    }

    /** Returns the script for a version. */
    ResolvedMigration script(String version) {
        SchemaVersion wanted = SchemaVersion.parse(version);
        for (ResolvedMigration migration : resolved) {
            boolean isVersioned = migration.getVersion() != null;
            if (isVersioned
                    && SchemaVersion.parse(migration.getVersion().getVersion()).equals(wanted)) {
                return migration;
            }
        }
        throw new FlywayException("no script for version " + version);
    }
}
