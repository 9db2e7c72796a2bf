package io.automigrate.it.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Operations on folders that {@link Files} lacks. */
public final class Folders {
    private Folders() {}

    /** Deletes a folder and all that is in it, if it is there. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths = new ArrayList<>(walk(folder));
        Collections.reverse(paths);
        for (Path path : paths) {
            // A server that ends at the same time deletes its files, too.
            Files.deleteIfExists(path);
        }
    }

    /** Copies the files of one folder below another one. */
    public static void copy(Path from, Path to) throws IOException {
        for (Path path : walk(from)) {
            Path copy = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(copy);
            } else {
                Files.copy(path, copy);
            }
        }
    }

    /** Returns the folder and everything below it, folders before their content. */
    public static List<Path> walk(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.toList();
        }
    }
}
