package io.automigrate.doctor;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.ExitCode;
import io.automigrate.text.NameList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The history against the scripts. */
final class HistoryCheck {
    private static final int SHOWN = 5;

    private HistoryCheck() {}

    /**
     * @param table the name of the history table
     * @param isReadOnly whether nothing can be applied
     */
    static void check(SchemaEngine.Overview overview, String table, boolean isReadOnly, CheckedSubject findings) {
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
            findings.fail(
                    "Failed half-way: " + failed,
                    "undo by hand what the first statements of the script did, correct it, and take its row away: \"repair\"",
                    ExitCode.SCHEMA_MISMATCH);
        }
        // A repeatable script is there to be changed.
        String changed = scripts(
                overview,
                migration -> migration.checksum() == SchemaEngine.Checksum.CHANGED
                        && migration.version().isPresent());
        if (!changed.isEmpty()) {
            findings.fail(
                    "Changed since they were applied: " + changed,
                    "bring the old text back and put the change into a new script; when only comments changed, \"repair\""
                            + " accepts the new text",
                    ExitCode.SCHEMA_MISMATCH);
        }
        String missing = scripts(overview, migration -> migration.state().startsWith("Missing"));
        if (!missing.isEmpty()) {
            findings.fail(
                    "Applied, but not among the scripts: " + missing,
                    "bring them back to their location; or this is not the application that the schema belongs to",
                    ExitCode.SCHEMA_MISMATCH);
        }
        String future = scripts(overview, migration -> migration.state().startsWith("Future"));
        if (!future.isEmpty()) {
            findings.warn(
                    "Applied by a newer build, and unknown to this one: " + future,
                    "roll forward; this build works only if the newer schema suits it");
        }
        String ignored = scripts(overview, migration -> migration.state().equals("Ignored"));
        if (!ignored.isEmpty()) {
            findings.fail(
                    "Below the schema's version, and never applied: " + ignored,
                    "give them versions above all others, or set AUTO_MIGRATE_OUT_OF_ORDER=true",
                    ExitCode.SCHEMA_MISMATCH);
        }
        pending(overview, isReadOnly, findings);
    }

    private static void pending(SchemaEngine.Overview overview, boolean isReadOnly, CheckedSubject findings) {
        long pending = overview.migrations().stream()
                .filter(SchemaEngine.Migration::pending)
                .count();
        String scripts = scripts(overview, SchemaEngine.Migration::pending);
        if (pending == 0) {
            findings.ok("Nothing is pending");
        } else if (isReadOnly) {
            findings.fail(
                    pending + " pending, which can't be applied where nothing can be written: " + scripts,
                    "migrate the server that takes changes first",
                    ExitCode.ACCESS_REFUSED);
        } else {
            findings.ok(pending + " pending, which the next start applies: " + scripts);
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
