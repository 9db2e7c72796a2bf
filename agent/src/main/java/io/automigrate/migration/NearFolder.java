package io.automigrate.migration;

import io.automigrate.failure.StartupException;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.settings.Location;
import io.automigrate.settings.names.NearestSetting;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the folder that was meant when a location holds nothing: one that the text names in another reading, or one beside the location whose
 * name differs by a slip of the pen.
 */
final class NearFolder {
    private static final String SQL = ".sql";

    /** The folders whose contents are the class path, in projects and in archives. */
    private static final List<String> CONTENTS = List.of(
            "src/main/resources/",
            "src/test/resources/",
            "target/classes/",
            "build/resources/main/",
            "BOOT-INF/classes/",
            "WEB-INF/classes/");

    private NearFolder() {}

    /** Returns the location of the folder; empty when no folder with SQL files has a name like it. */
    static Optional<Location> of(Location location, ClassPathRoots roots) {
        for (Location reading : readings(location)) {
            if (holdsScripts(reading, roots)) {
                return Optional.of(reading);
            }
        }
        return misspelt(location, roots);
    }

    /**
     * Returns other locations that the text may mean, the likeliest first: a folder of the disk without its prefix, a folder of the project
     * or of an archive in place of its contents, a Java package, the path of a script.
     */
    private static List<Location> readings(Location location) {
        String path = location.path().replace('\\', '/');
        List<Location> readings = new ArrayList<>();
        String bare = path.startsWith("/") ? path.substring(1) : path;
        if (bare.isBlank() || path.indexOf('*') >= 0 || path.indexOf('?') >= 0) {
            return readings;
        }
        if (location.kind() == Location.Kind.CLASSPATH) {
            // A location without a prefix is on the class path, and loses its first slash there.
            readings.add(new Location(Location.Kind.FILESYSTEM, "/" + bare));
            readings.add(new Location(Location.Kind.FILESYSTEM, bare));
        } else {
            readings.add(new Location(Location.Kind.CLASSPATH, bare));
        }
        // Windows and macOS find a folder in any case, Linux and archives do not.
        readings.add(new Location(location.kind(), path.toLowerCase(Locale.ROOT)));
        readings.addAll(contents(bare));
        if (bare.indexOf('/') < 0 && bare.indexOf('.') > 0) {
            readings.add(new Location(Location.Kind.CLASSPATH, bare.replace('.', '/')));
        }
        int slash = path.lastIndexOf('/');
        if (path.endsWith(SQL) && slash > 0) {
            readings.add(new Location(location.kind(), path.substring(0, slash)));
        }
        return readings;
    }

    /** Returns the class path's name of a folder that a user has named by the place of the class path's files. */
    private static List<Location> contents(String path) {
        List<Location> readings = new ArrayList<>();
        for (String contents : CONTENTS) {
            int start = ("/" + path).indexOf("/" + contents);
            if (start >= 0 && start + contents.length() < path.length()) {
                readings.add(new Location(Location.Kind.CLASSPATH, path.substring(start + contents.length())));
            }
        }
        return readings;
    }

    private static boolean holdsScripts(Location location, ClassPathRoots roots) {
        if (location.kind() == Location.Kind.FILESYSTEM) {
            return holdsScripts(location.path());
        }
        try {
            for (LocatedFile file : LocationSearch.in(List.of(location), roots).files()) {
                if (isScript(file.path())) {
                    return true;
                }
            }
        } catch (StartupException e) {
            // The class path can't be read. The failure at hand says what the user has to know.
            return false;
        }
        return false;
    }

    /** Looks into the folder itself only: the folders below it may be those of the whole disk. */
    private static boolean holdsScripts(String folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(folder))) {
            for (Path entry : entries) {
                if (isScript(entry.toString())) {
                    return true;
                }
            }
        } catch (IOException | InvalidPathException | DirectoryIteratorException e) {
            // There is no such folder, or this account may not read it.
            return false;
        }
        return false;
    }

    private static boolean isScript(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(SQL);
    }

    private static Optional<Location> misspelt(Location location, ClassPathRoots roots) {
        String path = withoutSlash(location.path());
        int slash = path.lastIndexOf('/');
        String above = path.substring(0, slash + 1);
        // A search below the root of a file system could take very long.
        if (path.indexOf('*') >= 0 || path.indexOf('?') >= 0 || above.isEmpty() || above.equals("/")) {
            return Optional.empty();
        }
        try {
            List<LocatedFile> files = LocationSearch.in(
                            List.of(new Location(location.kind(), above.substring(0, slash))), roots)
                    .files();
            String nearest = NearestSetting.nearestSpelling(path.substring(slash + 1), folders(files));
            return nearest == null ? Optional.empty() : Optional.of(new Location(location.kind(), above + nearest));
        } catch (StartupException e) {
            // The folder above can't be read either; the failure says so already.
            return Optional.empty();
        }
    }

    private static List<String> folders(List<LocatedFile> files) {
        List<String> folders = new ArrayList<>();
        for (LocatedFile file : files) {
            int end = file.path().indexOf('/');
            if (end > 0 && isScript(file.path())) {
                folders.add(file.path().substring(0, end));
            }
        }
        return folders;
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
    }
}
