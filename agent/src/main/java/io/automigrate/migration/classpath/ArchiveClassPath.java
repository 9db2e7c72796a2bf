package io.automigrate.migration.classpath;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/**
 * The class path inside one jar or war: folders, and jars. Their class loader opens each of the jars through URLs and connections;
 * read as the parts of one file that they are, a hundred of them cost a few milliseconds, with or without entries for their folders.
 */
final class ArchiveClassPath {
    private final Path archive;
    private final Object key;
    private final List<String> elements;

    /**
     * @param archive where it is
     * @param key what the file system knows the file by
     * @param elements paths of folders and jars inside it, without slashes at their ends
     */
    ArchiveClassPath(Path archive, Object key, List<String> elements) {
        this.archive = archive;
        this.key = key;
        this.elements = List.copyOf(elements);
    }

    void list(Listing listing) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "r")) {
            ArchiveBytes bytes = ArchiveBytes.of(file);
            Map<String, ArchiveBytes> jars = jars(bytes);
            for (String element : elements) {
                if (jars.containsKey(element)) {
                    NestedJarRoot root = new NestedJarRoot(archive, key, element);
                    root.list(CentralDirectory.read(jars.get(element)), listing);
                    listing.addSearched(root);
                } else {
                    ArchiveFolderRoot root = new ArchiveFolderRoot(archive, key, element);
                    root.list(CentralDirectory.read(bytes), listing);
                    listing.addSearched(root);
                }
            }
        }
    }

    private Map<String, ArchiveBytes> jars(ArchiveBytes bytes) throws IOException {
        Map<String, ArchiveBytes> jars = new HashMap<>();
        CentralDirectory entries = CentralDirectory.read(bytes);
        while (entries.next()) {
            if (entries.nameEndsWith('r')) {
                String name = entries.name();
                if (elements.contains(name)) {
                    jars.put(name, entries.isStored() ? entries.stored() : inflated(name));
                }
            }
        }
        return jars;
    }

    /** A war that is not made for running itself has its jars compressed: there is no way but to read them. */
    private ArchiveBytes inflated(String name) throws IOException {
        try (JarFile jar = new JarFile(archive.toFile(), false);
                InputStream content = jar.getInputStream(jar.getEntry(name))) {
            return ArchiveBytes.of(content.readAllBytes());
        }
    }
}
