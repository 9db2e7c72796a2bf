package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import example.PrintsTraces;
import io.automigrate.it.app.Application;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cost of a start without pending scripts. */
@Execution(ExecutionMode.CONCURRENT)
class UpToDateIT {
    private static final int REPLICAS = Sample.isFull() ? 50 : 10;

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return Jdk.supported();
    }

    private ChildJvm hello(Database kind, FreshDatabase database) {
        return UnderAgent.start(UnderAgent.hello(kind, Scripts.person()), database, folder);
    }

    @ParameterizedTest
    @SampledEnumSource
    void no_class_of_the_engine_is_loaded(Database kind) throws IOException {
        FreshDatabase database = kind.create(folder);
        ChildJvm app = hello(kind, database);
        assertThat(app.run()).endedWith(0).told("2 applied");
        Path classes = folder.resolve("classes.txt");

        FinishedJvm upToDate = app.options("-Xlog:class+load:file=" + classes + "::filecount=0")
                .run();

        assertThat(upToDate)
                .endedWith(0)
                .printed("Hello")
                .toldMatching("up to date at version 2, nothing pending")
                .saidNothingElse();
        List<String> ours = Files.readAllLines(classes).stream()
                .filter(line -> line.contains("auto-migrate-agent.jar") || line.contains(" io.automigrate."))
                .map(line -> line.replaceFirst("^.*class,load] ", "").replaceFirst(" source:.*", ""))
                .toList();
        // A lambda costs a millisecond or more when it is linked; a driver may have some, we have none.
        assertThat(ours)
                .hasSizeBetween(50, 150)
                .allMatch(name -> name.startsWith("io.automigrate."))
                .noneMatch(name -> name.contains("$$Lambda"));
    }

    @Test
    void replicas_that_start_together_cost_the_server_a_connection_and_a_query_each() {
        try (PostgresServer server = PostgresServer.startLogging()) {
            FreshDatabase database = server.create();
            // Many JVMs on two processors are slow to answer; an attempt that is given up would be a connection more.
            ChildJvm app = hello(Database.POSTGRESQL, database)
                    .options("-Xmx64m")
                    .environment("AUTO_MIGRATE_CONNECT_TIMEOUT", "60s");
            assertThat(app.run()).endedWith(0).told("2 applied");
            List<String> before = server.log(database.user());

            List<RunningJvm> replicas = new ArrayList<>();
            for (int i = 0; i < REPLICAS; i++) {
                replicas.add(app.start());
            }
            for (RunningJvm replica : replicas) {
                assertThat(replica.finish()).endedWith(0).toldMatching("up to date at version 2");
            }

            List<String> log = server.log(database.user());
            List<String> caused = log.subList(before.size(), log.size());
            assertThat(caused)
                    .filteredOn(line -> line.contains("connection authorized"))
                    .hasSize(REPLICAS);
            List<String> statements = caused.stream()
                    .filter(line -> line.contains("statement: ") || line.contains("execute "))
                    .toList();
            assertThat(statements)
                    .filteredOn(line -> line.contains("flyway_schema_history"))
                    .hasSize(REPLICAS);
            // The driver itself sends all other statements after the login.
            assertThat(statements)
                    .hasSizeLessThanOrEqualTo(2 * REPLICAS)
                    .allMatch(line -> line.contains("flyway_schema_history") || line.contains(" SET "))
                    .noneMatch(line -> line.contains("advisory"));
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void nothing_is_held_while_the_application_runs(Jdk jdk) {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        assertThat(hello(Database.POSTGRESQL, database).run()).endedWith(0);
        Application app = Application.of(PrintsTraces.class)
                .with(Database.POSTGRESQL.driver())
                .with(Scripts.person())
                .with("and stay");

        try (RunningJvm jvm = Packaging.FOLDERS
                .install(ChildJvm.of(jdk), app, folder.resolve("stays"))
                .options("--add-opens", "java.base/java.lang=ALL-UNNAMED")
                .environment(database.forAgent())
                .agentVariable(AgentJar.path())
                .start()) {
            jvm.awaitLine("waiting");
            Jcmd jcmd = new Jcmd(jdk, jvm);

            assertThat(jcmd.loadersAfterCollection("io.automigrate")).doesNotContain("io.automigrate");
            // The bootstrap's classes stay: the system class loader has them.
            assertThat(jcmd.ask("GC.class_histogram"))
                    .doesNotContain("org.flywaydb", "com.zaxxer", "org.tinylog", "io.automigrate.migration");
            assertThat(jcmd.ask("Thread.print")).doesNotContain("auto-migrate", "io.automigrate");
            assertThat(jvm.endInput().finish()).endedWith(0).toldMatching("up to date at version 2");
        }
    }

    @Test
    void an_account_that_may_only_read_the_history_is_enough() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        assertThat(hello(Database.POSTGRESQL, database).run()).endedWith(0);
        FreshDatabase reader = new FreshDatabase(database.url(), database.user() + "_reader", "reader");
        PostgresServer.shared().administer("CREATE ROLE " + reader.user() + " LOGIN PASSWORD 'reader'");
        database.execute("GRANT SELECT ON flyway_schema_history TO " + reader.user());

        assertThat(hello(Database.POSTGRESQL, reader).run())
                .endedWith(0)
                .toldMatching("up to date at version 2, nothing pending");
    }

    @Test
    void a_history_behind_the_current_schema_on_the_search_path_is_not_taken_for_ours() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        assertThat(hello(Database.POSTGRESQL, database).run()).endedWith(0);
        database.execute("CREATE SCHEMA " + database.user());

        assertThat(hello(Database.POSTGRESQL, database).run())
                .endedWith(0)
                .told("Schema \"" + database.user() + "\" has no migrations yet", "2 applied");
        assertThat(hello(Database.POSTGRESQL, database).run())
                .endedWith(0)
                .told("Schema \"" + database.user() + "\" is up to date at version 2");
    }

    @Test
    void a_connection_on_which_the_history_was_missed_is_the_one_that_migrates() {
        try (PostgresServer server = PostgresServer.startLogging()) {
            FreshDatabase database = server.create();

            assertThat(hello(Database.POSTGRESQL, database)
                            .environment("AUTO_MIGRATE_LOG_LEVEL", "debug")
                            .run())
                    .endedWith(0)
                    .told("Flyway has to look", "2 applied");

            List<String> log = server.log(database.user());
            String asked = log.stream()
                    .filter(line -> line.contains("flyway_schema_history"))
                    .findFirst()
                    .orElseThrow();
            String process = asked.substring(0, asked.indexOf(']'));
            // The question for a table that is not there is no error in the log of the server.
            assertThat(log).noneMatch(line -> line.contains("ERROR:"));
            assertThat(log).anyMatch(line -> line.startsWith(process) && line.contains("CREATE TABLE"));
        }
    }
}
