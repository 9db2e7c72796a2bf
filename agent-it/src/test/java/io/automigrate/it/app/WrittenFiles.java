package io.automigrate.it.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files that an application has written. */
public final class WrittenFiles {
    private WrittenFiles() {}

    /** Returns all files below these folders, with the numbers of connections and times taken out, and deletes the files. */
    public static Map<String, String> take(Path... folders) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> found = Files.walk(folder)) {
                found.filter(Files::isRegularFile).forEach(file -> files.put(file.toString(), take(file)));
            }
        }
        return files;
    }

    private static String take(Path file) {
        try {
            String text = Files.readString(file).replaceAll("[0-9a-f]{6,}|\\d+(,\\d{3})*", "#");
            Files.delete(file);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
