package io.automigrate.migration;

import io.automigrate.failure.StartupException;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.settings.Location;
import io.automigrate.settings.Settings;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The scripts in the locations, found, read and checked once for the whole start. Two starts with the same files have equal catalogs,
 * in whatever order the file system lists the files.
 */
public final class MigrationCatalog implements AutoCloseable {
    private final List<Script> scripts;
    private final List<MigrationClass> javaMigrations;
    private final List<MigrationClass> javaCallbacks;
    private final List<String> warnings;
    private final Charset encoding;
    private final LocationSearch search;

    MigrationCatalog(
            List<Script> scripts,
            List<MigrationClass> javaMigrations,
            List<MigrationClass> javaCallbacks,
            List<String> warnings,
            Charset encoding,
            LocationSearch search) {
        this.scripts = List.copyOf(scripts);
        this.javaMigrations = List.copyOf(javaMigrations);
        this.javaCallbacks = List.copyOf(javaCallbacks);
        this.warnings = List.copyOf(warnings);
        this.encoding = encoding;
        this.search = search;
    }

    /**
     * Finds and reads the scripts. One physical file is one script, even if several locations or class path elements contain it. As in
     * Flyway, the path of the script is the one below the uppermost location.
     *
     * @param settings the locations to search, and the names of scripts
     * @param roots the class path; as in Flyway, {@code db/callback} is searched as well
     * @return the catalog, which may be {@linkplain #isEmpty() empty}; the caller closes the catalog after the last script was read
     * @throws StartupException with exit code 78 when a location does not exist or can't be read, and for scripts that can't be used;
     *     one failure lists all of them: misspelt names, programs that Flyway would run, duplicate versions, repeatable descriptions or
     *     callbacks, malformed text
     */
    public static MigrationCatalog read(Settings.Scripts settings, ClassPathRoots roots) throws StartupException {
        return new CatalogReader(settings).read(roots);
    }

    /** Returns the encoding of the scripts and, as in Flyway, of their configurations. */
    public Charset encoding() {
        return encoding;
    }

    /** Returns the location beside this one that was probably meant: it has a similar name, and SQL files. */
    public static Optional<Location> nearFolder(Location location, ClassPathRoots roots) {
        return NearFolder.of(location, roots);
    }

    /** Returns whether a location contains a file of any kind. */
    public static boolean holdsAny(List<Location> locations, ClassPathRoots roots) throws StartupException {
        return LocationSearch.holdsAny(locations, roots);
    }

    /**
     * Returns the scripts that Flyway shall see: versioned scripts by version, repeatable scripts by description, then baselines,
     * callbacks and configurations. Undo scripts are not among them; {@link #scripts(ScriptKind)} returns these.
     */
    public List<Script> scripts() {
        List<Script> visible = new ArrayList<>(scripts.size());
        for (Script script : scripts) {
            if (script.kind() != ScriptKind.UNDO) {
                visible.add(script);
            }
        }
        return visible;
    }

    /** Returns the scripts of one kind, in the order of {@link #scripts()}. */
    public List<Script> scripts(ScriptKind kind) {
        List<Script> result = new ArrayList<>();
        for (Script script : scripts) {
            if (script.kind() == kind) {
                result.add(script);
            }
        }
        return result;
    }

    /** Returns the top-level classes in the locations. Only the application's own Flyway can run Java migrations. */
    public List<MigrationClass> javaMigrations() {
        return javaMigrations;
    }

    /** Returns the classes in {@code db/callback}, where Flyway always looks for Java callbacks. */
    public List<MigrationClass> javaCallbacks() {
        return javaCallbacks;
    }

    /** Returns whether the catalog has no versioned, repeatable or baseline script and no Java migration. */
    public boolean isEmpty() {
        for (Script script : scripts) {
            ScriptKind kind = script.kind();
            if (kind == ScriptKind.VERSIONED || kind == ScriptKind.REPEATABLE || kind == ScriptKind.BASELINE) {
                return false;
            }
        }
        return javaMigrations.isEmpty();
    }

    /** Returns the warnings for the log, one line each: files that will not be run, locations without scripts, broken jars. */
    public List<String> warnings() {
        return warnings;
    }

    /** Returns the places that were searched, one line for each location, for the message that no script was found. */
    public List<String> searched() {
        return search.searched();
    }

    /** Closes the jars that contain the scripts. */
    @Override
    public void close() {
        for (Script script : scripts) {
            script.file().root().close();
        }
    }
}
