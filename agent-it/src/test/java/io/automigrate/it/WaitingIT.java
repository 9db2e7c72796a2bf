package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Application;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.MariaDbServer;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.FreePort;
import io.automigrate.it.net.SilentServer;
import io.automigrate.it.net.TcpForwarder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The database becomes reachable late or never. These tests mostly wait, so they run in parallel. */
@Execution(ExecutionMode.CONCURRENT)
class WaitingIT {
    /** How long a wrong account or a missing database may be a matter of time. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Longer than a test waits for the end of a process: a start that ends has not ended by its deadline. */
    private static final String FOR_EVER = "10m";

    @TempDir
    private Path folder;

    private ChildJvm shop(Database kind, FreshDatabase database) {
        return UnderAgent.start(UnderAgent.shop(kind), database, folder);
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "H2_SERVER"})
    void a_server_that_accepts_and_never_answers_does_not_hold_the_start_for_ever(Database kind) throws IOException {
        FreshDatabase database = kind.create(folder);
        try (SilentServer silent = new SilentServer()) {
            FinishedJvm jvm = shop(kind, database.through(silent.port()))
                    .environment("AUTO_MIGRATE_CONNECT_TIMEOUT", "1s")
                    .environment("AUTO_MIGRATE_WAIT_TIMEOUT", "4s")
                    .run();

            assertThat(jvm)
                    .endedWith(69)
                    .printedNothing()
                    .toldMatching("^Waiting for database: ")
                    .told("" + silent.port(), "was not reachable within 4 s")
                    .tookAtLeast(Duration.ofSeconds(4))
                    .saidNothingElse();
        }
    }

    @Test
    void a_database_without_a_free_connection_is_waited_for() throws Exception {
        FreshDatabase database = PostgresServer.shared().create();
        Connection theOnlyOne = database.connect();
        PostgresServer.shared().administer("ALTER ROLE " + database.user() + " CONNECTION LIMIT 1");
        try (RunningJvm jvm = shop(Database.POSTGRESQL, database).start()) {
            jvm.awaitLine("too many connections");
            PostgresServer.shared().administer("ALTER ROLE " + database.user() + " CONNECTION LIMIT 3");

            assertThat(jvm.finish()).endedWith(0).toldMatching("^Waiting for database: .*too many connections");
        }
        theOnlyOne.close();
    }

    @Test
    void connections_that_break_off_while_they_are_made_are_tried_again() throws Exception {
        FreshDatabase database = MariaDbServer.shared().create();
        try (TcpForwarder network = new TcpForwarder(MariaDbServer.shared().port())) {
            network.resetAfter(20).open();
            try (RunningJvm jvm =
                    shop(Database.MARIADB, database.through(network.port())).start()) {
                jvm.awaitLine("Waiting for database");
                network.resetNoMore();

                assertThat(jvm.finish()).endedWith(0).told("2 applied");
            }
        }
    }

    /** Failures that end the start before the deadline, because waiting does not help. */
    record Hopeless(String name, Database kind, int exitCode, String user, String databaseName, String word) {
        @Override
        public String toString() {
            return name + ", " + kind;
        }
    }

    static List<Hopeless> hopeless() {
        return List.of(
                new Hopeless("wrong password", Database.POSTGRESQL, 77, null, null, "password authentication failed"),
                new Hopeless("wrong password", Database.MARIADB, 77, null, null, "Access denied"),
                new Hopeless("unknown account", Database.POSTGRESQL, 77, "nobody", null, "nobody"),
                new Hopeless("no such database", Database.POSTGRESQL, 78, null, "nowhere", "nowhere"),
                new Hopeless("no such database", Database.MARIADB, 78, null, "nowhere", "nowhere"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hopeless")
    void an_account_or_a_database_that_does_not_come_ends_the_start_after_a_grace(Hopeless row) {
        FreshDatabase right = row.kind().create(folder);
        if (row.kind() == Database.MARIADB) {
            // Without rights beyond its own database an account is not told that another one does not exist.
            MariaDbServer.shared().administer("GRANT ALL ON *.* TO '" + right.user() + "'@'%'");
        }
        boolean wrongPassword = row.user() == null && row.databaseName() == null;
        FreshDatabase wrong = new FreshDatabase(
                row.databaseName() == null ? right.url() : right.url().replaceFirst("[^/]*$", row.databaseName()),
                row.user() == null ? right.user() : row.user(),
                wrongPassword ? "not-the-pa55word" : right.password());

        FinishedJvm jvm = shop(row.kind(), wrong)
                .environment("AUTO_MIGRATE_WAIT_TIMEOUT", FOR_EVER)
                .run();

        assertThat(jvm)
                .endedWith(row.exitCode())
                .printedNothing()
                .told(row.word())
                .tookAtLeast(GRACE.minusSeconds(1))
                .neverSaid(wrong.password())
                .saidNothingElse();
    }

    @Test
    void an_account_that_comes_within_the_grace_is_used() {
        PostgresServer server = PostgresServer.shared();
        FreshDatabase database = server.create();
        FreshDatabase late = new FreshDatabase(database.url(), database.user() + "_late", "late");
        try (RunningJvm jvm = shop(Database.POSTGRESQL, late).start()) {
            jvm.awaitLine("Waiting for database");
            server.administer(
                    "CREATE ROLE " + late.user() + " LOGIN PASSWORD 'late'",
                    "GRANT " + database.user() + " TO " + late.user());

            assertThat(jvm.finish()).endedWith(0).printed("person: 1 | Ada").told("2 applied");
        }
    }

    @Test
    void the_deadline_passes() {
        int port = FreePort.pick();
        FreshDatabase nobody = new FreshDatabase("jdbc:mariadb://127.0.0.1:" + port + "/shop", "x", "pa55word");

        FinishedJvm jvm = shop(Database.MARIADB, nobody)
                .environment("AUTO_MIGRATE_WAIT_TIMEOUT", "2s")
                .run();

        assertThat(jvm)
                .endedWith(69)
                .printedNothing()
                .told("127.0.0.1", "" + port, "was not reachable within 2 s", "AUTO_MIGRATE_WAIT_TIMEOUT")
                // On a busy machine two seconds are not enough to load the driver.
                .toldMatching("refused|no answer")
                .neverSaid("pa55word")
                .tookAtLeast(Duration.ofSeconds(2))
                .saidNothingElse();
    }

    @Test
    void a_missing_driver_is_not_waited_for() {
        FreshDatabase database =
                new FreshDatabase("jdbc:postgresql://127.0.0.1:" + FreePort.pick() + "/shop", "x", "y");
        Application app = UnderAgent.hello(Database.H2_FILE, Scripts.person());

        assertThat(UnderAgent.start(app, database, folder).run())
                .endedWith(78)
                .printedNothing()
                .toldMatching("driver")
                .told("org.postgresql:postgresql")
                .neverSaid("Waiting for database")
                .saidNothingElse();
    }

    @Test
    void sigterm_ends_the_wait() {
        FreshDatabase nobody = new FreshDatabase("jdbc:postgresql://127.0.0.1:" + FreePort.pick() + "/shop", "x", "y");
        try (RunningJvm jvm = shop(Database.POSTGRESQL, nobody)
                .environment("AUTO_MIGRATE_WAIT_TIMEOUT", FOR_EVER)
                .start()) {
            jvm.awaitLine("Waiting for database");

            assertThat(jvm.terminate().finish()).endedWith(143).printedNothing().saidNothingElse();
        }
    }

    @Test
    void sigterm_ends_the_wait_for_a_silent_server() throws IOException {
        try (SilentServer silent = new SilentServer();
                RunningJvm jvm = shop(
                                Database.POSTGRESQL,
                                new FreshDatabase("jdbc:postgresql://127.0.0.1:" + silent.port() + "/shop", "x", "y"))
                        .environment("AUTO_MIGRATE_CONNECT_TIMEOUT", FOR_EVER)
                        .environment("AUTO_MIGRATE_WAIT_TIMEOUT", FOR_EVER)
                        .start()) {
            jvm.awaitLine("Waiting for database");

            assertThat(jvm.terminate().finish()).endedWith(143).printedNothing();
        }
    }
}
