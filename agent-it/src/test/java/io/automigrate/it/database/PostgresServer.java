package io.automigrate.it.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real PostgreSQL, unpacked from a Maven artifact. */
public final class PostgresServer implements DatabaseServer {
    private static final String PASSWORD = "shop's pa55word";

    private final AtomicInteger marks = new AtomicInteger();
    private final AtomicInteger databases = new AtomicInteger();
    private final Path data = WorkFolder.create("postgres-data-");
    private final EmbeddedPostgres server;

    private PostgresServer(Map<String, String> settings) {
        // The binaries are unpacked to this folder. The default folder would be shared by all users of the machine.
        Path binaries = WorkFolder.path().resolve("postgres");
        System.setProperty("ot.epg.working-dir", binaries.toString());
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setDataDirectoryCustomizer(PostgresServer::askForPasswords)
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("shared_buffers", "32MB")
                    .setServerConfig("full_page_writes", "off");
            settings.forEach(builder::setServerConfig);
            server = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server for a test that damages it. */
    public static PostgresServer start() {
        return new PostgresServer(Map.of());
    }

    /** Starts a server that logs every connection and every statement, for {@link #log}. */
    public static PostgresServer startLogging() {
        return new PostgresServer(Map.of(
                "logging_collector", "on",
                "log_connections", "on",
                "log_statement", "all",
                // Quoted: pg_ctl hands all settings to a shell as one line.
                "log_line_prefix", "'%u [%p] '",
                "max_connections", "200"));
    }

    /** Starts a server that offers TLS. */
    public static PostgresServer startEncrypted() {
        Certificate certificate = Certificate.forLocalhost();
        return new PostgresServer(Map.of(
                "ssl", "on",
                "ssl_cert_file", certificate.file().toString(),
                "ssl_key_file", certificate.key().toString()));
    }

    /** Returns the lines that a logging server has written about a user. */
    public List<String> log(String user) {
        // A separate process writes the log with a delay, in the order in which the other processes send their lines.
        String mark = "mark " + marks.incrementAndGet() + " of the test";
        administer("SELECT '" + mark + "'");
        for (int attempt = 0; attempt < 500; attempt++) {
            List<String> lines = log();
            if (lines.stream().anyMatch(line -> line.contains(mark))) {
                return lines.stream()
                        .filter(line -> line.startsWith(user + " ["))
                        .toList();
            }
            pause();
        }
        throw new IllegalStateException("the log of the server on port " + port() + " lacks \"" + mark + '"');
    }

    private List<String> log() {
        try (Stream<Path> files = Files.list(data.resolve("log"))) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the server that the tests share. The first call starts the server, which ends with this JVM. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        private static final PostgresServer SERVER = start();
    }

    private static void askForPasswords(File data) {
        try {
            Files.write(
                    data.toPath().resolve("pg_hba.conf"),
                    List.of("local all all trust", "host all postgres all trust", "host all all all scram-sha-256"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int port() {
        return server.getPort();
    }

    /** Returns the folder of the server's Unix socket. */
    public String socketFolder() {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW unix_socket_directories")) {
            row.next();
            return row.getString(1).split(",")[0].trim();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public FreshDatabase create() {
        String name = "shop" + databases.incrementAndGet();
        administer(
                "CREATE ROLE " + name + " LOGIN PASSWORD '" + PASSWORD.replace("'", "''") + "'",
                "CREATE DATABASE " + name + " OWNER " + name);
        return new FreshDatabase("jdbc:postgresql://localhost:" + port() + "/" + name, name, PASSWORD);
    }

    @Override
    public void administer(String... statements) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes extensions in a database, as the server's administrator does for its owner. */
    public void createExtensions(FreshDatabase database, String... names) {
        try (Connection connection =
                        server.getDatabase("postgres", database.user()).getConnection();
                Statement statement = connection.createStatement()) {
            for (String name : names) {
                statement.execute("CREATE EXTENSION " + name);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds an extension of the test's own to those that the server can make. */
    public void addExtension(String name, String sql) {
        try {
            Path folder = binary("postgres").getParent().resolveSibling("share/postgresql/extension");
            Files.writeString(folder.resolve(name + ".control"), "default_version = '1.0'\nrelocatable = true\n");
            Files.writeString(folder.resolve(name + "--1.0.sql"), sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long pid() {
        try {
            return Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Restarts the server as a standby without a primary. The server answers every client that it is starting up, as long as the
     * test needs.
     */
    public void restartAsStartingUp() {
        restartInRecovery("-c hot_standby=off");
        awaitPort();
    }

    /** Restarts the server as a readable replica. */
    public void restartAsReplica() {
        // A replica refuses fewer connections than its primary had.
        restartInRecovery("-c hot_standby=on -c max_connections=1000");
        awaitLogin();
    }

    private void awaitLogin() {
        for (int attempt = 0; attempt < 500; attempt++) {
            try {
                server.getPostgresDatabase().getConnection().close();
                return;
            } catch (SQLException e) {
                pause();
            }
        }
        throw new IllegalStateException("the server on port " + port() + " lets nobody in");
    }

    @Override
    public void restart() {
        control("start", "-w", "-l", data.resolve("log").toString(), "-o", "-F -p " + port());
    }

    private void restartInRecovery(String options) {
        control("stop", "-m", "fast", "-w");
        try {
            Files.createFile(data.resolve("standby.signal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        control("start", "-W", "-l", data.resolve("log").toString(), "-o", "-p " + port() + " " + options);
    }

    private void awaitPort() {
        for (int attempt = 0; attempt < 500; attempt++) {
            try {
                new Socket("localhost", port()).close();
                return;
            } catch (IOException e) {
                pause();
            }
        }
        throw new IllegalStateException("nobody listens on port " + port());
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends what {@link #restartAsStartingUp} began. */
    public void finishStartingUp() {
        // The server answers its port before it has written that it is a standby, and pg_ctl promotes nothing else.
        for (int attempt = 0; attempt < 500; attempt++) {
            if (result("promote", "-w") == 0) {
                // The promotion is over a moment before the server lets the first session in.
                awaitLogin();
                return;
            }
            pause();
        }
        throw new IllegalStateException("the server on port " + port() + " can't be promoted");
    }

    private void control(String... words) {
        int result = result(words);
        if (result != 0) {
            throw new IllegalStateException("pg_ctl " + List.of(words) + " ended with " + result);
        }
    }

    private int result(String... words) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root; in a user namespace without a mapping the process has the user
            // "nobody".
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(binary("pg_ctl").toString(), "-D", data.toString()));
        command.addAll(List.of(words));
        try {
            // The output goes nowhere: the server inherits it, and a pipe would stay open as long as it runs.
            return new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Returns the folder of the unpacked server, with {@code bin}, {@code lib} and {@code share}. A server must have been started before. */
    public static Path installation() {
        return binary("postgres").getParent().getParent();
    }

    private static Path binary(String name) {
        try (Stream<Path> folders = Files.list(WorkFolder.path().resolve("postgres"))) {
            return folders.map(folder -> folder.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
