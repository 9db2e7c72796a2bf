package io.automigrate.migration.classpath;

import java.io.IOException;
import java.io.InputStream;

/**
 * A place that holds files under the names by which a class loader finds them. How it is listed is a matter of its own; what was found
 * there is opened through this.
 */
public sealed interface ClassPathRoot permits FolderRoot, JarRoot, ArchiveFolderRoot, NestedJarRoot, VirtualRoot {
    /** Opens a file that was found here. */
    InputStream open(String name) throws IOException;

    /** Returns where a file of this root is, for people. */
    String place(String name);

    /** Lets go of what {@link #open} keeps open; it may be called again. */
    void close();

    /** Returns where this root is, for people. */
    @Override
    String toString();
}
