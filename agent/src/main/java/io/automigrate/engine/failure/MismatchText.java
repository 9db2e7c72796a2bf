package io.automigrate.engine.failure;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.ValidateOutput;

/**
 * The text about one migration whose script and history disagree: the script, when it was applied, and what differs. Flyway's own
 * sentences consist of checksums and of advice that does not fit every case.
 *
 * @param output the finding of Flyway's validation
 * @param migration the migration as it is in the history; empty when Flyway does not show it
 */
record MismatchText(ValidateOutput output, Optional<MigrationInfo> migration) {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Pattern BOTH = Pattern.compile(
            "Applied to database\\s*: (.*?)\\s*->\\s*Resolved locally\\s*: (.*?)\\s*(?:\\R|$)", Pattern.DOTALL);

    /** Finds the migration by its version or, without one, by its description. */
    static MismatchText of(ValidateOutput output, MigrationInfo... all) {
        for (MigrationInfo migration : all) {
            boolean isVersioned = migration.getVersion() != null;
            boolean isMeant = isVersioned
                    ? migration.getVersion().getVersion().equals(output.version)
                    : isRepeatable(output) && migration.getDescription().equals(output.description);
            if (isMeant && migration.getInstalledOn() != null) {
                return new MismatchText(output, Optional.of(migration));
            }
        }
        return new MismatchText(output, Optional.empty());
    }

    private static boolean isRepeatable(ValidateOutput output) {
        return output.version == null || output.version.isEmpty();
    }

    /** Returns the migration and what is wrong with it in a few words. */
    String summary() {
        String code = String.valueOf(output.errorDetails.errorCode);
        return name()
                + (code.endsWith("_MISMATCH")
                        ? " was changed after it had been applied"
                        : code.startsWith("FAILED_")
                                ? " failed half-way"
                                : code.startsWith("APPLIED_") ? " is missing" : " was never applied");
    }

    /** Returns the text. */
    String line() {
        String place = output.filepath == null || output.filepath.isEmpty() ? "" : " (" + output.filepath + ")";
        return name() + place + ": " + difference();
    }

    private String name() {
        return (isRepeatable(output) ? "repeatable script" : "version " + output.version) + " \"" + output.description
                + "\"";
    }

    private String difference() {
        String code = String.valueOf(output.errorDetails.errorCode);
        if (code.equals("CHECKSUM_MISMATCH")) {
            return "the text of the script was changed after the script had been applied" + when();
        }
        if (code.equals("DESCRIPTION_MISMATCH") || code.equals("TYPE_MISMATCH")) {
            String what = code.startsWith("TYPE") ? "type" : "description";
            Matcher both = BOTH.matcher(message());
            return both.find()
                    ? "the " + what + " was \"" + both.group(1) + "\" when the script was applied" + when()
                            + ", and is \"" + both.group(2) + "\" now"
                    : "the " + what + " was changed after the script had been applied" + when();
        }
        if (code.startsWith("FAILED_")) {
            return "the script failed half-way" + when();
        }
        if (code.startsWith("APPLIED_")) {
            return "the script was applied" + when() + ", and is missing now";
        }
        if (code.startsWith("RESOLVED_")) {
            return "the script was never applied, and the schema has a higher version";
        }
        return message().replaceAll("\\s*\\R\\s*", "; ");
    }

    private String message() {
        return String.valueOf(output.errorDetails.errorMessage).strip();
    }

    private String when() {
        return migration
                .map(applied -> " on "
                        // Drivers have types of their own, some of which refuse toInstant.
                        + MINUTES.format(LocalDateTime.ofInstant(
                                Instant.ofEpochMilli(applied.getInstalledOn().getTime()), ZoneId.systemDefault()))
                        + (applied.getInstalledBy() == null ? "" : " by \"" + applied.getInstalledBy() + "\""))
                .orElse("");
    }
}
