package io.automigrate.doctor;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.text.NameList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Compares the history with the scripts. */
final class HistoryCheck {
    private static final int SHOWN = 5;

    private HistoryCheck() {}

    /**
     * @param table the name of the history table
     * @param refusal the failure of a start; a difference that a start allows is only a warning
     */
    static void check(
            SchemaEngine.Overview overview, String table, Optional<Failure> refusal, CheckedSubject findings) {
        String schema = "Schema \"" + overview.schema() + "\"";
        boolean hasHistory = overview.migrations().stream()
                .anyMatch(migration -> migration.applied().isPresent());
        findings.ok(
                hasHistory
                        ? schema + " has a history, \"" + table + "\""
                                + overview.version()
                                        .map(v -> ", and is at version " + v)
                                        .orElse("")
                        : schema + " has no history yet");
        String failed = scripts(overview, SchemaEngine.Migration::failed);
        if (!failed.isEmpty()) {
            mismatch(
                    "Failed half-way: " + failed,
                    "undo by hand what the first statements of the script did, correct it, and take its row away: \"repair\"",
                    refusal,
                    findings);
        }
        // A changed repeatable script is no difference: the start applies it again.
        String changed = scripts(
                overview,
                migration -> migration.checksum() == SchemaEngine.Checksum.CHANGED
                        && migration.version().isPresent());
        if (!changed.isEmpty()) {
            mismatch(
                    "Changed since they were applied: " + changed,
                    "bring the old text back and put the change into a new script; when only comments changed, \"repair\""
                            + " accepts the new text",
                    refusal,
                    findings);
        }
        String missing = scripts(overview, migration -> migration.state().startsWith("Missing"));
        if (!missing.isEmpty()) {
            mismatch(
                    "Applied, but not among the scripts: " + missing,
                    "bring them back to their location; or this is not the application that the schema belongs to",
                    refusal,
                    findings);
        }
        String future = scripts(overview, migration -> migration.state().startsWith("Future"));
        if (!future.isEmpty()) {
            findings.warn(
                    "Applied by a newer build, and unknown to this one: " + future,
                    "roll forward; this build works only if the newer schema suits it");
        }
        String ignored = scripts(overview, migration -> migration.state().equals("Ignored"));
        if (!ignored.isEmpty()) {
            mismatch(
                    "Below the schema's version, and never applied: " + ignored,
                    "give them versions above all others, or set AUTO_MIGRATE_OUT_OF_ORDER=true",
                    refusal,
                    findings);
        }
        pending(overview, refusal, findings);
    }

    private static void mismatch(
            String text, String recommendation, Optional<Failure> refusal, CheckedSubject findings) {
        if (refusal.isPresent() && refusal.get().exitCode() == ExitCode.SCHEMA_MISMATCH) {
            findings.fail(text, recommendation, ExitCode.SCHEMA_MISMATCH);
        } else {
            findings.warn(text + " (a start goes on all the same)", recommendation);
        }
    }

    private static void pending(SchemaEngine.Overview overview, Optional<Failure> refusal, CheckedSubject findings) {
        long pending = overview.migrations().stream()
                .filter(SchemaEngine.Migration::pending)
                .count();
        String scripts = scripts(overview, SchemaEngine.Migration::pending);
        if (pending == 0) {
            findings.ok("Nothing is pending");
        } else {
            findings.ok(
                    pending + " pending" + (refusal.isEmpty() ? ", which the next start applies: " : ": ") + scripts);
        }
    }

    private static String scripts(SchemaEngine.Overview overview, Predicate<SchemaEngine.Migration> which) {
        List<String> names = new ArrayList<>();
        for (SchemaEngine.Migration migration : overview.migrations()) {
            if (which.test(migration)) {
                names.add(migration.script().isEmpty() ? migration.description() : migration.script());
            }
        }
        return NameList.of(names, SHOWN);
    }
}
