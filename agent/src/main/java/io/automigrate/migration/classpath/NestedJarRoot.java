package io.automigrate.migration.classpath;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.JarFile;

/** A jar inside a jar or war: {@code BOOT-INF/lib/scripts.jar}. */
final class NestedJarRoot implements ClassPathRoot {
    private final Path archive;
    private final Object key;
    private final String entry;
    private ArchiveBytes content;

    NestedJarRoot(Path archive, Object key, String entry) {
        this.archive = archive;
        this.key = key;
        this.entry = entry;
    }

    void list(CentralDirectory entries, Listing listing) throws IOException {
        FirstBytes wanted = listing.firstBytes();
        while (entries.next(wanted)) {
            if (entries.isWantedBy(listing) && !entries.nameEndsWith('/')) {
                String name = entries.name();
                listing.add(new FoundFile(this, name, entries.size(), new FileIdentity(key, entry + "!/" + name)));
            }
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        CentralDirectory entries = CentralDirectory.read(content());
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        FirstBytes wanted = new FirstBytes().add(bytes);
        while (entries.next(wanted)) {
            if (entries.nameLength() == bytes.length && entries.nameStartsWith(bytes)) {
                return new ByteArrayInputStream(entries.content());
            }
        }
        throw new FileNotFoundException(place(name));
    }

    /** Returns the whole jar, kept until the catalog is closed. Only jars with scripts are read, and these are small. */
    private synchronized ArchiveBytes content() throws IOException {
        if (content == null) {
            try (JarFile jar = new JarFile(archive.toFile(), false);
                    InputStream in = jar.getInputStream(jar.getEntry(entry))) {
                content = ArchiveBytes.of(in.readAllBytes());
            }
        }
        return content;
    }

    @Override
    public String place(String name) {
        return this + "!/" + name;
    }

    @Override
    public synchronized void close() {
        content = null;
    }

    @Override
    public String toString() {
        return "jar:" + archive.toAbsolutePath().normalize() + "!/" + entry;
    }
}
