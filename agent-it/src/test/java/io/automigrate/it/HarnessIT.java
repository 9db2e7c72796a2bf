package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.Hello;
import example.PrintsTable;
import example.PrintsTraces;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.JarBuilder;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Packaging;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.MariaDbServer;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.SilentServer;
import io.automigrate.it.net.TcpForwarder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests' own tools work: what they report is worth something. No agent here, but a stand-in that only says that it ran. */
@Execution(ExecutionMode.CONCURRENT)
class HarnessIT {
    private static final String[] PERSON = {
        "CREATE TABLE person (id INT PRIMARY KEY, name VARCHAR(100))", "INSERT INTO person VALUES (1, 'Ada')"
    };

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return Jdk.supported();
    }

    @ParameterizedTest
    @EnumSource
    void an_application_reads_what_is_in_its_database(Database kind) {
        FreshDatabase database = kind.create(folder).execute(PERSON);

        FinishedJvm jvm = Packaging.FOLDERS
                .install(ChildJvm.of(Jdk.running()), reader().with(kind.driver()), folder.resolve("app"))
                .environment(database.forApplication())
                .run();

        assertThat(jvm).endedWith(0).printed("row: 1 | Ada").saidNothing();
        assertThat(database.tables()).containsExactly("person");
    }

    @ParameterizedTest
    @EnumSource
    void an_application_starts_in_each_packaging(Packaging packaging) {
        FreshDatabase database = Database.H2_FILE.create(folder).execute(PERSON);

        FinishedJvm jvm = packaging
                .install(
                        ChildJvm.of(Jdk.running()),
                        reader().with(Library.H2).with(Scripts.person()),
                        folder.resolve("app"))
                .environment(database.forApplication())
                .run();

        assertThat(jvm).endedWith(0).printed("row: 1 | Ada").saidNothing();
    }

    private static Application reader() {
        return Application.of(PrintsTable.class).with("SELECT id, name FROM person");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void an_agent_is_attached_by_option_and_by_variable(Jdk jdk) throws IOException {
        Path agent = new JarBuilder()
                .attribute("Premain-Class", StandInAgent.class.getName())
                .add(StandInAgent.class.getName().replace('.', '/') + ".class", StandInAgent.bytes())
                .write(folder.resolve("an agent.jar"));
        ChildJvm hello = ChildJvm.of(jdk).main(List.of(Application.classes()), Hello.class);

        assertThat(hello.agentOption(agent, "by option").run())
                .endedWith(0)
                .printed("Hello from the application")
                .told("stand-in by option");
        assertThat(hello.agentVariable(agent, "by-variable").run())
                .endedWith(0)
                .told("stand-in by-variable")
                .saidNothingElse();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void two_runs_of_one_application_leave_the_same_traces(Jdk jdk) {
        ChildJvm app = ChildJvm.of(jdk)
                .options("--add-opens", "java.base/java.lang=ALL-UNNAMED")
                .main(List.of(Application.classes()), PrintsTraces.class);

        FinishedJvm first = app.run();

        assertThat(first).endedWith(0).printed("MBean servers: 0", "thread: main", "shutdown hooks: 1");
        assertThat(app.run()).behavedLike(first);
    }

    @Test
    void a_running_jvm_is_watched_and_terminated() {
        try (RunningJvm jvm = ChildJvm.of(Jdk.running())
                .main(List.of(Application.classes()), PrintsTraces.class, "and stay")
                .start()) {
            jvm.awaitLine("waiting");
            assertThat(jvm.terminate().finish()).endedWith(143);
        }
    }

    @Test
    void a_failed_expectation_shows_both_streams() {
        FinishedJvm jvm = ChildJvm.of(Jdk.running()).options("-no-such-option").run();

        assertThatThrownBy(() -> assertThat(jvm).endedWith(0))
                .hasMessageContaining("Expected exit code 0")
                .hasMessageContaining("standard output:\n    (nothing)")
                .hasMessageContaining("Unrecognized option: -no-such-option");
    }

    @Test
    void a_stopped_database_accepts_but_does_not_answer() throws InterruptedException {
        try (PostgresServer server = PostgresServer.start()) {
            FreshDatabase database = server.create();
            server.suspend();
            assertThatThrownBy(() -> DriverManager.getConnection(
                            database.url() + "?loginTimeout=1", database.user(), database.password()))
                    .hasMessageContaining("timed out");
            server.resume();
            assertThat(database.query("SELECT 1")).containsExactly("1");
        }
        try (MariaDbServer server = MariaDbServer.start()) {
            FreshDatabase database = server.create();
            server.suspend();
            assertThatThrownBy(() -> DriverManager.getConnection(
                            database.url() + "?connectTimeout=500", database.user(), database.password()))
                    .hasMessageContaining("timed out");
            server.resume();
            assertThat(database.query("SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void a_postgres_says_for_as_long_as_needed_that_it_is_starting_up() {
        try (PostgresServer server = PostgresServer.start()) {
            FreshDatabase database = server.create();
            server.restartAsStartingUp();
            assertThatThrownBy(database::connect).hasFieldOrPropertyWithValue("SQLState", "57P03");
            server.finishStartingUp();
            assertThat(database.query("SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void accounts_need_their_passwords() {
        for (Database kind : List.of(Database.POSTGRESQL, Database.MARIADB)) {
            FreshDatabase database = kind.create(folder);
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), database.user(), "wrong"))
                    .hasFieldOrPropertyWithValue("SQLState", "28" + (kind == Database.MARIADB ? "000" : "P01"));
        }
    }

    @Test
    void the_network_misbehaves_on_demand() throws Exception {
        try (TcpForwarder network = new TcpForwarder(PostgresServer.shared().port());
                SilentServer silent = new SilentServer()) {
            FreshDatabase database = PostgresServer.shared().create().through(network.port());
            assertThatThrownBy(database::connect).hasMessageContaining("refused");

            network.open().resetAfter(3);
            assertThatThrownBy(database::connect).hasMessageContaining("connection attempt failed");

            network.resetNoMore();
            assertThat(database.query("SELECT 1")).containsExactly("1");

            network.freeze();
            FreshDatabase impatient = new FreshDatabase(database.url() + "?loginTimeout=1", "x", "y");
            assertThatThrownBy(impatient::connect).hasMessageContaining("timed out");
            assertThatThrownBy(impatient.through(silent.port())::connect).hasMessageContaining("timed out");
        }
    }

    @Test
    void a_child_that_hangs_is_reported_with_its_stacks() {
        try (RunningJvm jvm = ChildJvm.of(Jdk.running())
                .main(List.of(Application.classes()), PrintsTraces.class, "and stay")
                .start()) {
            jvm.awaitLine("waiting");
            assertThatThrownBy(() -> jvm.finish(Duration.ofMillis(100)))
                    .hasMessageContaining("still running after PT0.1S")
                    .hasMessageContaining("at example.PrintsTraces.awaitEndOfInput");
        }
    }
}
