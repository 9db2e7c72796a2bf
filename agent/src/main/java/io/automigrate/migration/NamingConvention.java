package io.automigrate.migration;

import io.automigrate.migration.NameReading.Refused;
import io.automigrate.migration.NameReading.Stray;
import io.automigrate.migration.NameReading.Unrelated;
import io.automigrate.migration.NameReading.Usable;
import java.util.Optional;

/**
 * Flyway's convention for file names, with its default prefixes, separator and suffix. What is usable is what Flyway 13.12
 * ({@code ResourceNameParser} and its resolvers) takes, but for versions that {@link SchemaVersion} refuses; tests compare the two.
 * What Flyway passes over without a word, or would hand to a shell, is told apart here.
 */
final class NamingConvention {
    private static final String SEPARATOR = "__";
    private static final String SQL = ".sql";
    private static final String CONF = ".conf";
    private static final String[] EXECUTABLE = {".cmd", ".bat", ".ps1", ".py", ".sh", ".bash"};
    private static final NameReading UNRELATED = new Unrelated();

    private NamingConvention() {}

    /** Returns what the file with this name, without folders, is. */
    static NameReading read(String fileName) {
        if (endsWith(fileName, SQL)) {
            return readSql(fileName, fileName.substring(0, fileName.length() - SQL.length()));
        }
        if (endsWith(fileName, SQL + CONF)) {
            return new Usable(new ScriptName(fileName, ScriptKind.CONFIGURATION, Optional.empty(), ""));
        }
        String program = programName(fileName);
        if (!program.isEmpty() && parse(fileName, program) instanceof Usable) {
            return new Refused(
                    "Flyway would run it as a program, which this agent never does",
                    "Write it as SQL or as a Java migration, run it from the image's entrypoint, or take it out of the location.");
        }
        if (MigrationLookalike.matches(fileName)) {
            return new Stray("its name begins like a migration's, but does not end in \"" + SQL + "\"");
        }
        return UNRELATED;
    }

    private static NameReading readSql(String fileName, String stem) {
        NameReading reading = parse(fileName, stem);
        if (reading instanceof Stray stray && MigrationLookalike.matches(stem)) {
            return new Refused(stray.reason(), "Rename the script, or take it out of the location.");
        }
        // Flyway looks at "R.sql" only when it is longer than prefix and suffix.
        return stem.equals("R") ? new Stray("its name is not one that Flyway knows") : reading;
    }

    private static NameReading parse(String fileName, String stem) {
        if (stem.isEmpty()) {
            return new Stray("its name is not one that Flyway knows");
        }
        return switch (stem.charAt(0)) {
            case 'V' -> versioned(fileName, stem, ScriptKind.VERSIONED);
            case 'B' -> versioned(fileName, stem, ScriptKind.BASELINE);
            case 'U' -> versioned(fileName, stem, ScriptKind.UNDO);
            case 'R' -> unversioned(fileName, stem, 1, ScriptKind.REPEATABLE);
            default -> {
                int event = CallbackEvents.prefixOf(stem).length();
                yield event > 0 ? unversioned(fileName, stem, event, ScriptKind.CALLBACK) : unknown(stem);
            }
        };
    }

    private static NameReading versioned(String fileName, String stem, ScriptKind kind) {
        int separator = stem.indexOf(SEPARATOR);
        String version = stem.substring(1, separator < 0 ? stem.length() : separator);
        char prefix = stem.charAt(0);
        String expected =
                "expected " + prefix + "<version>__<description>.sql, for example " + prefix + "1.2__add_index.sql";
        if (version.isEmpty()) {
            return new Stray("there is no version behind \"" + prefix + "\", " + expected);
        }
        try {
            return usable(fileName, kind, Optional.of(SchemaVersion.parse(version)), stem, separator);
        } catch (IllegalArgumentException e) {
            return new Stray(e.getMessage() + ", " + expected);
        }
    }

    private static NameReading unversioned(String fileName, String stem, int prefixLength, ScriptKind kind) {
        boolean bare = stem.length() == prefixLength;
        if (!bare && !stem.startsWith(SEPARATOR, prefixLength)) {
            String prefix = stem.substring(0, prefixLength);
            return new Stray("behind \"" + prefix + "\" there must be \"" + SEPARATOR + "\", expected " + prefix
                    + "__<description>.sql");
        }
        return usable(fileName, kind, Optional.empty(), stem, bare ? -1 : prefixLength);
    }

    private static NameReading usable(
            String fileName, ScriptKind kind, Optional<SchemaVersion> version, String stem, int separator) {
        String description = separator < 0 ? "" : stem.substring(separator + SEPARATOR.length());
        return new Usable(new ScriptName(fileName, kind, version, description.replace('_', ' ')));
    }

    private static NameReading unknown(String stem) {
        if (MigrationLookalike.matches(stem)) {
            return new Stray("Flyway's prefixes are upper-case letters, expected \""
                    + Character.toUpperCase(stem.charAt(0)) + "\" at the beginning");
        }
        return new Stray("its name is not one that Flyway knows");
    }

    /** Returns the name without the suffix that makes a shell run it, or no suffix at all; empty when it is no program. */
    private static String programName(String fileName) {
        for (String suffix : EXECUTABLE) {
            if (endsWith(fileName, suffix)) {
                return fileName.substring(0, fileName.length() - suffix.length());
            }
        }
        int end = fileName.length();
        while (end > 0 && fileName.charAt(end - 1) == '.') {
            end--;
        }
        boolean hasSuffix = fileName.lastIndexOf('.', end - 1) >= 0;
        return hasSuffix || fileName.length() == 1 ? "" : fileName;
    }

    private static boolean endsWith(String name, String suffix) {
        return name.regionMatches(true, name.length() - suffix.length(), suffix, 0, suffix.length());
    }
}
