package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.Sample;
import io.automigrate.it.net.FreePort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of servers run in JVMs of their own, in the same environment: they are left alone. */
@Execution(ExecutionMode.CONCURRENT)
class ServerCommandIT {
    @TempDir
    private Path folder;

    /**
     * A command.
     *
     * @param server the server of the script
     * @param script of the server, or its jar
     * @param words behind it
     */
    record Command(Server server, String script, String... words) {
        @Override
        public String toString() {
            return server + " " + script + " " + String.join(" ", words);
        }
    }

    static List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        for (Server server : List.of(Server.TOMCAT_9, Server.TOMCAT_11, Server.TOMEE_9)) {
            commands.add(new Command(server, "bin/catalina.sh", "version"));
            commands.add(new Command(server, "bin/catalina.sh", "configtest"));
            commands.add(new Command(server, "bin/catalina.sh", "stop"));
        }
        for (Server server : List.of(Server.JETTY_9, Server.JETTY_10, Server.JETTY_12_0, Server.JETTY_12_1)) {
            commands.add(new Command(server, "start.jar", "--list-config"));
            commands.add(new Command(server, "start.jar", "--list-modules"));
            commands.add(new Command(server, "start.jar", "--version"));
        }
        for (Server server : List.of(Server.WILDFLY_26, Server.WILDFLY_39)) {
            commands.add(new Command(server, "bin/jboss-cli.sh", "--help"));
            commands.add(new Command(server, "bin/add-user.sh", "--help"));
            commands.add(new Command(server, "bin/elytron-tool.sh", "--help"));
        }
        commands.add(new Command(Server.LIBERTY, "bin/server", "status", "shop"));
        commands.add(new Command(Server.LIBERTY, "bin/server", "stop", "shop"));
        commands.add(new Command(Server.LIBERTY, "bin/server", "create", "shop"));
        commands.add(new Command(Server.LIBERTY, "bin/server", "version"));
        commands.add(new Command(Server.PAYARA_MICRO, "payara-micro.jar", "--version"));
        commands.add(new Command(Server.PAYARA, "bin/asadmin", "version", "--local"));
        commands.add(new Command(Server.PAYARA, "bin/asadmin", "list-domains"));
        commands.add(new Command(Server.PAYARA, "bin/asadmin", "start-domain", "--dry-run", "domain1"));
        List<Command> all =
                commands.stream().filter(command -> command.server().isThere()).toList();
        return Sample.spread(all, 6);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void a_command_of_a_server_is_left_alone(Command command) {
        FreshDatabase database = Database.H2_FILE.create(folder.resolve("database"));
        Path base = folder.resolve("server");
        command.server().prepare(base, FreePort.pick());
        ChildJvm jvm = command(command, base).environment(database.forAgent());

        FinishedJvm result = jvm.agentVariable(AgentJar.path()).run();

        assertThat(result).neverSaid("[Migration]", "WARNING");
        assertThat(folder.resolve("database")).doesNotExist();
        assertThat(result.err().text() + result.out().text()).contains("Picked up JAVA_TOOL_OPTIONS");
    }

    private static ChildJvm command(Command command, Path base) {
        Path file = command.server().home().resolve(command.script());
        ChildJvm jvm = command.script().endsWith(".jar")
                ? ChildJvm.of(Jdk.running()).options("-jar", file.toString())
                : ChildJvm.of(Path.of("/bin/sh"))
                        .environment("PATH", "/usr/bin:/bin")
                        .environment("JAVA_HOME", Jdk.running().home().toString())
                        .environment("CATALINA_BASE", base.toString())
                        .environment("WLP_USER_DIR", base.toString())
                        .options(file.toString());
        String first = command.words()[0];
        return jvm.directory(base)
                .application(
                        first,
                        List.of(command.words())
                                .subList(1, command.words().length)
                                .toArray(String[]::new));
    }
}
