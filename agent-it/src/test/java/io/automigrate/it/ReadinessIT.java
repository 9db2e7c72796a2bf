package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database becomes ready while it is waited for, and the application starts soon after. These tests measure, so each runs alone. */
@Isolated
class ReadinessIT {
    /** Attempts are at most 2 s apart. */
    private static final Duration SOON = Duration.ofMillis(2300);

    @TempDir
    private Path folder;

    private ChildJvm shop(Database kind, FreshDatabase database) {
        return UnderAgent.start(UnderAgent.shop(kind), database, folder);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2_SERVER"})
    void refused_for_six_seconds(Database kind) throws IOException {
        FreshDatabase database = kind.create(folder);
        // The migration is done before, and what a start costs anyway is measured: what remains is the wait.
        assertThat(shop(kind, database).run()).endedWith(0).told("2 applied");
        Duration start = shop(kind, database)
                .run()
                .out()
                .line("application started")
                .orElseThrow()
                .at();
        Duration late = Duration.ofSeconds(6);
        try (TcpForwarder network = new TcpForwarder(port(kind));
                RunningJvm jvm = shop(kind, database.through(network.port())).start()) {
            network.openAfter(late.minus(jvm.age()));

            Duration ready = jvm.awaitLine("Database is ready").at();
            assertThat(ready).isBetween(late, late.plus(SOON));
            assertThat(jvm.awaitLine("application started").at().minus(ready)).isLessThan(start);
            assertThat(jvm.finish())
                    .endedWith(0)
                    .printed("person: 1 | Ada")
                    .toldMatching("^Waiting for database: .*refused.*" + network.port() + ".*, [0-9]+ s of 60 s")
                    .toldMatching("^Database is ready: .* after [5678]\\.[0-9] s")
                    .toldMatching("nothing pending")
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
    void unknown_to_the_name_service_at_first() throws IOException, InterruptedException {
        FreshDatabase database = PostgresServer.shared().create();
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        String url = database.url().replace("localhost", "shop-db");
        try (RunningJvm jvm = shop(Database.POSTGRESQL, new FreshDatabase(url, database.user(), database.password()))
                .property("jdk.net.hosts.file", hosts.toString())
                .start()) {
            jvm.awaitLine("Waiting for database");
            Thread.sleep(1500);
            Files.writeString(hosts, "127.0.0.1 localhost shop-db\n");
            Duration appeared = jvm.age();

            // The JVM remembers for 10 s that a host is unknown, and how long is not ours to change.
            assertThat(jvm.awaitLine("Database is ready").at().minus(appeared))
                    .isLessThan(Duration.ofSeconds(10).plus(SOON));
            assertThat(jvm.finish()).endedWith(0).toldMatching("^Waiting for database: .*unknown host.*shop-db");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void stopped_as_a_process_and_then_resumed(Database kind) throws InterruptedException {
        try (DatabaseServer server = kind == Database.MARIADB ? MariaDbServer.start() : PostgresServer.start()) {
            FreshDatabase database = server.create();
            server.suspend();
            try (RunningJvm jvm = shop(kind, database)
                    .environment("AUTO_MIGRATE_CONNECT_TIMEOUT", "1s")
                    .start()) {
                jvm.awaitLine("Waiting for database");
                Thread.sleep(2000);
                server.resume();
                Duration resumed = jvm.age();

                assertThat(jvm.awaitLine("Database is ready").at().minus(resumed))
                        .isLessThan(SOON.plusSeconds(1));
                assertThat(jvm.finish()).endedWith(0).told("2 applied");
            }
        }
    }

    @Test
    void starting_up_as_postgres_says() throws InterruptedException {
        try (PostgresServer server = PostgresServer.start()) {
            FreshDatabase database = server.create();
            server.restartAsStartingUp();
            try (RunningJvm jvm = shop(Database.POSTGRESQL, database).start()) {
                jvm.awaitLine("Waiting for database");
                Thread.sleep(2000);
                server.finishStartingUp();
                Duration ready = jvm.age();

                assertThat(jvm.awaitLine("Database is ready").at().minus(ready)).isLessThan(SOON);
                assertThat(jvm.finish())
                        .endedWith(0)
                        .toldMatching("^Waiting for database: .*(starting up|not accepting)");
            }
        }
    }
}
