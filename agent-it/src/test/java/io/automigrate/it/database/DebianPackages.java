package io.automigrate.it.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Programs that are in no Maven artifact, on a Debian system. */
final class DebianPackages {
    private DebianPackages() {}

    /**
     * Downloads packages and unpacks them into this folder; nothing is installed.
     *
     * @param names regular expressions; what the system does not know is left out
     */
    static void unpack(Path folder, String... names) {
        try {
            Files.createDirectories(folder);
            List<String> command = new ArrayList<>(List.of("sh", "-c"));
            command.add("for name in " + String.join(" ", quoted(names)) + "; do"
                    + " for known in $(apt-cache pkgnames | grep -Ex \"$name\"); do"
                    + " apt-get download \"$known\"; done; done");
            run(folder, command);
            try (Stream<Path> packages = Files.list(folder)) {
                for (Path file : packages.filter(path -> path.toString().endsWith(".deb"))
                        .toList()) {
                    run(folder, List.of("dpkg", "-x", file.toString(), folder.toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> quoted(String... names) {
        return Stream.of(names).map(name -> "'" + name + "'").toList();
    }

    private static void run(Path folder, List<String> command) {
        try {
            new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            // The system is not Debian.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
