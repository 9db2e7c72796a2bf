package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Library;
import io.automigrate.it.app.WrittenFiles;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.jvm.Sample;
import io.automigrate.it.net.FreePort;
import io.automigrate.it.net.WebPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code LoggingIT} shows of plain applications, in hosts that begin the logging before the agent migrates. */
@Execution(ExecutionMode.CONCURRENT)
class HostLoggingIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Tomcat writes down the options of the JVM. */
    private static final String AGENT_OPTION = "Command line argument: -javaagent:";

    /** A host, the library that it logs with, and a driver that logs by that library. */
    enum Host {
        QUARKUS_WITH_POSTGRESQL(Database.POSTGRESQL) {
            @Override
            ChildJvm install(Path folder, FreshDatabase database, int port) throws IOException {
                write(folder, "config/application.properties", """
                        quarkus.log.level=DEBUG
                        quarkus.log.file.enable=true
                        quarkus.log.file.path=log/app.log
                        """);
                Path jar =
                        Path.of(System.getProperty("it.frameworks"), "quarkus-3.8/target/quarkus-app/quarkus-run.jar");
                return ChildJvm.of(Jdk.running())
                        .directory(folder)
                        .jar(jar.toAbsolutePath().normalize())
                        .environment("JDBC_DATABASE_URL", database.url())
                        .environment("JDBC_DATABASE_USERNAME", database.user())
                        .environment("JDBC_DATABASE_PASSWORD", database.password());
            }
        },
        SPRING_BOOT_WITH_MARIADB(Database.MARIADB) {
            @Override
            ChildJvm install(Path folder, FreshDatabase database, int port) throws IOException {
                return springBoot(folder, database);
            }
        },
        /** The agent asks the application, whose logging has begun. */
        SPRING_BOOT_IS_ASKED(Database.MARIADB) {
            @Override
            ChildJvm install(Path folder, FreshDatabase database, int port) throws IOException {
                return springBoot(folder, database);
            }

            @Override
            ChildJvm underAgent(ChildJvm app, FreshDatabase database) {
                return app.agentVariable(AgentJar.path());
            }
        },
        TOMCAT_WITH_MARIADB(Database.MARIADB) {
            @Override
            ChildJvm install(Path folder, FreshDatabase database, int port) throws IOException {
                return tomcat(folder, database, port).environment("CATALINA_OPTS", ChildJvm.ONE_COMPILER);
            }

            @Override
            FinishedJvm run(ChildJvm app, int port) throws Exception {
                return runServer(app, port);
            }
        },
        TOMCAT_WITH_MARIADB_IN_ITS_LOG(Database.MARIADB) {
            @Override
            ChildJvm install(Path folder, FreshDatabase database, int port) throws IOException {
                return tomcat(folder, database, port)
                        .environment("CATALINA_OPTS", ChildJvm.ONE_COMPILER + " -Dmariadb.logging.fallback=JDK");
            }

            @Override
            FinishedJvm run(ChildJvm app, int port) throws Exception {
                return runServer(app, port);
            }
        };

        private final Database kind;

        Host(Database kind) {
            this.kind = kind;
        }

        abstract ChildJvm install(Path folder, FreshDatabase database, int port) throws IOException;

        ChildJvm underAgent(ChildJvm app, FreshDatabase database) {
            return app.environment(database.forAgent()).agentVariable(AgentJar.path());
        }

        FinishedJvm run(ChildJvm app, int port) throws Exception {
            return app.run();
        }

        private static ChildJvm springBoot(Path folder, FreshDatabase database) throws IOException {
            Path lib = Files.createDirectories(folder.resolve("more/BOOT-INF/lib"));
            Files.copy(Library.MARIADB.file(), lib.resolve("mariadb-java-client.jar"));
            Path jar = Files.copy(SpringApp.jar("boot3", "without-flyway"), folder.resolve("shop.jar"));
            int code = ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(
                            System.out,
                            System.err,
                            "--update",
                            "--no-compress",
                            "--file=" + jar,
                            "-C",
                            folder.resolve("more").toString(),
                            "BOOT-INF/lib/mariadb-java-client.jar");
            assertThat(code).isZero();
            new SpringApp(folder).with(database, """
                    spring.datasource.hikari.maximum-pool-size=1
                    logging.file.name=log/app.log
                    logging.level.org.mariadb=debug
                    logging.level.org.springframework.jdbc=debug
                    """);
            return ChildJvm.of(Jdk.running()).directory(folder).jar(jar);
        }

        private static ChildJvm tomcat(Path folder, FreshDatabase database, int port) throws IOException {
            Path base = folder.resolve("server");
            ChildJvm jvm = Server.TOMCAT_11.prepare(base, port).environment(database.forApplication());
            Files.copy(
                    Library.MARIADB.file(),
                    Files.createDirectories(base.resolve("lib")).resolve("mariadb-java-client.jar"));
            // One thread serves all requests, because its name is in the log.
            Path configuration = base.resolve("conf/server.xml");
            Files.writeString(
                    configuration,
                    Files.readString(configuration)
                            .replace(
                                    "connectionTimeout=", "maxThreads=\"1\" minSpareThreads=\"1\" connectionTimeout="));
            Path logging = base.resolve("conf/logging.properties");
            Files.writeString(logging, Files.readString(logging) + "\norg.mariadb.jdbc.level = FINE\n");
            Server.TOMCAT_11
                    .webArchive()
                    .withoutDriver()
                    .write(Server.TOMCAT_11.deployments(base).resolve("shop.war"));
            return jvm;
        }

        private static FinishedJvm runServer(ChildJvm app, int port) throws Exception {
            try (RunningJvm running = app.start()) {
                running.awaitLine("Server startup in", PATIENCE);
                // The server registers its shutdown hook after this line.
                assertThat(WebPage.read("http://127.0.0.1:" + port + "/shop/", PATIENCE))
                        .isEqualTo("served: Ada");
                return running.terminate().finish(PATIENCE);
            }
        }

        private static void write(Path folder, String name, String text) throws IOException {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), text);
        }
    }

    @TempDir
    private Path folder;

    static List<Host> hosts() {
        return Sample.isFull() ? List.of(Host.values()) : List.of(Host.QUARKUS_WITH_POSTGRESQL);
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void a_host_logs_what_it_logs_without_the_agent(Host host) throws Exception {
        FreshDatabase database = host.kind.create(folder);
        int port = FreePort.pick();
        ChildJvm app = host.install(folder, database, port);

        FinishedJvm migrated = host.run(host.underAgent(app, database), port);
        Map<String, String> afterMigration = takeFiles();
        FinishedJvm upToDate = host.run(host.underAgent(app, database), port);
        Map<String, String> whenUpToDate = takeFiles();
        FinishedJvm alone = host.run(app, port);
        Map<String, String> withoutAgent = takeFiles();

        assertThat(withoutAgent).isNotEmpty();
        assertThat(migrated).endedWith(alone.exitCode()).toldMatching("[0-9]+ applied, version ");
        assertThat(upToDate).endedWith(alone.exitCode()).told("up to date at version ");
        assertThat(whenUpToDate).isEqualTo(withoutAgent);
        assertThat(afterMigration).isEqualTo(withoutAgent);
        assertThat(upToDate).wroteLikeBut(alone, AGENT_OPTION);
        assertThat(migrated).wroteLikeBut(alone, AGENT_OPTION);
    }

    private Map<String, String> takeFiles() throws IOException {
        Map<String, String> files =
                new TreeMap<>(WrittenFiles.take(folder.resolve("log"), folder.resolve("server/logs")));
        files.replaceAll((name, text) -> text.replaceAll("(?m)^.*" + AGENT_OPTION + ".*\n", ""));
        return files;
    }
}
