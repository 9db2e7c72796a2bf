package io.automigrate.engine.failure;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.settings.Settings;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.api.output.ValidateResult;

/**
 * The history and the scripts disagree.
 *
 * @param result the result of Flyway's validation, which also contains pending scripts
 */
public record HistoryMismatch(ValidateResult result, Flyway flyway, String schema, Settings settings) {
    /** Lets Flyway compare the history with the scripts. */
    public static HistoryMismatch of(Flyway flyway, String schema, Settings settings) {
        return new HistoryMismatch(flyway.validateWithResult(), flyway, schema, settings);
    }

    /** Returns whether there is more than scripts that are pending. */
    public boolean isReal() {
        for (ValidateOutput output : result.invalidMigrations) {
            if (!isPending(output)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Says what is wrong.
     *
     * @param pending the pending scripts, where these are wrong, too
     */
    public Failure describe(List<String> pending) {
        MigrationInfo[] migrations = flyway.info().all();
        Failure failure = Failure.of(
                ExitCode.SCHEMA_MISMATCH,
                isReal() || pending.isEmpty()
                        ? "The history of schema \"" + schema + "\" and the scripts disagree" + first(migrations)
                        : "Schema \"" + schema + "\" lacks " + pending.size()
                                + (pending.size() == 1 ? " script" : " scripts") + ", the next is " + pending.get(0));
        for (String script : pending) {
            failure = failure.with("pending", script);
        }
        boolean failedBefore = false;
        boolean changed = false;
        boolean missing = false;
        boolean late = false;
        for (ValidateOutput output : result.invalidMigrations) {
            String code = String.valueOf(output.errorDetails.errorCode);
            if (isPending(output)) {
                continue;
            }
            failure =
                    failure.with("mismatch", MismatchText.of(output, migrations).line());
            failedBefore |= code.startsWith("FAILED_");
            changed |= code.endsWith("_MISMATCH");
            missing |= code.startsWith("APPLIED_");
            late |= code.startsWith("RESOLVED_");
        }
        failure = failure.with("state", "nothing was changed");
        if (!pending.isEmpty()) {
            failure = failure.remedy("nothing is written in this mode ("
                    + settings.engine().mode().name().toLowerCase(Locale.ROOT)
                    + "): let a process with AUTO_MIGRATE_MODE=migrate run first");
        }
        if (failedBefore) {
            String mark = FailedMark.removal(flyway.getConfiguration().getDataSource(), schema, settings);
            failure = failure.remedy("an earlier start failed half-way: " + SchemaState.cleanUp(failedScript(), mark)
                    + "; see that the script is correct, and start again");
        }
        if (changed) {
            failure = failure.remedy(
                    "an applied script must not change: bring its old text back and put the change into a new"
                            + " script; when only comments or layout changed, AUTO_MIGRATE_COMMAND=repair accepts the new text");
        }
        if (missing) {
            failure = failure.remedy("bring the missing script back to its location; or this is an older build of the"
                    + " application, and the schema has been migrated by a newer one; one that is gone on"
                    + " purpose is allowed with AUTO_MIGRATE_IGNORE_MIGRATION_PATTERNS=*:missing");
        }
        if (late) {
            failure = failure.remedy(
                    "a script below the version of the schema was never applied: give it a version above all"
                            + " others, take it away, or let it be applied late with AUTO_MIGRATE_OUT_OF_ORDER=true");
        }
        return failure;
    }

    /** Returns the first of them and the number of the others, as text for the headline. */
    private String first(MigrationInfo... migrations) {
        List<ValidateOutput> real = result.invalidMigrations.stream()
                .filter(output -> !isPending(output))
                .toList();
        if (real.isEmpty()) {
            return "";
        }
        return ": " + MismatchText.of(real.get(0), migrations).summary()
                + (real.size() > 1 ? ", and " + (real.size() - 1) + " more" : "");
    }

    private String failedScript() {
        for (MigrationInfo migration : flyway.info().applied()) {
            if (migration.getState().isFailed()) {
                return migration.getScript();
            }
        }
        return "";
    }

    /** Returns whether the error is a pending migration, which is no mismatch when the start migrates. */
    private static boolean isPending(ValidateOutput output) {
        String code = String.valueOf(output.errorDetails.errorCode);
        return code.equals("RESOLVED_REPEATABLE_MIGRATION_NOT_APPLIED")
                || code.equals("OUTDATED_REPEATABLE_MIGRATION")
                || code.equals("RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED") && !isIgnored(output);
    }

    /** A script below the current version that was never applied is an error for Flyway, unlike one above it. */
    private static boolean isIgnored(ValidateOutput output) {
        return String.valueOf(output.errorDetails.errorMessage).contains("ignored");
    }
}
