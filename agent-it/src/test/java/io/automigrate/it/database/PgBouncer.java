package io.automigrate.it.database;

import io.automigrate.it.net.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A real PgBouncer that hands out server connections by transaction. It is no Maven artifact: a program on the PATH is taken, or the
 * packages of a Debian system, unpacked below {@code target}.
 */
public final class PgBouncer implements AutoCloseable {
    private final int port;
    private final Process process;

    private PgBouncer(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Starts PgBouncer in front of a server, for one account; empty when the program is not available. */
    public static Optional<PgBouncer> start(PostgresServer server, FreshDatabase database) {
        try {
            Optional<Path> program = program();
            if (program.isEmpty()) {
                return Optional.empty();
            }
            int port = FreePort.pick();
            // The folder is not below target: started as root, PgBouncer changes to another user, who may not be
            // allowed to read there.
            Path folder = Files.createTempDirectory("pgbouncer");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            ProcessBuilder builder = new ProcessBuilder(
                    program.get().toString(),
                    configure(folder, port, server, database).toString());
            builder.environment()
                    .put(
                            "LD_LIBRARY_PATH",
                            unpacked().resolve("usr/lib/x86_64-linux-gnu").toString());
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            awaitPort(port, process, folder.resolve("log"));
            return Optional.of(new PgBouncer(port, process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path configure(Path folder, int port, PostgresServer server, FreshDatabase database)
            throws IOException {
        Path accounts = Files.writeString(
                folder.resolve("accounts"), "\"" + database.user() + "\" \"" + database.password() + "\"\n");
        List<String> lines = new ArrayList<>(List.of(
                "[databases]",
                "* = host=127.0.0.1 port=" + server.port(),
                "[pgbouncer]",
                "listen_addr = 127.0.0.1",
                "listen_port = " + port,
                "unix_socket_dir =",
                "auth_type = plain",
                "auth_file = " + accounts,
                "pool_mode = transaction",
                "ignore_startup_parameters = extra_float_digits"));
        if (System.getProperty("user.name").equals("root")) {
            lines.add("user = nobody");
        }
        return Files.write(folder.resolve("pgbouncer.ini"), lines);
    }

    private static void awaitPort(int port, Process process, Path log) throws IOException {
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IOException(Files.readString(log), e);
                }
                pause();
            }
        }
    }

    private static Optional<Path> program() throws IOException {
        for (String folder : System.getenv("PATH").split(":")) {
            Path program = Path.of(folder, "pgbouncer");
            if (Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        Path program = unpacked().resolve("usr/sbin/pgbouncer");
        if (!Files.isExecutable(program)) {
            DebianPackages.unpack(unpacked(), "pgbouncer", "libc-ares2", "libevent-2\\.1-7");
        }
        return Optional.of(program).filter(Files::isExecutable);
    }

    private static Path unpacked() {
        return WorkFolder.path().resolve("pgbouncer");
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
