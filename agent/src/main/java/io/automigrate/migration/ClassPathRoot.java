package io.automigrate.migration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A place that holds files under the names by which a class loader finds them. What a host's class loader alone can open (nested
 * jars, {@code vfs:}, {@code wsjar:}) becomes one more implementation.
 */
sealed interface ClassPathRoot permits FolderRoot, JarRoot {
    /**
     * Adds everything below the folders that the listing asks for, and which of them exist.
     *
     * @return what else is on the class path because of this root: a jar's {@code Class-Path}
     */
    List<Path> list(Listing listing) throws IOException;

    /** Opens a file that {@link #list} has found. */
    InputStream open(String name) throws IOException;

    /** Returns where a file of this root is, for people. */
    String place(String name);

    /** Lets go of what {@link #open} keeps open; it may be called again. */
    void close();

    /** Returns where this root is, for people. */
    @Override
    String toString();
}
