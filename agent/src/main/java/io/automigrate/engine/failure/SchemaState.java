package io.automigrate.engine.failure;

import io.automigrate.settings.Settings;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The state of the schema after a failure. It is read from the history again, because databases differ in the changes that survive.
 *
 * @param text the state, as text for messages: rolled back or half applied, and the version
 * @param cleanUp what has to be done by hand before the next start; empty when nothing has
 */
record SchemaState(String text, Optional<String> cleanUp) {
    /**
     * Asks.
     *
     * @param gaveUpFirst whether the script's first statement only waited for a lock in vain, so that nothing of the script ran
     */
    static SchemaState ask(Flyway flyway, String schema, Settings settings, boolean gaveUpFirst) {
        try {
            String version = null;
            String failed = null;
            for (MigrationInfo migration : flyway.info().applied()) {
                if (migration.getState().isFailed()) {
                    failed = migration.getScript();
                } else if (migration.getVersion() != null) {
                    version = migration.getVersion().getVersion();
                }
            }
            String at =
                    "schema \"" + schema + "\" " + (version == null ? "has no version" : "is at version " + version);
            if (failed == null) {
                return new SchemaState("rolled back: " + at, Optional.empty());
            }
            if (gaveUpFirst) {
                return new SchemaState(
                        "nothing of \"" + failed + "\" ran, but the history marks it as failed; " + at,
                        Optional.of(
                                "unless it changed rows of a table without transactions there is nothing to undo: take the"
                                        + " mark away, " + mark(settings)));
            }
            return new SchemaState(
                    "half applied: statements of \"" + failed + "\" that ran before the failure were not rolled back,"
                            + " and the history marks it as failed; " + at,
                    Optional.of(cleanUp(failed, settings)));
        } catch (RuntimeException | LinkageError e) {
            return new SchemaState(
                    "unknown, the database can't be asked any more: "
                            + String.valueOf(e.getMessage()).strip(),
                    Optional.empty());
        }
    }

    static SchemaState untouched() {
        return new SchemaState("nothing was changed", Optional.empty());
    }

    private static String cleanUp(String failed, Settings settings) {
        return "undo by hand what the first statements of \"" + failed + "\" did, then take the mark away: "
                + mark(settings);
    }

    private static String mark(Settings settings) {
        return "DELETE FROM " + settings.history().table() + " WHERE success = "
                + settings.account().kind().falseLiteral();
    }
}
