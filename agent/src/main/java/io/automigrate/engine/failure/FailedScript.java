package io.automigrate.engine.failure;

import io.automigrate.failure.CauseChain;
import java.util.Optional;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The migration that an exception of Flyway's is about. The exceptions are internal to Flyway and have moved between packages, so they
 * are known by their simple names, which are the same from 7.1 to 13.
 *
 * @param migration the migration that failed
 * @param line the first line of the statement; 0 when it was no SQL
 * @param statement the statement; empty when it was no SQL
 */
record FailedScript(MigrationInfo migration, int line, String statement) {
    static Optional<FailedScript> of(Throwable thrown) {
        Throwable migrate =
                new CauseChain(thrown).named("FlywayMigrateException").orElse(null);
        if (migrate == null || !(get(migrate, "getMigration") instanceof MigrationInfo migration)) {
            return Optional.empty();
        }
        Throwable script =
                new CauseChain(migrate).named("FlywaySqlScriptException").orElse(null);
        Object line = script == null ? null : get(script, "getLineNumber");
        Object statement = script == null ? null : get(script, "getStatement");
        return Optional.of(
                line instanceof Integer number && statement instanceof String sql
                        ? new FailedScript(migration, number, sql)
                        : new FailedScript(migration, 0, ""));
    }

    boolean isSql() {
        return line > 0;
    }

    private static Object get(Throwable from, String method) {
        try {
            return from.getClass().getMethod(method).invoke(from);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
