package io.automigrate.migration.classpath;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar that is opened when its first entry is read. Most jars of a class path contain no script and are never opened. */
final class LazyJar {
    private final Path path;
    private final Runtime.Version version;
    private JarFile jar;

    /**
     * @param path the path of the jar
     * @param version the Java version whose entries of a multi-release jar are read; {@link JarFile#baseVersion()} for the plain entries
     */
    LazyJar(Path path, Runtime.Version version) {
        this.path = path;
        this.version = version;
    }

    /** Opens an entry, and the jar if necessary. */
    InputStream open(String entry) throws IOException {
        JarFile opened = openJar();
        ZipEntry found = opened.getEntry(entry);
        if (found == null) {
            throw new FileNotFoundException(place(entry));
        }
        return opened.getInputStream(found);
    }

    private synchronized JarFile openJar() throws IOException {
        if (jar == null) {
            jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, version);
        }
        return jar;
    }

    /** Returns the full path of an entry, as text for messages. */
    String place(String entry) {
        return "jar:" + path.toAbsolutePath().normalize() + "!/" + entry;
    }

    /** Closes the jar. The next call of {@link #open} opens the jar again. */
    synchronized void close() {
        if (jar == null) {
            return;
        }
        try {
            jar.close();
        } catch (IOException e) {
            // The jar was only read, and the JVM frees the file together with the object.
        }
        jar = null;
    }
}
