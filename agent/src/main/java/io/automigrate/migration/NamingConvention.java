package io.automigrate.migration;

import io.automigrate.migration.NameReading.OtherSuffix;
import io.automigrate.migration.NameReading.Refused;
import io.automigrate.migration.NameReading.Stray;
import io.automigrate.migration.NameReading.Unrelated;
import io.automigrate.migration.NameReading.Usable;
import io.automigrate.settings.ScriptNaming;
import java.util.Optional;

/**
 * Flyway's convention for file names, with the prefixes, the separator and the suffixes of the settings. Usable names are those that
 * Flyway 13.12 accepts ({@code ResourceNameParser} and its resolvers), except for versions that {@link SchemaVersion} refuses; tests
 * compare the two. Names that Flyway ignores silently, or would pass to a shell, are reported here.
 */
final class NamingConvention {
    private static final String CONF = ".conf";
    private static final String[] EXECUTABLE = {".cmd", ".bat", ".ps1", ".py", ".sh", ".bash"};

    private final ScriptNaming naming;
    private final boolean isDefaultSuffix;

    NamingConvention(ScriptNaming naming) {
        this.naming = naming;
        this.isDefaultSuffix = naming.suffixes().equals(ScriptNaming.DEFAULT.suffixes());
    }

    /** Reads the name of a file, without folders. */
    NameReading read(String fileName) {
        String suffix = naming.suffixOf(fileName);
        if (suffix != null) {
            return readSql(fileName, fileName.substring(0, fileName.length() - suffix.length()));
        }
        if (ScriptNaming.endsWith(fileName, CONF)
                && naming.suffixOf(fileName.substring(0, fileName.length() - CONF.length())) != null) {
            return new Usable(new ScriptName(fileName, ScriptKind.CONFIGURATION, Optional.empty(), ""));
        }
        String program = programName(fileName);
        if (!program.isEmpty() && parse(fileName, program) instanceof Usable) {
            return new Refused(
                    "Flyway would run it as a program, which this agent never does",
                    "Write it as SQL or as a Java migration, run it from the image's entrypoint, or take it out of the location.");
        }
        if (new MigrationLookalike(naming).matches(fileName)) {
            return isDefaultSuffix
                    ? new Stray("its name begins like a migration's, but does not end in \""
                            + naming.suffixes().get(0) + "\"")
                    : new OtherSuffix();
        }
        return new Unrelated();
    }

    private NameReading readSql(String fileName, String stem) {
        NameReading reading = parse(fileName, stem);
        // The code does not begin with "instanceof Stray", because in most starts no file needs that class.
        if (!(reading instanceof Usable)
                && reading instanceof Stray stray
                && new MigrationLookalike(naming).matches(stem)) {
            return new Refused(stray.reason(), "Rename the script, or take it out of the location.");
        }
        return isTooShort(fileName, stem) ? notKnown() : reading;
    }

    /** Flyway ignores "R.sql": a name must be longer than the prefix and a suffix together. */
    private boolean isTooShort(String fileName, String stem) {
        if (!stem.equals(naming.repeatable())) {
            return false;
        }
        for (String suffix : naming.suffixes()) {
            if (ScriptNaming.endsWith(fileName, suffix) && fileName.length() > stem.length() + suffix.length()) {
                return false;
            }
        }
        return true;
    }

    /** Reads a name without its suffix. Like Flyway, the method takes the longest prefix that matches. */
    private NameReading parse(String fileName, String stem) {
        // The names of all events begin with a small letter; most folders hold no callback, and need no class for
        // callbacks.
        boolean mayBeCallback = !stem.isEmpty() && Character.isLowerCase(stem.charAt(0));
        String prefix = mayBeCallback ? CallbackEvents.prefixOf(stem) : "";
        ScriptKind kind = prefix.isEmpty() ? null : ScriptKind.CALLBACK;
        if (isLonger(naming.versioned(), prefix, kind, stem)) {
            prefix = naming.versioned();
            kind = ScriptKind.VERSIONED;
        }
        if (isLonger(naming.repeatable(), prefix, kind, stem)) {
            prefix = naming.repeatable();
            kind = ScriptKind.REPEATABLE;
        }
        if (isLonger(naming.undo(), prefix, kind, stem)) {
            prefix = naming.undo();
            kind = ScriptKind.UNDO;
        }
        if (isLonger(ScriptNaming.BASELINE, prefix, kind, stem)) {
            prefix = ScriptNaming.BASELINE;
            kind = ScriptKind.BASELINE;
        }
        if (kind == null) {
            return new MigrationLookalike(naming).matches(stem)
                    ? new Stray("Flyway's prefixes depend on the case of letters, expected "
                            + new MigrationLookalike(naming).prefixInOtherCase(stem) + " at the beginning")
                    : notKnown();
        }
        return kind == ScriptKind.REPEATABLE || kind == ScriptKind.CALLBACK
                ? unversioned(fileName, stem, prefix, kind)
                : versioned(fileName, stem, prefix, kind);
    }

    private static boolean isLonger(String prefix, String longest, ScriptKind kind, String stem) {
        return (kind == null || prefix.length() > longest.length()) && stem.startsWith(prefix);
    }

    private NameReading versioned(String fileName, String stem, String prefix, ScriptKind kind) {
        int separator = stem.indexOf(naming.separator(), prefix.length());
        String version = stem.substring(prefix.length(), separator < 0 ? stem.length() : separator);
        String end = naming.separator() + "<description>" + naming.suffixes().get(0);
        String expected = "expected " + prefix + "<version>" + end + ", for example " + prefix + "1.2"
                + naming.separator() + "add_index" + naming.suffixes().get(0);
        if (version.isEmpty()) {
            return new Stray("there is no version behind \"" + prefix + "\", " + expected);
        }
        try {
            return usable(fileName, kind, Optional.of(SchemaVersion.parse(version)), stem, separator);
        } catch (IllegalArgumentException e) {
            return new Stray(e.getMessage() + ", " + expected);
        }
    }

    private NameReading unversioned(String fileName, String stem, String prefix, ScriptKind kind) {
        boolean bare = stem.length() == prefix.length();
        if (!bare && !stem.startsWith(naming.separator(), prefix.length())) {
            return new Stray("behind \"" + prefix + "\" there must be \"" + naming.separator() + "\", expected "
                    + prefix + naming.separator() + "<description>"
                    + naming.suffixes().get(0));
        }
        return usable(fileName, kind, Optional.empty(), stem, bare ? -1 : prefix.length());
    }

    private NameReading usable(
            String fileName, ScriptKind kind, Optional<SchemaVersion> version, String stem, int separator) {
        String description = separator < 0
                ? ""
                : stem.substring(separator + naming.separator().length());
        return new Usable(new ScriptName(fileName, kind, version, description.replace('_', ' ')));
    }

    private static Stray notKnown() {
        return new Stray("its name is not one that Flyway knows");
    }

    /** Returns the name without the suffix that makes Flyway run a program; empty when the file is not a program. */
    private String programName(String fileName) {
        for (String suffix : EXECUTABLE) {
            if (ScriptNaming.endsWith(fileName, suffix)) {
                return fileName.substring(0, fileName.length() - suffix.length());
            }
        }
        int end = fileName.length();
        while (end > 0 && fileName.charAt(end - 1) == '.') {
            end--;
        }
        boolean hasSuffix = fileName.lastIndexOf('.', end - 1) >= 0;
        return hasSuffix || fileName.equals(naming.repeatable()) ? "" : fileName;
    }
}
