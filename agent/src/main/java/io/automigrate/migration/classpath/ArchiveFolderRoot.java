package io.automigrate.migration.classpath;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.JarFile;

/** A folder inside a jar or war that is on the class path of the application: {@code BOOT-INF/classes}. */
final class ArchiveFolderRoot implements ClassPathRoot {
    private final LazyJar archive;
    private final Object key;
    private final String prefix;

    ArchiveFolderRoot(Path archive, Object key, String folder) {
        this.archive = new LazyJar(archive, JarFile.baseVersion());
        this.key = key;
        this.prefix = folder + "/";
    }

    void list(CentralDirectory entries, Listing listing) throws IOException {
        byte[] bytes = prefix.getBytes(StandardCharsets.UTF_8);
        FirstBytes wanted = new FirstBytes().add(bytes);
        while (entries.next(wanted)) {
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
        return archive.open(prefix + name);
    }

    @Override
    public String place(String name) {
        return archive.place(prefix + name);
    }

    @Override
    public void close() {
        archive.close();
    }

    @Override
    public String toString() {
        return archive.place(prefix);
    }
}
