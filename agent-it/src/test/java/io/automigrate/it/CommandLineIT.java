package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import example.Hello;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent's jar as a program of its own. */
@Execution(ExecutionMode.CONCURRENT)
class CommandLineIT {
    @TempDir
    private Path folder;

    private static ChildJvm tool(String... words) {
        return ChildJvm.of(Jdk.running()).jar(AgentJar.path(), words);
    }

    @Test
    void without_an_application_the_jars_and_scripts_are_named() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Path scripts = Scripts.person().writeTo(folder.resolve("sql"));
        ChildJvm tool = tool(
                        "migrate",
                        "--url",
                        database.url(),
                        "--user=" + database.user(),
                        "--classpath",
                        Library.POSTGRESQL.file().toString(),
                        "--locations",
                        "filesystem:" + scripts)
                // An image has both; the agent does not migrate for the tool, which is no application.
                .environment("AUTO_MIGRATE_PASSWORD", database.password())
                .agentVariable(AgentJar.path());

        assertThat(tool.run())
                .endedWith(0)
                .printed("2 migrations applied, version 2")
                .toldMatching("2 applied")
                .saidNothingElse();
        assertThat(database.history()).containsExactly("1 create person", "2 insert ada");
    }

    @Test
    void with_an_application_its_own_class_path_serves_and_its_main_does_not_run() {
        FreshDatabase database = Database.H2_FILE.create(folder);
        Path scripts = Scripts.person().writeTo(folder.resolve("app"));
        String classPath = scripts + ":" + Application.classes() + ":" + Library.H2.file();

        assertThat(tool(
                                "plan",
                                "--url",
                                database.url(),
                                "--user",
                                database.user(),
                                "--password",
                                database.password(),
                                "--",
                                "-cp",
                                classPath,
                                Hello.class.getName())
                        .run())
                .endedWith(0)
                .printed("-- 1 of 2: V1__create_person.sql\nCREATE TABLE person", "-- 2 of 2: V2__insert_ada.sql")
                .didNotPrint("Hello")
                .saidNothingElseBut("every account that may list the processes");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void sigterm_reaches_the_jvm_that_was_started() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Path scripts = Scripts.person().writeTo(folder.resolve("app"));
        String classPath = scripts + ":" + Application.classes() + ":" + Library.POSTGRESQL.file();
        ChildJvm tool = tool("wait", "--", "-cp", classPath, Hello.class.getName())
                .environment(database.forAgent())
                .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms");

        try (RunningJvm running = tool.start()) {
            running.awaitLine("2 to go, next is V1__create_person.sql");
            List<ProcessHandle> started =
                    ProcessHandle.of(running.pid()).orElseThrow().children().toList();
            assertThat(started).hasSize(1);

            assertThat(running.terminate().finish()).endedWith(143).didNotPrint("Hello");
            assertThat(started.get(0).isAlive()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --help                 | 0  | Usage: java -jar auto-migrate-agent.jar <command>
            --version              | 0  | auto-migrate 1
            inf                    | 64 | did you mean "info"
            info --urll x          | 64 | did you mean --url?
            info                   | 78 | AUTO_MIGRATE_URL: not set
            info --wait-timeout x  | 78 | --wait-timeout="x"
            info -- -cp /none Main | 78 | AUTO_MIGRATE_URL: not set
            """)
    void help_shows_the_commands_and_the_options(String words, int exitCode, String text) {
        var tool = tool(words.split(" ")).run();
        assertThat(tool).endedWith(exitCode);
        assertThat(tool.out().text() + tool.err().text()).contains(text);
    }

    static List<Jdk> tooOldJdks() {
        return Jdk.tooOld();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("tooOldJdks")
    void an_old_java_gets_one_line(Jdk jdk) {
        assertThat(ChildJvm.of(jdk).jar(AgentJar.path(), "info").run())
                .endedWith(78)
                .printedNothing()
                .told("auto-migrate needs Java 17");
    }
}
