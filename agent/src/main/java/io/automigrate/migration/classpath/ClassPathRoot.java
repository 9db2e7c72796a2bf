package io.automigrate.migration.classpath;

import java.io.IOException;
import java.io.InputStream;

/**
 * An element of the class path that contains files. Each kind of element is listed in its own way; files that were found are opened
 * through this interface.
 */
public sealed interface ClassPathRoot permits FolderRoot, JarRoot, ArchiveFolderRoot, NestedJarRoot, VirtualRoot {
    /** Opens a file of this element. */
    InputStream open(String name) throws IOException;

    /** Returns the full path of a file of this element, as text for messages. */
    String place(String name);

    /** Closes what {@link #open} opened. A later call of {@link #open} opens it again. */
    void close();

    /** Returns the path of this element, as text for messages. */
    @Override
    String toString();
}
