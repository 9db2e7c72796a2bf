package io.automigrate.engine.task;

import io.automigrate.engine.failure.FailedRun;
import io.automigrate.engine.failure.LikelyVersion;
import io.automigrate.engine.failure.SchemaWithoutHistory;
import io.automigrate.failure.StartupException;
import io.automigrate.settings.Settings;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The version of a baseline where {@code AUTO_MIGRATE_BASELINE_ON_MIGRATE} is set and no version: the one that the schema matches. */
final class MatchingBaseline {
    private MatchingBaseline() {}

    /**
     * Returns Flyway with the version of the baseline; the same Flyway where no version has to be found.
     *
     * @throws StartupException {@code SCHEMA_MISMATCH} when the tables are not exactly those of one version
     */
    static LoadedFlyway choose(LoadedFlyway loaded) throws StartupException {
        if (!isWanted(loaded)) {
            return loaded;
        }
        Flyway flyway = loaded.flyway();
        MigrationInfoService info = flyway.info();
        Preconditions preconditions =
                new Preconditions(loaded, flyway.getConfiguration().getResourceProvider());
        if (!preconditions.willWriteBaseline(info)) {
            return loaded;
        }
        preconditions.refuseOldHistory(info);
        return exact(loaded);
    }

    /** Returns whether the version has to be found. */
    static boolean isWanted(LoadedFlyway loaded) {
        String wanted = loaded.engine().flyway().get("baselineVersion");
        return Settings.Engine.MATCHING.equalsIgnoreCase(wanted);
    }

    /**
     * Returns Flyway with the version that the schema matches.
     *
     * @throws StartupException as {@link #choose}
     */
    static LoadedFlyway exact(LoadedFlyway loaded) throws StartupException {
        FailedRun run = loaded.asRun();
        LikelyVersion likely = LikelyVersion.of(run);
        if (likely.exact().size() != 1) {
            throw new StartupException(SchemaWithoutHistory.notExact(run, likely));
        }
        Configuration configuration = loaded.flyway().getConfiguration();
        Flyway stamping = new FluentConfiguration(configuration.getClassLoader())
                .configuration(configuration)
                .baselineVersion(MigrationVersion.fromVersion(likely.exact().get(0)))
                .load();
        return new LoadedFlyway(stamping, loaded.schema(), loaded.backup(), loaded.context());
    }
}
