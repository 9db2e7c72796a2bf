package io.automigrate.migration.classpath;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar whose entries may be asked for. It is opened for the first of them: most that are listed hold no script. */
final class LazyJar {
    private final Path path;
    private final Runtime.Version version;
    private JarFile jar;

    /**
     * @param path where it is
     * @param version of a jar for several versions of Java, what this one sees; {@link JarFile#baseVersion()} for the entries as they
     *     are
     */
    LazyJar(Path path, Runtime.Version version) {
        this.path = path;
        this.version = version;
    }

    /** Opens an entry. */
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

    /** Returns where an entry is, for people. */
    String place(String entry) {
        return "jar:" + path.toAbsolutePath().normalize() + "!/" + entry;
    }

    /** Lets go of the file; it may be called again. */
    synchronized void close() {
        if (jar == null) {
            return;
        }
        try {
            jar.close();
        } catch (IOException e) {
            // It was only read; the JVM gives the file back with the object.
        }
        jar = null;
    }
}
