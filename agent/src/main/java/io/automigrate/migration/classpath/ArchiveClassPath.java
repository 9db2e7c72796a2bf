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
 * The class path inside one jar or war: folders and nested jars. The host's class loader opens each nested jar through a URL connection.
 * This class reads nested jars as parts of one file instead: a hundred of them take a few milliseconds, and jars without entries for
 * folders are supported.
 *
 * @param archive the jar or war
 * @param key the identity of the file in the file system
 * @param elements paths of the folders and jars inside the archive, without slashes at their ends
 */
record ArchiveClassPath(Path archive, Object key, List<String> elements) {
    ArchiveClassPath {
        elements = List.copyOf(elements);
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
            // Jars are recognised by their names in the class path; an archive has thousands of classes.
            if (!entries.isClass()) {
                String name = entries.name();
                if (elements.contains(name)) {
                    jars.put(name, entries.isStored() ? entries.stored() : inflated(name));
                }
            }
        }
        return jars;
    }

    /** Reads a compressed jar into memory. The jars of a war that is not executable are compressed. */
    private ArchiveBytes inflated(String name) throws IOException {
        try (JarFile jar = new JarFile(archive.toFile(), false);
                InputStream content = jar.getInputStream(jar.getEntry(name))) {
            return ArchiveBytes.of(content.readAllBytes());
        }
    }
}
