package io.automigrate.it.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.tools.Server;

/** H2 as a server, in the JVM of the tests: child JVMs can't share a database in memory otherwise. */
public final class H2Server {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private H2Server() {}

    private static final class Shared {
        private static final Server SERVER = start();

        private static Server start() {
            Path folder = WorkFolder.create("h2-");
            try {
                return Server.createTcpServer(
                                "-tcpPort", "0", "-tcpDaemon", "-ifNotExists", "-baseDir", folder.toString())
                        .start();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Returns the port of the server. The first call starts the server. */
    public static int port() {
        return Shared.SERVER.getPort();
    }

    /** Makes a database. */
    public static FreshDatabase create() {
        String name = "shop" + DATABASES.incrementAndGet();
        String url = "jdbc:h2:tcp://localhost:" + port() + "/./" + name;
        FreshDatabase database = new FreshDatabase(url, "sa", "shop's pa55word");
        // The first connection makes the account.
        return database.execute("SELECT 1");
    }
}
