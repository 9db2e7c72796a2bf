package io.automigrate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The executable of dbmate, a migrator in native code, from the npm package of its own distribution for Linux. */
final class Dbmate {
    private static final String PACKAGE = "@dbmate/linux-x64@2.36.0";

    private Dbmate() {}

    /**
     * Returns the executable: the one that {@code -Dbench.dbmate} names, or the one that npm fetches.
     *
     * @param folder takes the package
     * @return nothing where npm is missing or cannot fetch the package; the reason is printed
     */
    static Optional<Path> executable(Path folder) throws IOException {
        String given = System.getProperty("bench.dbmate", "");
        if (!given.isBlank()) {
            return Optional.of(Path.of(given));
        }
        Path executable = folder.resolve("package/bin/dbmate");
        if (Files.isExecutable(executable)) {
            return Optional.of(executable);
        }
        Process fetch = new ProcessBuilder("sh", "-c", "tar -xzf \"$(npm pack --silent " + PACKAGE + ")\"")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(fetch.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (Files.isExecutable(executable)) {
            return Optional.of(executable);
        }
        System.err.println("No row for dbmate: npm could not fetch " + PACKAGE + ": " + output);
        return Optional.empty();
    }
}
