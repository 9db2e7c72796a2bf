package io.automigrate.engine.task;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** Stamps a schema that was made in another way with the version it is at, so that only later scripts run. */
public record SchemaBaseline(Flyway flyway, String schema) {
    /**
     * Writes the baseline.
     *
     * @throws StartupException when the schema has another history
     */
    public SchemaEngine.Baseline stamp() throws StartupException {
        MigrationVersion wanted = flyway.getConfiguration().getBaselineVersion();
        for (MigrationInfo applied : flyway.info().applied()) {
            String type = SchemaInspection.type(applied);
            if (type.equals("BASELINE") && wanted.equals(applied.getVersion())) {
                return new SchemaEngine.Baseline(schema, wanted.getVersion(), false);
            }
            if (!type.equals("SCHEMA")) {
                throw refusal(applied, type);
            }
        }
        flyway.baseline();
        return new SchemaEngine.Baseline(schema, wanted.getVersion(), true);
    }

    private StartupException refusal(MigrationInfo first, String type) {
        String what = type.equals("BASELINE")
                ? "it was stamped with version " + first.getVersion()
                : "it begins with " + first.getScript();
        return new StartupException(
                Failure.of(ExitCode.SCHEMA_MISMATCH, "Schema \"" + schema + "\" has a history already: " + what)
                        .with("state", "nothing was changed")
                        .remedy(
                                "a baseline is for a schema that was made without Flyway; \"info\" shows the history of this one,"
                                        + " \"migrate\" applies what is missing in it"));
    }
}
