package io.automigrate.it.database;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The vendor's programs that dump and restore a database. MariaDB's programs come with the server's Maven artifact.
 * PostgreSQL's programs are in no artifact: those of this machine are used, or Debian's packages, unpacked below {@code target}.
 *
 * @param folder the folder of the programs
 * @param libraries the folder of their libraries; empty when the system has the libraries
 */
public record ClientPrograms(Path folder, Optional<Path> libraries) {

    /** Returns MariaDB's: {@code mariadb-dump} and {@code mariadb}. */
    public static ClientPrograms mariaDb() {
        MariaDbServer.shared();
        return new ClientPrograms(WorkFolder.path().resolve("mariadb/bin"), Optional.empty());
    }

    /** Returns PostgreSQL's: {@code pg_dump} and {@code pg_restore}; empty when there are none and none can be had. */
    public static Optional<ClientPrograms> postgres() {
        Optional<ClientPrograms> installed = newest(Path.of("/usr/lib/postgresql"), Optional.empty());
        if (installed.isPresent()) {
            return installed;
        }
        for (String name : System.getenv("PATH").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(name, "pg_dump"))) {
                return Optional.of(new ClientPrograms(Path.of(name), Optional.empty()));
            }
        }
        Path unpacked = WorkFolder.path().resolve("postgres-client");
        Path libraries = unpacked.resolve("usr/lib/x86_64-linux-gnu");
        Path programs = unpacked.resolve("usr/lib/postgresql");
        if (!Files.isDirectory(programs)) {
            DebianPackages.unpack(unpacked, "postgresql-client-[0-9]+", "libpq5", "libldap-?2[0-9.-]*");
        }
        return newest(programs, Optional.of(libraries));
    }

    private static Optional<ClientPrograms> newest(Path versions, Optional<Path> libraries) {
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(versions)) {
            return folders.sorted(Comparator.<Path, Integer>comparing(folder ->
                                    Integer.valueOf(folder.getFileName().toString()))
                            .reversed())
                    .map(folder -> folder.resolve("bin"))
                    .filter(folder -> Files.isExecutable(folder.resolve("pg_dump")))
                    .findFirst()
                    .map(folder -> new ClientPrograms(folder, libraries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the variables with which a process finds the programs. */
    public Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(Map.of("PATH", folder + ":/usr/bin:/bin"));
        libraries.ifPresent(path -> variables.put("LD_LIBRARY_PATH", path.toString()));
        return variables;
    }

    /** Runs a program with more variables and with this file as its input. The program must succeed. */
    public void run(File input, Map<String, String> variables, String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(folder.resolve(program).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectInput(input);
        builder.environment().putAll(environment());
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " ended with " + process.exitValue() + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
