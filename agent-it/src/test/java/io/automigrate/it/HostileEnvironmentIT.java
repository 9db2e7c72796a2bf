package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import example.Hello;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Folders;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Packaging;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.host.SpringBoot;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.ReducedRuntime;
import io.automigrate.it.jvm.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Containers with a read-only file system, an unknown user, a reduced runtime, or little memory. */
@Execution(ExecutionMode.CONCURRENT)
class HostileEnvironmentIT {
    /** No account of any machine has this number. */
    private static final String ANY_UID = "1234567";

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return Jdk.supported();
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"H2_SERVER", "POSTGRESQL", "MARIADB"})
    void no_folder_for_temporary_files_and_nothing_writable(Database kind) {
        FreshDatabase database = kind.create(folder);

        FinishedJvm jvm = UnderAgent.start(UnderAgent.shop(kind), database, folder)
                .property("java.io.tmpdir", "/no/such/folder")
                .property("user.home", "/no/such/home")
                // Root may not write here either.
                .directory(Path.of("/proc"))
                .run();

        assertThat(jvm).endedWith(0).printed("person: 1 | Ada").told("2 applied");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void any_user_without_a_home(Jdk jdk) throws IOException {
        assumeThat(System.getProperty("user.name"))
                .as("only root can be anybody")
                .isEqualTo("root");
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Path place = folder.resolve("image");
        Packaging.WILDCARD.install(ChildJvm.of(jdk), UnderAgent.shop(Database.POSTGRESQL), place);
        Path agent = Files.copy(AgentJar.path(), place.resolve("agent.jar"));
        letOthersRead(folder);

        FinishedJvm jvm = ChildJvm.of(Path.of("/usr/bin/setpriv"))
                .options("--reuid=" + ANY_UID, "--regid=0", "--clear-groups")
                .options(jdk.tool("java").toString(), "-Djava.io.tmpdir=/no/such/folder", "-XX:-UsePerfData")
                .options("-cp", place + "/lib/*")
                .application("example.PrintsTable")
                .environment(database.forBoth())
                .agentVariable(agent)
                .directory(Path.of("/"))
                .run();

        // Newer JVMs say themselves that the folder does not exist.
        assertThat(jvm)
                .endedWith(0)
                .printed("person: 1 | Ada")
                .told("2 applied")
                .saidNothingElseBut("WARNING: java.io.tmpdir");
    }

    private static void letOthersRead(Path root) throws IOException {
        for (Path path : Folders.walk(root)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void no_locale_at_all() {
        FreshDatabase database = Database.H2_FILE.create(folder);
        Scripts scripts =
                Scripts.person().versioned("3", "Grüße", "INSERT INTO person (id, name) VALUES (3, 'Grüße');");

        FinishedJvm jvm = Packaging.JAR
                .install(
                        ChildJvm.of(Jdk.running()),
                        UnderAgent.shop(Database.H2_FILE).with(scripts),
                        folder.resolve("app"))
                .environment(database.forBoth())
                .withoutEnvironment("LC_ALL")
                .agentVariable(AgentJar.path())
                .run();

        assertThat(jvm).endedWith(0).told("3 applied");
        assertThat(database.query("SELECT name FROM person WHERE id = 3")).containsExactly("Grüße");
        assertThat(database.history()).contains("3 Grüße");
    }

    @Test
    void a_runtime_without_jdbc_is_refused_by_the_name_of_the_module() {
        ChildJvm java = ReducedRuntime.make(folder.resolve("runtime"), "java.base", "java.instrument");

        assertThat(hello(java).run())
                .endedWith(78)
                .printedNothing()
                .told("java.sql")
                .saidNothingElse();
        assertThat(hello(java)
                        .environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false")
                        .run())
                .endedWith(0)
                .printed("Hello")
                .told("java.sql")
                .saidNothingElse();
    }

    @Test
    void a_runtime_with_jdbc_alone_is_enough_until_a_script_is_pending() {
        ChildJvm java = ReducedRuntime.make(folder.resolve("runtime"), "java.base", "java.instrument", "java.sql");
        String missing = "lacks the modules java.naming,java.management";

        assertThat(hello(java).run())
                .endedWith(78)
                .printedNothing()
                .told(missing, "--add-modules java.naming,java.management")
                .saidNothingElse();
        assertThat(springBoot(java).run())
                .endedWith(78)
                .printedNothing()
                .told("Spring Boot launcher", missing)
                .saidNothingElse();

        assertThat(hello(ChildJvm.of(Jdk.running())).run()).endedWith(0).told("2 applied");
        assertThat(hello(java).run())
                .endedWith(0)
                .printed("Hello")
                .told("up to date at version 2")
                .saidNothingElse();
        assertThat(springBoot(java).run())
                .endedWith(0)
                .printed("Hello")
                .told("Spring Boot launcher", "up to date at version 2")
                .saidNothingElse();
    }

    @Test
    void a_runtime_with_the_modules_that_are_asked_for_is_enough() {
        ChildJvm java = ReducedRuntime.make(
                folder.resolve("runtime"),
                "java.base",
                "java.instrument",
                "java.sql",
                "java.naming",
                "java.management");

        assertThat(hello(java).run())
                .endedWith(0)
                .printed("Hello")
                .told("2 applied")
                .saidNothingElse();
        assertThat(hello(java).run())
                .endedWith(0)
                .printed("Hello")
                .toldMatching("nothing pending")
                .saidNothingElse();
    }

    private ChildJvm springBoot(ChildJvm java) {
        return SpringBoot.V4_1
                .install(
                        java,
                        SpringBoot.Form.JAR,
                        UnderAgent.hello(Database.H2_FILE, Scripts.person()),
                        folder.resolve("app"))
                .environment(Database.H2_FILE.create(folder).forAgent())
                .agentVariable(AgentJar.path());
    }

    private ChildJvm hello(ChildJvm java) {
        Path scripts = Scripts.person().writeTo(folder.resolve("scripts"));
        return java.main(List.of(Application.classes(), scripts, Library.H2.file()), Hello.class)
                .environment(Database.H2_FILE.create(folder).forAgent())
                .agentVariable(AgentJar.path());
    }

    /** Scripts that need more memory than the JVM has: to read them, or to run them in a database in the same heap. */
    enum TooMuch {
        SCRIPT {
            @Override
            String sql() {
                return "SELECT '" + "x".repeat(60_000_000) + "';\n";
            }
        },
        RESULT {
            @Override
            String sql() {
                return "SELECT LENGTH(GROUP_CONCAT(REPEAT('x', 1000000))) FROM SYSTEM_RANGE(1, 10000);";
            }
        };

        abstract String sql();
    }

    @ParameterizedTest
    @SampledEnumSource
    void out_of_memory_in_a_migration(TooMuch what) {
        FreshDatabase database = Database.H2_FILE.create(folder);
        Scripts scripts = Scripts.person().versioned("3", "big", what.sql());
        ChildJvm start = UnderAgent.start(UnderAgent.hello(Database.H2_FILE, scripts), database, folder)
                .options("-Xmx32m");

        FinishedJvm jvm = start.run();

        assertThat(jvm).endedWith(70).printedNothing().toldMatching("OutOfMemoryError|memory");
        assertThat(jvm.err().text()).doesNotContain("FATAL ERROR in native method", "\tat ");

        assertThat(start.environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false").run())
                .endedWith(0)
                .printed("Hello");
    }

    @Test
    void sigterm_in_a_migration_ends_the_process_and_leaves_nothing_half_done() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Scripts slow = Scripts.person().versioned("3", "slow", "CREATE TABLE slow (id INT); SELECT pg_sleep(3600);");
        try (RunningJvm jvm = UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, slow), database, folder)
                .start()) {
            jvm.awaitLine("Applying 3 of 3: V3__slow.sql");

            assertThat(jvm.terminate().finish()).endedWith(143).printedNothing();
        }
        assertThat(database.history()).containsExactly("1 create person", "2 insert ada");
        assertThat(database.tables()).doesNotContain("slow");
    }

    @Test
    void the_agent_on_the_class_path_of_the_application_as_well() {
        FreshDatabase database = Database.H2_FILE.create(folder);
        Path scripts = Scripts.person().writeTo(folder.resolve("scripts"));

        FinishedJvm jvm = ChildJvm.of(Jdk.running())
                .main(List.of(AgentJar.path(), Application.classes(), scripts, Library.H2.file()), Hello.class)
                .environment(database.forAgent())
                .agentVariable(AgentJar.path())
                .run();

        assertThat(jvm).endedWith(0).printed("Hello").told("2 applied").saidNothingElse();
    }
}
