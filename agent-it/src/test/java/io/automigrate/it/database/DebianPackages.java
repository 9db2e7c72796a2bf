package io.automigrate.it.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /**
     * Downloads packages of Debian's unstable distribution with all that they depend on, and unpacks them into this folder. The system's own
     * mirror and key are used, and neither its lists nor its packages change.
     *
     * @return nothing when that worked, or what the programs wrote
     */
    static Optional<String> unpackUnstable(Path folder, String... names) {
        try {
            Path state = Files.createDirectories(folder.resolve("apt"));
            String script = """
                    set -e
                    mkdir -p state/lists/partial cache/archives/partial
                    : > status
                    mirror=$(apt-get indextargets --format '$(LABEL)|$(REPO_URI)' 'Created-By: Packages' | sed -n 's/^Debian|//p' | head -n 1)
                    test -n "$mirror"
                    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror sid main" > sources.list
                    apt() {
                      apt-get -q -y -o Dir::Etc::SourceList="$PWD/sources.list" -o Dir::Etc::SourceParts=/dev/null \\
                        -o Dir::State="$PWD/state" -o Dir::State::status="$PWD/status" -o Dir::Cache="$PWD/cache" \\
                        -o APT::Sandbox::User="$(id -un)" "$@"
                    }
                    apt update
                    apt install --no-install-recommends --download-only %s
                    for file in cache/archives/*.deb; do dpkg -x "$file" ..; done
                    """.formatted(String.join(" ", names));
            Process process = new ProcessBuilder("sh", "-c", script)
                    .directory(state.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.empty() : Optional.of(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
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
