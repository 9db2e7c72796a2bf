package io.automigrate.engine.failure;

import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The state of the schema after a failure. It is read from the history again, because databases differ in the changes that survive.
 *
 * @param text the state, as text for messages: rolled back or half applied, and the version
 * @param cleanUp the work by hand before the next start; empty for none
 */
record SchemaState(String text, Optional<String> cleanUp) {
    /**
     * Asks the database.
     *
     * @param isUntouched whether the script's first statement timed out while it waited for a lock, so that nothing of the script ran
     */
    static SchemaState ask(FailedRun run, boolean isUntouched) {
        try {
            String version = null;
            String failed = null;
            for (MigrationInfo migration : run.flyway().info().applied()) {
                if (migration.getState().isFailed()) {
                    failed = migration.getScript();
                } else if (migration.getVersion() != null) {
                    version = migration.getVersion().getVersion();
                }
            }
            String at = "schema \"" + run.schema() + "\" "
                    + (version == null ? "has no version" : "is at version " + version);
            if (failed == null) {
                return run.ownCommit()
                        .map(commit -> partlyCommitted(commit, at))
                        .orElseGet(() -> new SchemaState("rolled back: " + at, Optional.empty()));
            }
            return isUntouched ? untouchedButMarked(run, failed, at) : halfApplied(run, failed, at);
        } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
            return new SchemaState(
                    "unknown, the database can't be asked any more: "
                            + String.valueOf(e.getMessage()).strip(),
                    Optional.empty());
        }
    }

    static SchemaState untouched() {
        return new SchemaState("nothing was changed", Optional.empty());
    }

    private static SchemaState partlyCommitted(String commit, String at) {
        return new SchemaState(
                "half applied: the script's own " + commit
                        + ", committed the statements before it; the statements after it"
                        + " were rolled back, and the history does not have the script; " + at,
                Optional.of(
                        "undo by hand what the statements up to the script's own commit did, and remove the statements that"
                                + " begin and end transactions from the script: the agent runs each script in a transaction"));
    }

    private static SchemaState untouchedButMarked(FailedRun run, String failed, String at) {
        return new SchemaState(
                "nothing of \"" + failed + "\" ran, but the history marks it as failed; " + at,
                Optional.of(
                        "unless the script changed rows of a table without transactions there is nothing to undo: remove"
                                + " the mark with " + mark(run)));
    }

    private static SchemaState halfApplied(FailedRun run, String failed, String at) {
        return new SchemaState(
                "half applied: statements of \"" + failed + "\" that ran before the failure were not rolled back,"
                        + " and the history marks it as failed; " + at,
                Optional.of(cleanUp(failed, mark(run))));
    }

    /**
     * Returns the work by hand before the script can run again.
     *
     * @param mark the statement that removes the mark from the history
     */
    static String cleanUp(String failed, String mark) {
        return "undo by hand what the first statements of \"" + failed + "\" did, then remove the mark with " + mark;
    }

    private static String mark(FailedRun run) {
        return FailedMark.removal(run.flyway().getConfiguration().getDataSource(), run.schema(), run.settings());
    }
}
