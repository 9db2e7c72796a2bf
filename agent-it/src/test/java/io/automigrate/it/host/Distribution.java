package io.automigrate.it.host;

import io.automigrate.it.app.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Archives, unpacked. */
final class Distribution {
    private Distribution() {}

    /** Returns the folder that Maven has unpacked a server's distribution into. */
    static Path folder(String name) {
        return Path.of(System.getProperty("it.servers")).resolve(name);
    }

    /** Returns whether the distribution is there; the large ones come with the Maven profile "servers" only. */
    static boolean isThere(String name) {
        return Files.exists(folder(name));
    }

    /** Unpacks an archive over what is there. */
    static void unpack(Path archive, Path folder) throws IOException {
        Folders.delete(folder);
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                Path path = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    try (InputStream content = zip.getInputStream(entry)) {
                        Files.copy(content, path);
                    }
                }
            }
        }
    }
}
