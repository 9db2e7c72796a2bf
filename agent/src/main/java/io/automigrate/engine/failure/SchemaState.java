package io.automigrate.engine.failure;

import io.automigrate.engine.sql.ScriptProgress;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.TreeSet;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * The state of the schema after a failure. It is derived from the statements that were sent and acknowledged, and from the history, which
 * is read again: databases differ in the changes that survive.
 *
 * @param text the state, as text for messages: rolled back or half applied, and the version
 * @param cleanUp the work by hand before the next start; empty for none
 */
record SchemaState(String text, Optional<String> cleanUp) {
    /** Asks the database. */
    static SchemaState ask(FailedRun run) {
        ScriptProgress progress = run.progress();
        try {
            MigrationInfo[] applied = run.flyway().info().applied();
            TreeSet<MigrationVersion> versions = VersionsInHistory.of(applied);
            String failed = null;
            String newest = "";
            int rank = 0;
            for (MigrationInfo migration : applied) {
                if (migration.getState().isFailed()) {
                    failed = migration.getScript();
                }
                if (migration.getInstalledRank() != null && migration.getInstalledRank() > rank) {
                    rank = migration.getInstalledRank();
                    newest = migration.getScript();
                }
            }
            String at = "schema \"" + run.schema() + "\" "
                    + (versions.isEmpty()
                            ? "has no version"
                            : "is at version " + versions.last().getVersion());
            if (run.undone().isPresent()) {
                MigrationVersion undone =
                        MigrationVersion.fromVersion(run.undone().get());
                return undoing(progress, undone, versions.contains(undone), at);
            }
            if (failed != null) {
                return marked(run, failed, at);
            }
            if (progress.ends() && progress.script().equals(newest)) {
                return new SchemaState("applied: the history has " + newest + "; " + at, Optional.empty());
            }
            return progress.isRolledBack()
                    ? new SchemaState("rolled back: " + at, Optional.empty())
                    : halfApplied(progress, at);
        } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
            return unreachable(progress, String.valueOf(e.getMessage()).strip());
        }
    }

    private static SchemaState undoing(
            ScriptProgress progress, MigrationVersion version, boolean isInHistory, String at) {
        if (!isInHistory) {
            return new SchemaState(
                    "taken back: version " + version + " is gone from the schema and from the history; " + at,
                    Optional.empty());
        }
        if (progress.isRolledBack()) {
            return new SchemaState(
                    "rolled back: version " + version + " is applied as before; " + at, Optional.empty());
        }
        return new SchemaState(
                "half undone: " + progress.text() + "; the history still has version " + version + "; " + at,
                Optional.of("look which statements of \"" + progress.script()
                        + "\" are in the database, and make the script do only the rest"));
    }

    static SchemaState untouched() {
        return new SchemaState("nothing was changed", Optional.empty());
    }

    private static SchemaState unreachable(ScriptProgress progress, String reason) {
        String why = "the database can't be asked any more: " + reason;
        if (!progress.isPresent()) {
            return new SchemaState("unknown, " + why, Optional.empty());
        }
        return progress.isRolledBack()
                ? new SchemaState(progress.text() + "; " + why, Optional.empty())
                : new SchemaState("unknown: " + progress.text() + "; " + why, Optional.of(cleanUp(progress)));
    }

    /** No mark was written: the process was told to end, the connection was lost, or the script is in a transaction that it ended itself. */
    private static SchemaState halfApplied(ScriptProgress progress, String at) {
        String own = progress.ownCommit();
        return new SchemaState(
                "half applied: "
                        + (own.isEmpty() ? "" : "the script's own " + own + ", committed the statements before it; ")
                        + progress.text() + "; the history does not have the script; " + at,
                Optional.of(
                        own.isEmpty()
                                ? cleanUp(progress)
                                : "undo by hand what the statements up to the script's own commit did, and remove the statements"
                                        + " that begin and end transactions from the script: the agent runs each script in a"
                                        + " transaction"));
    }

    private static String cleanUp(ScriptProgress progress) {
        return "look which statements of \"" + progress.script() + "\" are in the database, and undo them by hand";
    }

    private static SchemaState marked(FailedRun run, String failed, String at) {
        ScriptProgress progress = run.progress();
        String mark = FailedMark.removal(run.flyway().getConfiguration().getDataSource(), run.schema(), run.settings());
        // A statement that failed because it happened before left nothing now, but an earlier start did.
        boolean isRepeated = run.isRepetition();
        if (progress.script().equals(failed) && progress.isRolledBack() && !isRepeated) {
            return new SchemaState(
                    "\"" + failed
                            + "\" was rolled back, except rows of tables without transactions, but the history marks"
                            + " it as failed; " + at,
                    Optional.of(
                            "unless the script changed rows of a table without transactions there is nothing to undo: remove"
                                    + " the mark with " + mark));
        }
        String how = progress.script().equals(failed) && progress.statement() > 0 && !isRepeated
                ? progress.text()
                : "statements of \"" + failed + "\" that ran before the failure were not rolled back";
        return new SchemaState(
                "half applied: " + how + "; the history marks \"" + failed + "\" as failed; " + at,
                Optional.of(cleanUp(failed, mark)));
    }

    /**
     * Returns the work by hand before the script can run again.
     *
     * @param mark the statement that removes the mark from the history
     */
    static String cleanUp(String failed, String mark) {
        return "undo by hand what the first statements of \"" + failed + "\" did, then remove the mark with " + mark;
    }
}
