package io.automigrate.engine.task;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.failure.LikelyVersion;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;

/** Writes a baseline with the version of a schema that was made in another way, so that only later scripts run. */
public record SchemaBaseline(LoadedFlyway loaded) {
    /**
     * Writes the baseline.
     *
     * @throws StartupException when the schema has another history
     */
    public SchemaEngine.Baseline stamp() throws StartupException {
        Flyway flyway = loaded.flyway();
        boolean isFound = MatchingBaseline.isWanted(loaded);
        MigrationVersion wanted = flyway.getConfiguration().getBaselineVersion();
        for (MigrationInfo applied : flyway.info().applied()) {
            String type = SchemaInspection.type(applied);
            if (type.equals("BASELINE") && (isFound || wanted.equals(applied.getVersion()))) {
                return result(applied.getVersion(), false);
            }
            if (!type.equals("SCHEMA")) {
                throw refusal(applied, type);
            }
        }
        LoadedFlyway stamping = isFound ? MatchingBaseline.exact(loaded) : loaded;
        warn(stamping);
        stamping.flyway().baseline();
        return result(stamping.flyway().getConfiguration().getBaselineVersion(), true);
    }

    private SchemaEngine.Baseline result(MigrationVersion version, boolean isNew) {
        return new SchemaEngine.Baseline(loaded.schema(), version.getVersion(), isNew);
    }

    private static void warn(LoadedFlyway stamping) {
        Configuration configuration = stamping.flyway().getConfiguration();
        String wanted = configuration.getBaselineVersion().getVersion();
        String text = Preconditions.baselineText(
                stamping, configuration, stamping.flyway().info(), "the command \"baseline\"");
        String likely = LikelyVersion.of(stamping.asRun())
                .containing()
                .filter(version -> !version.equals(wanted))
                .map(version -> "; the tables look like version " + version
                        + ", for which AUTO_MIGRATE_BASELINE_VERSION=" + version + " is right")
                .orElse("");
        stamping.context().log().warn(text + likely);
    }

    private StartupException refusal(MigrationInfo first, String type) {
        String what = type.equals("BASELINE")
                ? "it was stamped with version " + first.getVersion()
                : "it begins with " + first.getScript();
        return new StartupException(Failure.of(
                        ExitCode.SCHEMA_MISMATCH, "Schema \"" + loaded.schema() + "\" has a history already: " + what)
                .with("state", "nothing was changed")
                .remedy(
                        "a baseline is for a schema that was made without Flyway; \"info\" shows the history of this one,"
                                + " \"migrate\" applies what is missing in it"));
    }
}
