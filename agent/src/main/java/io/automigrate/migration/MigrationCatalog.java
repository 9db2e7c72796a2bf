package io.automigrate.migration;

import io.automigrate.failure.StartupException;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.settings.Location;
import java.util.ArrayList;
import java.util.List;

/**
 * The scripts that the locations hold: found, named, read and checked once, for everyone who asks later. Two starts with the same
 * files have equal catalogs, whatever order the file system lists them in.
 */
public final class MigrationCatalog implements AutoCloseable {
    private final List<Script> scripts;
    private final List<MigrationClass> javaMigrations;
    private final List<MigrationClass> javaCallbacks;
    private final List<String> warnings;
    private final LocationSearch search;

    MigrationCatalog(
            List<Script> scripts,
            List<MigrationClass> javaMigrations,
            List<MigrationClass> javaCallbacks,
            List<String> warnings,
            LocationSearch search) {
        this.scripts = List.copyOf(scripts);
        this.javaMigrations = List.copyOf(javaMigrations);
        this.javaCallbacks = List.copyOf(javaCallbacks);
        this.warnings = List.copyOf(warnings);
        this.search = search;
    }

    /**
     * Finds the scripts and reads them. What is physically one file is one script, however many
     * locations and class path elements lead to it; as in Flyway its path is the one below the uppermost location.
     *
     * @param locations where to look
     * @param source the setting that named them, {@code default} when none did: a default location need not exist
     * @param roots the class path; {@code db/callback} is looked for in it as well, as Flyway does
     * @return the catalog, which may be {@linkplain #isEmpty() empty}; close it when nobody reads scripts any more
     * @throws StartupException with exit code 78 when a location does not exist or can't be read, and for scripts that can't be
     *     used, all in one failure: names that look like a migration's and are none, programs that Flyway would run, versions,
     *     repeatable descriptions or callbacks that are there twice, text that is not UTF-8
     */
    public static MigrationCatalog read(List<Location> locations, String source, ClassPathRoots roots)
            throws StartupException {
        return new CatalogReader(source).read(locations, roots);
    }

    /** Returns whether there is anything at all in one of the locations, whatever it may be. */
    public static boolean holdsAny(List<Location> locations, ClassPathRoots roots) throws StartupException {
        return LocationSearch.holdsAny(locations, roots);
    }

    /**
     * Returns what Flyway is to see: versioned scripts by version, repeatable ones by description, then the baselines, callbacks and
     * configurations. No undo scripts; ask for these by their kind.
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

    /** Returns the classes in the locations, without nested ones: Java migrations, which only the application's own Flyway can run. */
    public List<MigrationClass> javaMigrations() {
        return javaMigrations;
    }

    /** Returns the classes in {@code db/callback}, where Flyway looks for Java callbacks whatever the locations are. */
    public List<MigrationClass> javaCallbacks() {
        return javaCallbacks;
    }

    /** Returns whether there is nothing to migrate with: no versioned, repeatable or baseline script, no Java migration. */
    public boolean isEmpty() {
        for (Script script : scripts) {
            ScriptKind kind = script.kind();
            if (kind == ScriptKind.VERSIONED || kind == ScriptKind.REPEATABLE || kind == ScriptKind.BASELINE) {
                return false;
            }
        }
        return javaMigrations.isEmpty();
    }

    /** Returns what the user should know, a line each: files that will not be run, locations without scripts, broken jars. */
    public List<String> warnings() {
        return warnings;
    }

    /** Returns where the locations led, a line each, for the message that nothing was found. */
    public List<String> searched() {
        return search.searched();
    }

    /** Closes the jars that scripts were read from. */
    @Override
    public void close() {
        for (Script script : scripts) {
            script.file().root().close();
        }
    }
}
