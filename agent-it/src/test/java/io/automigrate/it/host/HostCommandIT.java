package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import example.ReadsAtOnce;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Commands where the application has a class loader of its own: nothing of it runs, and no request is served. */
@Execution(ExecutionMode.CONCURRENT)
class HostCommandIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void in_a_spring_boot_jar() {
        FreshDatabase database = Database.H2_FILE.create(folder);
        Application app = Application.of(ReadsAtOnce.class).with(Library.H2).with(Scripts.person());
        ChildJvm jvm = SpringBoot.V4_1
                .install(ChildJvm.of(Jdk.running()), SpringBoot.Form.JAR, app, folder.resolve("app"))
                .environment(database.forBoth())
                .environment("COLUMNS", "300")
                .agentVariable(AgentJar.path());

        assertThat(jvm.environment("AUTO_MIGRATE_COMMAND", "plan").run())
                .endedWith(0)
                .printed("-- 1 of 2: V1__create_person.sql")
                .didNotPrint("static initializer")
                .saidNothingElse();
        assertThat(jvm.environment("AUTO_MIGRATE_COMMAND", "migrate").run())
                .endedWith(0)
                .printed("2 migrations applied, version 2")
                .didNotPrint("static initializer")
                .saidNothingElse();
        assertThat(jvm.environment("AUTO_MIGRATE_COMMAND", "doctor").run())
                .endedWith(0)
                .printed("Spring Boot launcher: the migration runs when", "h2", "is at version 2", "All is well.")
                .didNotPrint("static initializer")
                .saidNothingElse();
    }

    @Test
    void in_tomcat() throws IOException {
        FreshDatabase database = Database.H2_SERVER.create(folder);
        Path base = folder.resolve("server");
        WebArchive shop = Server.TOMCAT_11.webArchive();
        ChildJvm jvm = Server.TOMCAT_11
                .prepare(base, FreePort.pick())
                .environment(database.forBoth())
                .agentVariable(AgentJar.path());
        shop.write(Server.TOMCAT_11.deployments(base).resolve("shop.war"));

        try (RunningJvm running =
                jvm.environment("AUTO_MIGRATE_COMMAND", "migrate").start()) {
            assertThat(running.finish(PATIENCE))
                    .endedWith(0)
                    .printed(": 2 migrations applied, version 2")
                    .didNotPrint("initializer:", "startup bean:")
                    .neverSaid("Server startup in");
        }
        assertThat(database.history()).endsWith("1 create person", "2 insert ada");
    }

    @Test
    void a_server_that_opens_no_application_does_not_end_as_if_the_command_had_run() {
        ChildJvm tomcat = Server.TOMCAT_11
                .prepare(folder.resolve("server"), FreePort.pick())
                .environment(Database.H2_FILE.create(folder).forBoth())
                .environment("AUTO_MIGRATE_COMMAND", "info")
                .agentVariable(AgentJar.path());
        try (RunningJvm running = tomcat.start()) {
            running.awaitLine("Server startup in");
            assertThat(running.terminate().finish())
                    .endedWith(78)
                    .told("The JVM ends and the command was not run, no application came to Tomcat");
        }
    }
}
