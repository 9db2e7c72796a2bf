package io.automigrate.engine.task;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.failure.UntouchedScriptException;
import io.automigrate.engine.patience.StatementLockRetries;
import io.automigrate.engine.watch.MigrationStory;
import io.automigrate.failure.StartupException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** {@code AUTO_MIGRATE_MODE=migrate}: applies the pending scripts. */
public final class MigrateMode implements Work<LoadedFlyway, SchemaEngine.Result> {
    @Override
    public SchemaEngine.Result perform(LoadedFlyway configured) throws StartupException, InterruptedException {
        LoadedFlyway loaded = MatchingBaseline.choose(configured);
        Flyway flyway = loaded.flyway();
        MigrationStory story = loaded.context().story();
        String schema = loaded.schema();
        Preconditions preconditions =
                new Preconditions(loaded, flyway.getConfiguration().getResourceProvider());
        preconditions.checkRepeatables();
        MigrationInfoService info = repaired(loaded, flyway.info());
        preconditions.checkScripts(info);
        preconditions.warnOfBaseline(info);
        preconditions.tellNewSchemas(info);
        boolean willWriteBaseline = preconditions.willWriteBaseline(info);
        boolean foundUnused = isUnused(info);
        loaded.backup().look(foundUnused);
        if (preconditions.willBaselineAtStart(info)) {
            flyway.baseline();
            info = flyway.info();
        }
        PendingMigrations pending = new PendingMigrations(info);
        story.found(schema, LoadedFlyway.version(info), pending.names());
        if (foundUnused && !willWriteBaseline) {
            loaded.context().notes().seeds().foundEmpty();
        }
        applyAll(loaded);
        boolean mayWriteBaseline = flyway.getConfiguration().isBaselineOnMigrate();
        if (pending.size() > 0 && pending.size() == story.applied() && !mayWriteBaseline) {
            // Exactly the announced scripts were applied, so Flyway need not read the history again.
            return new SchemaEngine.Result(schema, pending.size(), pending.versionAfter(), foundUnused);
        }
        MigrationInfoService after = flyway.info();
        return new SchemaEngine.Result(
                schema, story.applied(), LoadedFlyway.version(after), foundUnused && !hasBaseline(after));
    }

    /** The notes about interrupted scripts stay: only an operator knows what such a script has left. */
    private static MigrationInfoService repaired(LoadedFlyway loaded, MigrationInfoService info) {
        if (!loaded.engine().repairAtStart() || info.applied().length == 0) {
            return info;
        }
        loaded.context().log().warn("The history is repaired (quarkus.flyway.repair-at-start=true)");
        loaded.flyway().repair();
        return loaded.flyway().info();
    }

    /** Returns whether no migration is in the history. The row by which Flyway notes that it made the schema has the rank 0. */
    private static boolean isUnused(MigrationInfoService info) {
        for (MigrationInfo migration : info.applied()) {
            if (migration.getInstalledRank() > 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the schema already contained tables when the history was made. */
    private static boolean hasBaseline(MigrationInfoService info) {
        for (MigrationInfo migration : info.applied()) {
            if (migration.getState() == MigrationState.BASELINE) {
                return true;
            }
        }
        return false;
    }

    private static void applyAll(LoadedFlyway loaded) throws InterruptedException {
        RunContext context = loaded.context();
        StatementLockRetries retries = new StatementLockRetries(
                context.limit(), context.settings().engine().lockTimeout(), context.activity(), context.log());
        while (true) {
            try {
                loaded.flyway().migrate();
                return;
            } catch (FlywayException | UntouchedScriptException e) {
                if (loaded.isLockTimeout(e)) {
                    // MigrationWatch ends this thread when the lock was waited for long enough.
                    continue;
                }
                if (!retries.mayGoOn(e) || isHalfApplied(loaded.flyway())) {
                    throw e;
                }
                retries.pause("its script was rolled back");
            }
        }
    }

    private static boolean isHalfApplied(Flyway flyway) {
        for (MigrationInfo migration : flyway.info().applied()) {
            if (migration.getState().isFailed()) {
                return true;
            }
        }
        return false;
    }
}
