package io.automigrate.it.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the servers' binaries and files are, below {@code target}. */
final class WorkFolder {
    private WorkFolder() {}

    static Path path() {
        return Path.of(System.getProperty("it.work"));
    }

    /** Returns a new folder. */
    static Path create(String prefix) {
        try {
            Files.createDirectories(path());
            return Files.createTempDirectory(path(), prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
