package io.automigrate.migration;

import io.automigrate.migration.classpath.FoundFile;
import io.automigrate.settings.Location;

/**
 * A file, of whatever kind, in a location.
 *
 * @param location the location
 * @param path its path below the location
 * @param file where it is
 */
record LocatedFile(Location location, String path, FoundFile file) {
    /** Returns its name without folders. */
    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
