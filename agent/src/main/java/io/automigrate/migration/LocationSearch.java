package io.automigrate.migration;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.classpath.ClassPathRoot;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.migration.classpath.FileFacts;
import io.automigrate.migration.classpath.FolderRoot;
import io.automigrate.migration.classpath.FoundFile;
import io.automigrate.migration.classpath.Listing;
import io.automigrate.settings.Location;
import io.automigrate.settings.Settings;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds the files in the locations, of whatever kind. */
final class LocationSearch {
    /** The folder in which Flyway always looks for Java callbacks. */
    static final String CALLBACK_FOLDER = "db/callback";

    private static final int SHOWN = 10;

    private final List<LocatedFile> files = new ArrayList<>();
    private final List<FoundFile> callbackFolder = new ArrayList<>();
    private final List<Location> missing = new ArrayList<>();
    private final List<LocationPattern> patterns;
    private final Listing classPath;

    private LocationSearch(List<LocationPattern> patterns, Listing classPath) {
        this.patterns = patterns;
        this.classPath = classPath;
    }

    /**
     * Searches all locations.
     *
     * @throws StartupException when a location that a setting names does not exist, or a location can't be read
     */
    static LocationSearch in(Settings.Scripts settings, ClassPathRoots roots) throws StartupException {
        LocationSearch search = in(settings.locations(), roots);
        String source = settings.locationsSource();
        if (!search.missing.isEmpty() && settings.failOnMissingLocations()) {
            throw new StartupException(search.missingLocations(source, roots));
        }
        if (!source.equals(Settings.Scripts.DEFAULT_SOURCE)) {
            for (Location location : search.missing) {
                search.classPath.warn(source + ": location \"" + location
                        + "\" does not exist; failOnMissingLocations=false lets the start go on");
            }
        }
        return search;
    }

    /**
     * Searches all locations; none has to exist.
     *
     * @throws StartupException when a location can't be read
     */
    static LocationSearch in(List<Location> locations, ClassPathRoots roots) throws StartupException {
        List<LocationPattern> patterns = sorted(locations);
        LocationSearch search = new LocationSearch(patterns, roots.list(classPathFolders(patterns)));
        search.run();
        return search;
    }

    /** Returns whether a location contains a file. */
    static boolean holdsAny(List<Location> locations, ClassPathRoots roots) throws StartupException {
        return !in(locations, roots).files.isEmpty();
    }

    /** Returns the files, location by location. A file that is in several locations is in the list several times. */
    List<LocatedFile> files() {
        return files;
    }

    /** Returns the files below {@code db/callback} on the class path. */
    List<FoundFile> callbackFolder() {
        return callbackFolder;
    }

    /** Returns each location that exists once, in the order of the search. */
    List<Location> locations() {
        List<Location> result = new ArrayList<>();
        for (LocationPattern pattern : patterns) {
            if (!isMissing(pattern.location())) {
                result.add(pattern.location());
            }
        }
        return result;
    }

    private boolean isMissing(Location location) {
        for (Location other : missing) {
            // The equals method of a record would be slow when it runs for the first time.
            if (other == location) {
                return true;
            }
        }
        return false;
    }

    /** Returns one line for each location with the places that were searched, as text for messages. */
    List<String> searched() {
        List<String> lines = new ArrayList<>();
        for (LocationPattern pattern : patterns) {
            lines.add(pattern + ": " + (pattern.isOnClassPath() ? describeClassPath() : describeFolder(pattern)));
        }
        return lines;
    }

    List<String> warnings() {
        return classPath.warnings();
    }

    /**
     * Returns the locations without duplicates in Flyway's order, upper folders first. Locations with wildcards come last, because they
     * say least about the place of a script.
     */
    private static List<LocationPattern> sorted(List<Location> locations) {
        List<LocationPattern> plain = new ArrayList<>();
        List<LocationPattern> wild = new ArrayList<>();
        TreeMap<String, Location> sorted = new TreeMap<>();
        for (Location location : locations) {
            sorted.put(location.toString(), location);
        }
        for (Location location : sorted.values()) {
            LocationPattern pattern = LocationPattern.of(location);
            (pattern.hasWildcards() ? wild : plain).add(pattern);
        }
        plain.addAll(wild);
        return plain;
    }

    private static Set<String> classPathFolders(List<LocationPattern> patterns) {
        Set<String> folders = new LinkedHashSet<>();
        folders.add(CALLBACK_FOLDER);
        for (LocationPattern pattern : patterns) {
            if (pattern.isOnClassPath()) {
                folders.add(pattern.folder());
            }
        }
        return folders;
    }

    private void run() throws StartupException {
        for (LocationPattern pattern : patterns) {
            if (pattern.isOnClassPath()) {
                take(pattern, classPath, pattern.folder());
            } else {
                take(pattern, listFolder(pattern), "");
            }
        }
        for (FoundFile file : classPath.files()) {
            if (file.name().startsWith(CALLBACK_FOLDER + "/")) {
                callbackFolder.add(file);
            }
        }
    }

    private static Listing listFolder(LocationPattern pattern) throws StartupException {
        Listing listing = new Listing(List.of(""));
        try {
            new FolderRoot(Path.of(pattern.folder())).list(listing);
        } catch (InvalidPathException e) {
            // A folder cannot have this name, so the location does not exist.
        } catch (IOException e) {
            throw new StartupException(
                    Failure.of(ExitCode.CONFIGURATION, "Location \"" + pattern + "\" can't be read")
                            .with("reason", e.toString())
                            .remedy("let the application's account read the folder and the folders below it"),
                    e);
        }
        return listing;
    }

    private void take(LocationPattern pattern, Listing listing, String folder) {
        if (!listing.exists(folder)) {
            missing.add(pattern.location());
            return;
        }
        String prefix = folder.isEmpty() ? "" : folder + "/";
        for (FoundFile file : listing.files()) {
            String path = file.name().startsWith(prefix)
                    ? pattern.relativize(file.name().substring(prefix.length()))
                    : null;
            if (path != null) {
                files.add(new LocatedFile(pattern.location(), path, file));
            }
        }
    }

    private static String describeFolder(LocationPattern pattern) {
        try {
            Path path = Path.of(pattern.folder());
            String defect =
                    switch (FileFacts.of(path).kind()) {
                        case DIRECTORY -> "";
                        case FILE -> ", which is a file, not a folder";
                        case MISSING -> ", which does not exist";
                    };
            return "\"" + new FolderRoot(path) + "\"" + defect;
        } catch (InvalidPathException e) {
            return e.getMessage();
        }
    }

    private String describeClassPath() {
        List<ClassPathRoot> roots = classPath.searched();
        if (roots.isEmpty()) {
            return "the class path is empty";
        }
        StringBuilder shown = new StringBuilder();
        for (ClassPathRoot root : roots.subList(0, Math.min(SHOWN, roots.size()))) {
            shown.append(shown.isEmpty() ? "" : ", ").append(root);
        }
        return "in " + roots.size() + (roots.size() == 1 ? " jar or folder" : " jars and folders")
                + " of the class path: " + shown
                + (roots.size() > SHOWN ? " and " + (roots.size() - SHOWN) + " more" : "");
    }

    private Failure missingLocations(String source, ClassPathRoots roots) {
        StringBuilder names = new StringBuilder();
        for (Location location : missing) {
            names.append(names.isEmpty() ? "\"" : ", \"").append(location).append('"');
        }
        Failure failure = Failure.of(
                        ExitCode.CONFIGURATION,
                        (missing.size() == 1 ? "Location " : "Locations ")
                                + names
                                + (missing.size() == 1 ? " does not exist" : " do not exist"))
                .with("setting", source);
        for (String line : searched()) {
            failure = failure.with("searched", line);
        }
        for (String warning : warnings()) {
            failure = failure.with("warning", warning);
        }
        Set<String> meant = new LinkedHashSet<>();
        boolean isMeantKnown = true;
        boolean isList = false;
        for (LocationPattern pattern : patterns) {
            Location location = pattern.location();
            if (isMissing(location)) {
                Optional<Location> near = NearFolder.of(location, roots);
                if (near.isPresent()) {
                    failure = failure.with("found", "SQL files in " + near.get());
                    location = near.get();
                } else {
                    isMeantKnown = false;
                    isList |= isList(location.path());
                }
            }
            meant.add(location.toString());
        }
        if (isList) {
            return failure.remedy("separate the locations in " + source + " by commas, or create the folder");
        }
        return failure.remedy(
                (isMeantKnown ? "set AUTO_MIGRATE_LOCATIONS=" + String.join(",", meant) : "correct " + source)
                        + ", or create the folder");
    }

    /** Returns whether a path holds a mark by which people separate the members of a list. */
    private static boolean isList(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == ';' || c == '|' || Character.isWhitespace(c)) {
                return true;
            }
        }
        return false;
    }
}
