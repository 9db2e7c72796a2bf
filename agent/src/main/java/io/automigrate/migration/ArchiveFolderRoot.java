package io.automigrate.migration;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** A folder inside a jar or war that its launcher or server has put on the class path: {@code BOOT-INF/classes}. */
final class ArchiveFolderRoot implements ClassPathRoot {
    private final Path archive;
    private final Object key;
    private final String prefix;
    private JarFile jar;

    ArchiveFolderRoot(Path archive, Object key, String folder) {
        this.archive = archive;
        this.key = key;
        this.prefix = folder + "/";
    }

    void list(CentralDirectory entries, Listing listing) throws IOException {
        byte[] bytes = prefix.getBytes(StandardCharsets.UTF_8);
        while (entries.next()) {
            if (!entries.nameStartsWith(bytes)) {
                continue;
            }
            String name = entries.name().substring(prefix.length());
            if (listing.wants(name) && !name.endsWith("/")) {
                listing.add(new FoundFile(this, name, entries.size(), new FileIdentity(key, prefix + name)));
            }
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        JarFile opened = openJar();
        ZipEntry entry = opened.getEntry(prefix + name);
        if (entry == null) {
            throw new FileNotFoundException(place(name));
        }
        return opened.getInputStream(entry);
    }

    private synchronized JarFile openJar() throws IOException {
        if (jar == null) {
            jar = new JarFile(archive.toFile(), false);
        }
        return jar;
    }

    @Override
    public String place(String name) {
        return this + name;
    }

    @Override
    public synchronized void close() {
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

    @Override
    public String toString() {
        return "jar:" + archive.toAbsolutePath().normalize() + "!/" + prefix;
    }
}
