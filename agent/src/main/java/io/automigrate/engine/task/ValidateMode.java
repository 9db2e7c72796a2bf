package io.automigrate.engine.task;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.failure.HistoryMismatch;
import io.automigrate.failure.StartupException;
import java.util.List;
import org.flywaydb.core.api.MigrationInfoService;

/** {@code AUTO_MIGRATE_MODE=validate}: refuses a schema that is not up to date. */
public final class ValidateMode implements Work<LoadedFlyway, SchemaEngine.Result> {
    @Override
    public SchemaEngine.Result perform(LoadedFlyway configured) throws StartupException {
        LoadedFlyway loaded = MatchingBaseline.choose(configured);
        MigrationInfoService info = loaded.flyway().info();
        HistoryMismatch mismatch = loaded.mismatch();
        List<String> pending = new PendingMigrations(info).names();
        if (mismatch.isReal() || !pending.isEmpty()) {
            throw new StartupException(mismatch.describe(pending));
        }
        return new SchemaEngine.Result(loaded.schema(), 0, LoadedFlyway.version(info), false);
    }
}
