package io.automigrate.migration;

import io.automigrate.failure.StartupException;
import io.automigrate.migration.NameReading.Refused;
import io.automigrate.migration.NameReading.Stray;
import io.automigrate.migration.NameReading.Usable;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.migration.classpath.FileIdentity;
import io.automigrate.migration.classpath.FoundFile;
import io.automigrate.settings.Location;
import io.automigrate.settings.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one {@link MigrationCatalog}: finds the files, classifies them by name, reads the scripts and checks them. */
final class CatalogReader {
    private static final int SHOWN_STRAYS = 20;

    private final Settings.Scripts settings;
    private final String source;
    private final NamingConvention convention;
    private final ScriptProblems problems = new ScriptProblems();
    private final ScriptLoader loader;
    private final List<String> warnings = new ArrayList<>();
    private final List<NamedFile> named = new ArrayList<>();
    private final List<MigrationClass> javaMigrations = new ArrayList<>();
    private final List<MigrationClass> javaCallbacks = new ArrayList<>();
    private final Set<FileIdentity> taken = new HashSet<>();
    // Compared by identity, because a Location is a record; FileIdentity says what that costs.
    private final Set<Location> fruitful = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<LocatedFile> otherSuffixes = new ArrayList<>();
    private int strays;

    CatalogReader(Settings.Scripts settings) {
        this.settings = settings;
        source = settings.locationsSource();
        convention = new NamingConvention(settings.naming());
        loader = new ScriptLoader(problems, settings.naming().encoding());
    }

    MigrationCatalog read(ClassPathRoots roots) throws StartupException {
        LocationSearch search = LocationSearch.in(settings, roots);
        warnings.addAll(search.warnings());
        for (FoundFile file : search.callbackFolder()) {
            if (file.name().endsWith(MigrationClass.SUFFIX)) {
                takeClass(file, javaCallbacks);
            }
        }
        for (LocatedFile file : search.files()) {
            take(file);
        }
        if (strays > SHOWN_STRAYS) {
            warnings.add((strays - SHOWN_STRAYS) + " more files in the locations are not run");
        }
        warnOfOtherSuffixes();
        List<Script> scripts = load();
        for (LocatedFile configuration : loader.unusedConfigurations()) {
            warnings.add("\"" + configuration.fileName() + "\" is not used: its script is missing ("
                    + configuration.file().place() + ")");
        }
        javaMigrations.sort(null);
        javaCallbacks.sort(null);
        if (!scripts.isEmpty() || !javaMigrations.isEmpty()) {
            warnOfFruitless(search.locations());
        }
        return finish(new MigrationCatalog(
                scripts,
                javaMigrations,
                javaCallbacks,
                warnings,
                settings.naming().encoding(),
                search));
    }

    private void take(LocatedFile file) {
        if (file.fileName().endsWith(MigrationClass.SUFFIX)) {
            takeClass(file);
            return;
        }
        NameReading reading = convention.read(file.fileName());
        if (reading instanceof Usable) {
            fruitful.add(file.location());
        }
        // A file in two locations, or twice on the class path, is one script.
        if (!taken.add(file.file().identity())) {
            return;
        }
        if (reading instanceof Usable usable) {
            named.add(new NamedFile(usable.name(), file));
            if (usable.name().kind() == ScriptKind.CONFIGURATION) {
                loader.addConfiguration(file);
            }
        } else if (reading instanceof Refused refused) {
            problems.add(
                    "Migration script \"" + file.fileName() + "\" can't be used: " + refused.reason(),
                    List.of(file.file()),
                    refused.remedy());
        } else if (reading instanceof Stray stray) {
            warnOfStray(file, stray.reason());
        } else if (reading instanceof NameReading.OtherSuffix) {
            otherSuffixes.add(file);
        }
    }

    private void warnOfOtherSuffixes() {
        if (otherSuffixes.isEmpty()) {
            return;
        }
        LocatedFile first = otherSuffixes.get(0);
        int more = otherSuffixes.size() - 1;
        warnings.add("\"" + first.fileName() + "\"" + (more == 0 ? "" : " and " + more + " more of this kind")
                + (more == 0 ? " is" : " are") + " not run: the names begin like a migration's, but do not end in \""
                + String.join("\" or \"", settings.naming().suffixes()) + "\" ("
                + first.file().place() + ")");
    }

    private void takeClass(LocatedFile file) {
        if (file.location().kind() == Location.Kind.FILESYSTEM) {
            warnOfStray(file, "Flyway looks for Java migrations on the class path only");
            return;
        }
        fruitful.add(file.location());
        takeClass(file.file(), javaMigrations);
    }

    private void takeClass(FoundFile file, List<MigrationClass> to) {
        Optional<MigrationClass> type = MigrationClass.of(file);
        if (taken.add(file.identity()) && type.isPresent()) {
            to.add(type.get());
        }
    }

    private void warnOfStray(LocatedFile file, String reason) {
        strays++;
        if (strays <= SHOWN_STRAYS) {
            warnings.add("\"" + file.fileName() + "\" is not run: " + reason + " ("
                    + file.file().place() + ")");
        }
    }

    private List<Script> load() {
        List<Script> scripts = new ArrayList<>(named.size());
        for (NamedFile file : named) {
            scripts.add(loader.load(file.name, file.file));
        }
        scripts.sort(new ScriptOrder());
        if (mayHaveDuplicates(scripts)) {
            new DuplicateScripts(problems).check(scripts);
        }
        return scripts;
    }

    private static boolean mayHaveDuplicates(List<Script> sorted) {
        for (int i = 1; i < sorted.size(); i++) {
            Script before = sorted.get(i - 1);
            if (before.kind() == sorted.get(i).kind() && ScriptOrder.compareIdentity(before, sorted.get(i)) == 0) {
                return true;
            }
        }
        return false;
    }

    private void warnOfFruitless(List<Location> locations) {
        for (Location location : locations) {
            if (!fruitful.contains(location)) {
                warnings.add(source + ": location \"" + location + "\" holds no scripts");
            }
        }
    }

    private MigrationCatalog finish(MigrationCatalog catalog) throws StartupException {
        try {
            problems.throwIfAny();
            return catalog;
        } catch (StartupException e) {
            catalog.close();
            throw e;
        }
    }

    private record NamedFile(ScriptName name, LocatedFile file) {}
}
