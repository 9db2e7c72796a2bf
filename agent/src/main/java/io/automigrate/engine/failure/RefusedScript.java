package io.automigrate.engine.failure;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.resource.LoadableResource;

/** Flyway refused a script, or a pair of scripts, before the database saw a statement of it. */
final class RefusedScript {
    private static final Pattern OFFENDER = Pattern.compile("(?m)^-> (.+)$");
    private static final Pattern MIXED = Pattern.compile(
            "Offending statement found at line (\\d+): (.*?)(?: \\[(?:non-)?transactional])?\\s*$", Pattern.DOTALL);
    private static final Pattern UNPARSABLE = Pattern.compile(
            "(?:Unable to parse statement in|Incomplete statement in|Parsing failed in) (.+?) at line (\\d+)",
            Pattern.DOTALL);

    private RefusedScript() {}

    /** Recognises a version, or a description of a repeatable migration, that two scripts or classes have. */
    static Optional<Failure> duplicate(FailedRun run, Throwable thrown) {
        boolean isDuplicate = FlywayRefusal.hasCode(thrown, "DUPLICATE_VERSIONED_MIGRATION")
                || FlywayRefusal.hasCode(thrown, "DUPLICATE_REPEATABLE_MIGRATION")
                || FlywayRefusal.message(thrown).startsWith("Found more than one");
        if (!isDuplicate) {
            return Optional.empty();
        }
        Failure failure = Failure.of(ExitCode.CONFIGURATION, FlywayRefusal.message(thrown));
        Matcher offender = OFFENDER.matcher(FlywayRefusal.text(thrown));
        while (offender.find()) {
            failure = failure.with("script", offender.group(1).strip());
        }
        return Optional.of(failure.with("state", "nothing was changed")
                .remedy("give one of them another version (a repeatable one: another description), or remove it ("
                        + ScriptRemedy.DEVELOPERS + ")"));
    }

    /** Recognises a script in which some statements can run inside a transaction and others can't. */
    static Optional<Failure> mixed(FailedRun run, Throwable thrown) {
        String text = FlywayRefusal.text(thrown);
        if (!text.contains("both transactional and non-transactional")) {
            return Optional.empty();
        }
        Matcher offence = MIXED.matcher(text);
        boolean isFound = offence.find();
        int line = isFound ? Integer.parseInt(offence.group(1)) : 0;
        String statement = isFound ? offence.group(2).strip() : "";
        MigrationInfo script = pending(run, line, statement);
        String name = script == null ? "A script" : script.getScript();
        Failure failure = Failure.of(
                        ExitCode.MIGRATION_FAILED,
                        name + (line == 0 ? "" : ", line " + line)
                                + ": a statement that can't run inside a transaction stands beside statements that can")
                .in(script == null ? "" : name, line);
        if (script != null) {
            failure = failure.with("script", String.valueOf(script.getPhysicalLocation()));
        }
        if (!statement.isEmpty()) {
            failure = failure.with("statement", statement);
        }
        return Optional.of(failure.with("state", run.state().text())
                .remedy(
                        "make it two scripts, one with the statements that can't run inside a transaction; or run all of this"
                                + " script outside a transaction with a file \""
                                + name.substring(name.lastIndexOf('/') + 1)
                                + ".conf\" beside it that has the line executeInTransaction=false together with"
                                + " AUTO_MIGRATE_FLYWAY_MIXED=true: a failure then leaves the script half applied ("
                                + ScriptRemedy.DEVELOPERS + ")"));
    }

    /** Recognises a script that Flyway can't divide into statements. */
    static Optional<Failure> unparsable(FailedRun run, Throwable thrown) {
        String text = FlywayRefusal.text(thrown);
        Matcher place = UNPARSABLE.matcher(text);
        if (!place.find() || FlywayRefusal.message(thrown).contains("No value provided for placeholder")) {
            return Optional.empty();
        }
        String name = place.group(1);
        int line = Integer.parseInt(place.group(2));
        return Optional.of(Failure.of(
                        ExitCode.MIGRATION_FAILED,
                        name + ", line " + line + ": Flyway can't divide the script into statements")
                .in(name, line)
                .with("flyway", text.strip())
                .with("state", run.state().text())
                .remedy("look for a quote, a comment or a DELIMITER in the script that has no end ("
                        + ScriptRemedy.DEVELOPERS + ")"));
    }

    /** Returns the script that Flyway was at: it does not name the script. With {@code group=true} any pending one can be meant. */
    private static MigrationInfo pending(FailedRun run, int line, String statement) {
        MigrationInfo[] pending = run.flyway().info().pending();
        String firstLine = statement.lines().findFirst().orElse("").strip();
        for (MigrationInfo migration : pending) {
            if (!firstLine.isEmpty() && line(run, migration.getScript(), line).contains(firstLine)) {
                return migration;
            }
        }
        return pending.length == 0 ? null : pending[0];
    }

    /** Returns the text of a line of a script; empty when the script can't be read. */
    static String line(FailedRun run, String script, int number) {
        LoadableResource resource =
                run.flyway().getConfiguration().getResourceProvider().getResource(script);
        if (resource == null) {
            return "";
        }
        try (BufferedReader lines = new BufferedReader(resource.read())) {
            return lines.lines().skip(Math.max(0, number - 1)).findFirst().orElse("");
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }
}
