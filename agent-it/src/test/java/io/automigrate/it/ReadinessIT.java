package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.DatabaseServer;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.H2Server;
import io.automigrate.it.database.MariaDbServer;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.TcpForwarder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database becomes ready while the start waits for it; then the start goes on. */
@Execution(ExecutionMode.CONCURRENT)
class ReadinessIT {
    @TempDir
    private Path folder;

    private ChildJvm shop(Database kind, FreshDatabase database) {
        return UnderAgent.start(UnderAgent.shop(kind), database, folder);
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "H2_SERVER"})
    void refused_at_first(Database kind) throws IOException {
        FreshDatabase database = kind.create(folder);
        try (TcpForwarder network = new TcpForwarder(port(kind));
                RunningJvm jvm = shop(kind, database.through(network.port())).start()) {
            jvm.awaitLine("refused");
            network.open();

            assertThat(jvm.finish())
                    .endedWith(0)
                    .printed("person: 1 | Ada")
                    .toldMatching("^Waiting for database: .*refused.*" + network.port() + ".*, [0-9]+ s of 60 s")
                    .toldMatching("^Database is ready: .* after [0-9]+\\.[0-9] s")
                    .told("2 applied")
                    .saidNothingElse();
        }
    }

    private static int port(Database kind) {
        return switch (kind) {
            case POSTGRESQL -> PostgresServer.shared().port();
            case MARIADB -> MariaDbServer.shared().port();
            default -> H2Server.port();
        };
    }

    @Test
    void unknown_to_the_name_service_at_first() throws IOException {
        FreshDatabase database = PostgresServer.shared().create();
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        String url = database.url().replace("localhost", "shop-db");
        try (RunningJvm jvm = shop(Database.POSTGRESQL, new FreshDatabase(url, database.user(), database.password()))
                .property("jdk.net.hosts.file", hosts.toString())
                // The JVM would remember for 10 s that the host is unknown.
                .property("sun.net.inetaddr.negative.ttl", "1")
                .start()) {
            jvm.awaitLine("unknown host");
            Files.writeString(hosts, "127.0.0.1 localhost shop-db\n");

            assertThat(jvm.finish())
                    .endedWith(0)
                    .toldMatching("^Waiting for database: .*unknown host.*shop-db")
                    .told("Database is ready");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void stopped_as_a_process_and_then_resumed(Database kind) {
        try (DatabaseServer server = kind == Database.MARIADB ? MariaDbServer.start() : PostgresServer.start()) {
            FreshDatabase database = server.create();
            server.suspend();
            try (RunningJvm jvm = shop(kind, database)
                    .environment("AUTO_MIGRATE_CONNECT_TIMEOUT", "1s")
                    .start()) {
                jvm.awaitLine("Waiting for database");
                server.resume();

                assertThat(jvm.finish()).endedWith(0).told("Database is ready", "2 applied");
            }
        }
    }

    @Test
    void starting_up_as_postgres_says() {
        try (PostgresServer server = PostgresServer.start()) {
            FreshDatabase database = server.create();
            server.restartAsStartingUp();
            try (RunningJvm jvm = shop(Database.POSTGRESQL, database).start()) {
                jvm.awaitLine("the database system is");
                server.finishStartingUp();

                assertThat(jvm.finish())
                        .endedWith(0)
                        .toldMatching("^Waiting for database: .*(starting up|not accepting)")
                        .told("Database is ready");
            }
        }
    }
}
