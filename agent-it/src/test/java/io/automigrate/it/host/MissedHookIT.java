package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import example.LaunchesUnderItsOwnLoader;
import example.ReadsAtOnce;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.JarBuilder;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.FreePort;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The application does not run unmigrated in silence when its host is not what it was taken for. */
@Execution(ExecutionMode.CONCURRENT)
class MissedHookIT {
    private static final String BOOT = "BOOT-INF/classes/";
    private static final String SPRING_BOOT = "org/springframework/boot/loader/";

    @TempDir
    private Path folder;

    private FreshDatabase database;

    @BeforeEach
    void createDatabase() {
        database = Database.H2_FILE.create(folder);
    }

    @Test
    void a_launcher_that_is_not_known_is_named_when_nothing_is_found() throws IOException {
        assertThat(launcher().run())
                .endedWith(78)
                .printedNothing()
                .told("plain application", "nothing in BOOT-INF/ was seen because the launcher is not a known one");
    }

    @Test
    void an_application_that_comes_past_the_hook_is_stopped() throws IOException {
        ChildJvm launcher = launcher(SPRING_BOOT);

        assertThat(launcher.run())
                .endedWith(78)
                .printedNothing()
                .told("Spring Boot launcher", "the application's class example.ReadsAtOnce is loaded");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void the_application_starts_after_a_warning_when_failures_are_tolerated() throws IOException {
        assertThat(launcher(SPRING_BOOT)
                        .environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false")
                        .run())
                .endedWith(0)
                .told("FAILED, but the application starts anyway", "The JVM ends and nothing was migrated")
                .printed("static initializer: no table");
    }

    @Test
    void a_server_that_opens_no_application_says_so_at_its_end() {
        Path base = folder.resolve("server");
        ChildJvm tomcat = Server.TOMCAT_11
                .prepare(base, FreePort.pick())
                .environment(database.forBoth())
                .agentVariable(AgentJar.path());
        try (RunningJvm running = tomcat.start()) {
            running.awaitLine("Server startup in");
            assertThat(running.terminate().finish())
                    .told("The JVM ends and nothing was migrated, no application came to Tomcat");
        }
        Server.TOMCAT_11
                .webArchive()
                .with(Scripts.none())
                .write(Server.TOMCAT_11.deployments(base).resolve("plain.war"));
        try (RunningJvm running = tomcat.start()) {
            running.awaitLine("initializer: no table");
            assertThat(running.terminate().finish())
                    .told("Web application \"/plain\" has no scripts", "none of the applications has scripts: /plain");
        }
    }

    @Test
    void a_database_whose_application_never_comes_is_named_at_the_end() {
        Path base = folder.resolve("server");
        ChildJvm tomcat = Server.TOMCAT_11
                .prepare(base, FreePort.pick())
                .environment(database.forBoth())
                .environment("AUTO_MIGRATE_DATABASES", "shop,zoo")
                .environment(
                        "AUTO_MIGRATE_ZOO_URL",
                        Database.H2_FILE.create(folder.resolve("zoo")).url())
                .agentVariable(AgentJar.path());
        Server.TOMCAT_11
                .webArchive()
                .with(Scripts.none()
                        .in("db/migration/shop")
                        .versioned("1", "person", "CREATE TABLE person AS SELECT 1 AS id, 'Ada' AS name;"))
                .write(Server.TOMCAT_11.deployments(base).resolve("shop.war"));

        try (RunningJvm running = tomcat.start()) {
            running.awaitLine("initializer: Ada");
            assertThat(running.terminate().finish())
                    .told("[zoo] Web application \"/shop\" has no scripts in classpath:db/migration/zoo")
                    .toldMatching("The JVM ends and not every database was migrated, .*done: shop; untouched: zoo");
        }
    }

    /** A launcher that makes a class loader for {@code BOOT-INF/classes} by itself. */
    private ChildJvm launcher(String... more) throws IOException {
        Application app = Application.of(ReadsAtOnce.class).with(Scripts.person());
        JarBuilder jar = new JarBuilder()
                .add("", LaunchesUnderItsOwnLoader.class)
                .mainClass(LaunchesUnderItsOwnLoader.class)
                .add(BOOT, app.main())
                .add(BOOT, app.scripts());
        for (String name : more) {
            jar.add(name + "readme.txt", new byte[0]);
        }
        Path archive = jar.write(folder.resolve("app.jar"));
        Distribution.unpack(archive, folder.resolve("exploded"));
        String classPath = folder.resolve("exploded").resolve(BOOT) + "/" + File.pathSeparator + Library.H2.file();
        return ChildJvm.of(Jdk.running())
                .jar(archive, classPath, app.main().getName())
                .environment(database.forBoth())
                .agentVariable(AgentJar.path());
    }
}
