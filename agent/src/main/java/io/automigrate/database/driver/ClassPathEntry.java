package io.automigrate.database.driver;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;

/** A jar or a folder of classes. */
final class ClassPathEntry implements Closeable {
    private final Path path;
    private final URL url;
    private final JarFile jar;

    private ClassPathEntry(Path path, URL url, JarFile jar) {
        this.path = path;
        this.url = url;
        this.jar = jar;
    }

    static ClassPathEntry open(Path path) throws IOException {
        URL url = path.toUri().toURL();
        if (Files.isDirectory(path)) {
            return new ClassPathEntry(path, url, null);
        }
        if (!Files.exists(path)) {
            throw new IOException("there is no file or folder \"" + path + "\"");
        }
        try {
            // Signatures are not checked, because the user trusts the files of a setting, and a check costs more than
            // all other work.
            File file = path.toFile();
            return new ClassPathEntry(path, url, new JarFile(file, false, ZipFile.OPEN_READ, JarFile.runtimeVersion()));
        } catch (IOException e) {
            throw new IOException("\"" + path + "\" is no readable jar (" + e.getMessage() + ")", e);
        }
    }

    URL url() {
        return url;
    }

    /** Returns the content of a file in this entry; null when there is none. */
    byte[] read(String name) throws IOException {
        if (jar == null) {
            Path file = path.resolve(name);
            return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
        }
        JarEntry entry = jar.getJarEntry(name);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /** Returns null when there is none. */
    Manifest manifest() throws IOException {
        return jar == null ? null : jar.getManifest();
    }

    @Override
    public void close() throws IOException {
        if (jar != null) {
            jar.close();
        }
    }
}
