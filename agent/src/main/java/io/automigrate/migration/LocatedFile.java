package io.automigrate.migration;

import io.automigrate.migration.classpath.FoundFile;
import io.automigrate.settings.Location;

/**
 * A file of any kind in a location.
 *
 * @param location the location
 * @param path the path of the file below the location
 * @param file the file
 */
record LocatedFile(Location location, String path, FoundFile file) {
    /** Returns the name of the file without folders. */
    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
