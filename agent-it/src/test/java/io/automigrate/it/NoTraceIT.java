package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import example.LaunchesUnderItsOwnLoader;
import example.PrintsTable;
import example.PrintsTraces;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.FlywayLibrary;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Packaging;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jcmd;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.jvm.Sample;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After the migration the application is alone in its JVM. */
@Execution(ExecutionMode.CONCURRENT)
class NoTraceIT {
    @TempDir
    private Path folder;

    record Row(Database database, Jdk jdk) {}

    static List<Row> rows() {
        return Sample.of(List.of(Database.values()), Jdk.supported(), Row::new);
    }

    static List<Jdk> jdks() {
        return Jdk.supported();
    }

    private ChildJvm tracer(Jdk jdk, Database kind, String... arguments) {
        Application app = Application.of(PrintsTraces.class)
                .with(kind.driver())
                .with(Scripts.person())
                .with(arguments);
        ChildJvm jvm = ChildJvm.of(jdk).options("--add-opens", "java.base/java.lang=ALL-UNNAMED");
        if (jdk.feature() >= 22) {
            jvm = jvm.options("--enable-native-access=ALL-UNNAMED");
        }
        return Packaging.FOLDERS.install(jvm, app, folder.resolve("app"));
    }

    /** The application connects first, so that what a driver keeps for itself is there in both runs. */
    @ParameterizedTest
    @MethodSource("rows")
    void an_application_with_a_database_sees_what_it_would_see_without_the_agent(Row row) {
        FreshDatabase database = row.database().create(folder);
        // The application prints its properties: they have to be the same each time.
        ChildJvm app = tracer(row.jdk(), row.database())
                .property("org.sqlite.tmpdir", folder.toString())
                .environment(database.forBoth());
        FinishedJvm alone = app.run();

        FinishedJvm migrated = app.agentVariable(AgentJar.path()).run();
        FinishedJvm upToDate = app.agentVariable(AgentJar.path()).run();

        assertThat(alone).endedWith(0).saidNothing();
        assertThat(migrated).endedWith(0).told("2 applied").saidNothingElse();
        assertThat(migrated.out().text()).isEqualTo(alone.out().text());
        assertThat(upToDate.out().text()).isEqualTo(alone.out().text());
    }

    /** H2's driver keeps nothing for itself. */
    @ParameterizedTest
    @MethodSource("jdks")
    void an_application_that_never_connects_sees_what_it_would_see_without_the_agent(Jdk jdk) {
        FreshDatabase database = Database.H2_FILE.create(folder);
        ChildJvm app = tracer(jdk, Database.H2_FILE);
        FinishedJvm alone = app.run();

        FinishedJvm migrated = app.environment(database.forAgent())
                .agentVariable(AgentJar.path())
                .run();

        assertThat(migrated).endedWith(0).told("2 applied").saidNothingElse();
        assertThat(migrated.out().text()).isEqualTo(alone.out().text());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void nothing_is_left_after_a_failure_that_does_not_stop_the_start(Jdk jdk) {
        FreshDatabase database = Database.H2_FILE.create(folder).execute("CREATE TABLE person (id INT)");
        ChildJvm app = tracer(jdk, Database.H2_FILE);
        FinishedJvm alone = app.run();

        FinishedJvm failed = app.environment(database.forAgent())
                .environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false")
                .agentVariable(AgentJar.path())
                .run();

        assertThat(failed).endedWith(0).toldMatching("not empty");
        assertThat(failed.out().text()).isEqualTo(alone.out().text());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void the_engine_is_unloaded_and_no_connection_stays(Jdk jdk) {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        try (RunningJvm jvm = tracer(jdk, Database.POSTGRESQL, "and stay")
                .environment(database.forAgent())
                .agentVariable(AgentJar.path())
                .start()) {
            jvm.awaitLine("waiting");
            Jcmd jcmd = new Jcmd(jdk, jvm);

            assertThat(connections(database)).isZero();
            assertThat(jcmd.loadersAfterCollection("io.automigrate")).doesNotContain("io.automigrate");
            assertThat(jcmd.ask("GC.class_histogram")).doesNotContain("org.flywaydb", "com.zaxxer", "org.tinylog");
            assertThat(jcmd.ask("Thread.print")).doesNotContain("io.automigrate", "HikariPool");
            assertThat(jvm.endInput().finish()).endedWith(0).told("2 applied");
        }
    }

    /** The classes of the application's Flyway stay loaded, but keep no object of the agent. */
    @ParameterizedTest
    @MethodSource("jdks")
    void nothing_stays_in_a_flyway_of_the_application_that_migrated(Jdk jdk) {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        List<Path> libraries = new ArrayList<>(FlywayLibrary.V11_20.files());
        libraries.add(Database.POSTGRESQL.driver().file());
        Application app = new Application(PrintsTraces.class, Scripts.person(), libraries, List.of("and stay"));
        try (RunningJvm jvm = Packaging.FOLDERS
                .install(ChildJvm.of(jdk), app, folder.resolve("app"))
                .options("--add-opens", "java.base/java.lang=ALL-UNNAMED")
                .environment(database.forAgent())
                .environment("AUTO_MIGRATE_ENGINE", "application")
                .agentVariable(AgentJar.path())
                .start()) {
            jvm.awaitLine("waiting");

            assertThat(new Jcmd(jdk, jvm).loadersAfterCollection("io.automigrate"))
                    .doesNotContain("io.automigrate");
            assertThat(jvm.endInput().finish()).endedWith(0).told("of the application migrates", "2 applied");
        }
    }

    private static int connections(FreshDatabase database) {
        // The query runs as another user, so that the test does not count its own connection.
        FreshDatabase administrator = new FreshDatabase(
                "jdbc:postgresql://localhost:" + PostgresServer.shared().port() + "/postgres", "postgres", "any");
        return Integer.parseInt(administrator
                .query("SELECT count(*) FROM pg_stat_activity WHERE usename = '" + database.user() + "'")
                .get(0));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void an_application_with_a_loader_of_its_own_still_finds_its_driver(Jdk jdk) {
        FreshDatabase database = Database.H2_FILE.create(folder);
        Path scripts = Scripts.person().writeTo(folder.resolve("scripts"));
        String hidden = Application.classes() + File.pathSeparator + Library.H2.file();
        Application launcher =
                Application.of(LaunchesUnderItsOwnLoader.class).with(hidden, PrintsTable.class.getName());

        FinishedJvm jvm = Packaging.FOLDERS
                .install(ChildJvm.of(jdk), launcher, folder.resolve("app"))
                .environment(database.forBoth())
                .environment("AUTO_MIGRATE_CLASSPATH", scripts + "," + Library.H2.file())
                .agentVariable(AgentJar.path())
                .run();

        assertThat(jvm).endedWith(0).printed("person: 1 | Ada").told("2 applied");
    }

    @Test
    void a_log_manager_of_the_application_takes_its_place() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        ChildJvm app = tracer(Jdk.running(), Database.POSTGRESQL)
                .property("java.util.logging.manager", "example.OwnLogging")
                .environment(database.forBoth());

        FinishedJvm migrated = app.agentVariable(AgentJar.path()).run();

        assertThat(migrated)
                .endedWith(0)
                .printed("log manager: example.OwnLogging")
                .told("2 applied");
    }
}
