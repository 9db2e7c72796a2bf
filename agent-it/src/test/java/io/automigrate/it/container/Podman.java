package io.automigrate.it.container;

import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Podman with settings of the tests' own. Images and containers stay in a storage of the tests' own, too, which does not touch the user's.
 *
 * @param program the executable
 * @param folder holds the settings and the storage
 */
record Podman(Path program, Path folder) {
    /**
     * Returns the podman of this machine.
     *
     * @param folder takes the settings and the storage; a short path, because podman makes sockets in it
     * @return nothing where podman is missing
     */
    static Optional<Podman> find(Path folder) throws IOException {
        Optional<Path> program = onPath("podman");
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Files.createDirectories(folder.resolve("entrypoint"));
        Podman podman = new Podman(program.get(), folder);
        podman.unpack("containers.conf", "containers.conf");
        podman.unpack("root.sh", "root.sh");
        podman.unpack("postgres.sh", "entrypoint/postgres.sh");
        Files.writeString(
                folder.resolve("storage.conf"),
                "[storage]\ndriver = \"overlay\"\ngraphroot = \"" + folder.resolve("storage") + "\"\nrunroot = \""
                        + folder.resolve("run") + "\"\n");
        return Optional.of(podman);
    }

    /** Returns an executable on the path of the tests. */
    static Optional<Path> onPath(String name) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private void unpack(String resource, String file) throws IOException {
        try (InputStream content = Podman.class.getResourceAsStream("/container/" + resource)) {
            Files.write(folder.resolve(file), content.readAllBytes());
        }
    }

    /** Returns a command of podman that has not started yet. */
    ChildJvm command(String... words) {
        return caller(program, words);
    }

    /** Returns a command of another program that calls podman: podman-compose. */
    ChildJvm caller(Path other, String... words) {
        return withSettings(ChildJvm.of(other)).application(words[0], Arrays.copyOfRange(words, 1, words.length));
    }

    private ChildJvm withSettings(ChildJvm command) {
        return command.environment(
                        "CONTAINERS_CONF", folder.resolve("containers.conf").toString())
                .environment(
                        "CONTAINERS_STORAGE_CONF",
                        folder.resolve("storage.conf").toString())
                .environment("PATH", System.getenv("PATH"))
                .environment("HOME", folder.toString());
    }

    /**
     * Runs a command of podman that has to succeed.
     *
     * @return the standard output without the line end
     */
    String run(String... words) {
        return succeeded(command(words)).out().text().strip();
    }

    private static FinishedJvm succeeded(ChildJvm command) {
        FinishedJvm finished = command.run();
        if (finished.exitCode() != 0) {
            throw new IllegalStateException(finished.toString());
        }
        return finished;
    }

    /**
     * Makes an image out of folders of this machine.
     *
     * @param name the name of the image
     * @param changes instructions of a Dockerfile: {@code ENV …}, {@code ENTRYPOINT …}
     * @param folders folders of this machine and of the image, with a colon between them
     */
    void makeImage(String name, List<String> changes, String... folders) throws IOException {
        Path root = Files.createTempDirectory(folder, "root-");
        succeeded(withSettings(ChildJvm.of(Path.of("/bin/bash"))
                .options(folder.resolve("root.sh").toString())
                .application(root.toString(), folders)));
        Path archive = folder.resolve(root.getFileName() + ".tar");
        succeeded(withSettings(ChildJvm.of(Path.of("/bin/bash"))
                .application("-c", "tar -C \"$0\" -cf \"$1\" . && rm -r \"$0\"", root.toString(), archive.toString())));
        List<String> words = new ArrayList<>(List.of("import"));
        changes.forEach(change -> words.addAll(List.of("--change", change)));
        words.addAll(List.of(archive.toString(), name));
        run(words.toArray(String[]::new));
        Files.delete(archive);
    }
}
