package io.automigrate.migration;

import io.automigrate.failure.StartupException;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.settings.Location;
import io.automigrate.settings.names.NearestSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the folder that was meant when a location holds nothing: one beside it whose name differs by a slip of the pen. */
final class NearFolder {
    private static final String SQL = ".sql";

    private NearFolder() {}

    /** Returns the location of the folder; empty when no folder with SQL files has a name like it. */
    static Optional<Location> of(Location location, ClassPathRoots roots) {
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
            if (end > 0 && file.path().toLowerCase(Locale.ROOT).endsWith(SQL)) {
                folders.add(file.path().substring(0, end));
            }
        }
        return folders;
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
    }
}
