package io.automigrate.doctor;

import io.automigrate.failure.ExitCode;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.SchemaVersion;
import io.automigrate.migration.Script;
import io.automigrate.migration.ScriptKind;
import io.automigrate.settings.Settings;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Checks the scripts of the locations. Reading the catalog finds duplicates and names that can't be used. */
final class ScriptsCheck {
    private static final int SHOWN = 10;

    private ScriptsCheck() {}

    /** Checks the scripts. An empty catalog is a failure only when a setting asks for a migration. */
    static void check(MigrationCatalog catalog, Settings settings, CheckedSubject findings) {
        String locations = settings.scripts().locationNames();
        if (catalog.isEmpty()) {
            String text = "There are no scripts in " + locations + "\n" + String.join("\n", catalog.searched());
            String remedy = "set AUTO_MIGRATE_LOCATIONS to where they are (classpath: or filesystem:)";
            if (settings.asked()) {
                findings.fail(text, remedy, ExitCode.CONFIGURATION);
            } else {
                findings.warn(text + "\na start of the application migrates nothing", remedy);
            }
        } else {
            findings.ok(count(catalog) + " in " + locations);
            places(catalog).forEach((place, scripts) -> findings.ok(scripts + " in " + place));
        }
        for (String warning : catalog.warnings()) {
            findings.warn(warning, "correct it, or take it out of the location");
        }
        List<String> gaps = gaps(catalog.scripts(ScriptKind.VERSIONED));
        if (!gaps.isEmpty()) {
            findings.warn(
                    "Versions are missing between " + String.join(", ", gaps),
                    "see that no script got lost; gaps are allowed, but what fills one later is refused (out of order)");
        }
    }

    private static String count(MigrationCatalog catalog) {
        StringJoiner counts = new StringJoiner(", ");
        add(catalog.scripts(ScriptKind.VERSIONED).size(), "versioned", counts);
        add(catalog.scripts(ScriptKind.REPEATABLE).size(), "repeatable", counts);
        add(catalog.scripts(ScriptKind.BASELINE).size(), "baseline", counts);
        add(catalog.scripts(ScriptKind.UNDO).size(), "undo", counts);
        add(catalog.scripts(ScriptKind.CALLBACK).size(), "callback", counts);
        add(catalog.javaMigrations().size(), "Java", counts);
        add(catalog.javaCallbacks().size(), "Java callback", counts);
        return "Scripts: " + counts;
    }

    private static void add(int count, String kind, StringJoiner counts) {
        if (count > 0) {
            counts.add(count + " " + kind);
        }
    }

    /** Returns the jars and folders, each with the number of its scripts. */
    private static Map<String, Integer> places(MigrationCatalog catalog) {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (Script script : catalog.scripts()) {
            String file = script.file().place();
            places.merge(
                    file.substring(0, Math.max(0, file.length() - script.path().length() - 1)), 1, Integer::sum);
        }
        return places;
    }

    /** Only whole numbers show a gap: between 1.1 and 1.3, or between two time stamps, no script is missing. */
    private static List<String> gaps(List<Script> versioned) {
        List<String> gaps = new ArrayList<>();
        BigInteger before = null;
        for (Script script : versioned) {
            String version =
                    script.name().version().map(SchemaVersion::toString).orElse("");
            if (!version.matches("[0-9]{1,6}")) {
                return List.of();
            }
            BigInteger number = new BigInteger(version);
            if (before != null && number.subtract(before).compareTo(BigInteger.ONE) > 0) {
                gaps.add(before + " and " + number);
            }
            before = number;
        }
        return gaps.size() > SHOWN ? List.of() : gaps;
    }
}
