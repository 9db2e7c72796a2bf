package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import example.ReadsAtOnce;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Packaging;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.jvm.Sample;
import io.automigrate.it.net.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other agents in the same JVM, before ours and after it: each does its work. */
@Execution(ExecutionMode.CONCURRENT)
class NeighbourIT {
    /** Agents that many images have. */
    enum Neighbour {
        OPENTELEMETRY("opentelemetry-javaagent-2.33.1.jar") {
            @Override
            String argument(Path folder, int port) {
                return "";
            }

            @Override
            ChildJvm configure(ChildJvm jvm) {
                return jvm.environment("OTEL_TRACES_EXPORTER", "logging")
                        .environment("OTEL_METRICS_EXPORTER", "none")
                        .environment("OTEL_LOGS_EXPORTER", "none")
                        .environment("OTEL_BSP_SCHEDULE_DELAY", "100");
            }

            /** Asserts that the other agent saw the application's query. */
            @Override
            void assertAtWork(FinishedJvm jvm, Path folder) {
                assertThat(jvm.err().lines())
                        .anyMatch(line -> line.text().contains("LoggingSpanExporter")
                                && line.text().contains("SELECT name FROM person"));
            }
        },
        JACOCO("org.jacoco.agent-0.8.14-runtime.jar") {
            @Override
            String argument(Path folder, int port) {
                return "destfile=" + folder.resolve("jacoco.exec");
            }

            /** Asserts that the other agent counted the application's classes. */
            @Override
            void assertAtWork(FinishedJvm jvm, Path folder) throws IOException {
                assertThat(Files.readString(folder.resolve("jacoco.exec"), StandardCharsets.ISO_8859_1))
                        .containsPattern("example/(ReadsAtOnce|web/Person)");
            }
        },
        JMX_EXPORTER("jmx_prometheus_javaagent-1.0.1.jar") {
            @Override
            String argument(Path folder, int port) throws IOException {
                return port + ":" + Files.writeString(folder.resolve("exporter.yaml"), "rules: []\n");
            }

            @Override
            void assertServing(int port) throws IOException {
                URI metrics = URI.create("http://localhost:" + port + "/metrics");
                try (InputStream answer = metrics.toURL().openStream()) {
                    assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
                            .contains("jvm_threads_current ", "jmx_scrape_error 0.0");
                }
            }

            @Override
            void assertAtWork(FinishedJvm jvm, Path folder) {
                assertThat(jvm.err().text()).doesNotContain("Failed to start Prometheus");
            }
        };

        private final String file;

        Neighbour(String file) {
            this.file = file;
        }

        abstract String argument(Path folder, int port) throws IOException;

        ChildJvm configure(ChildJvm jvm) {
            return jvm;
        }

        /** While the application runs. */
        void assertServing(int port) throws IOException {}

        abstract void assertAtWork(FinishedJvm jvm, Path folder) throws IOException;

        ChildJvm attach(ChildJvm jvm, boolean isBefore, Path folder, int port) throws IOException {
            Path agent = Library.folder().resolve(file);
            ChildJvm configured = configure(jvm);
            return isBefore
                    ? configured.agentVariable(agent, argument(folder, port)).agentVariable(AgentJar.path())
                    : configured.agentVariable(AgentJar.path()).agentVariable(agent, argument(folder, port));
        }
    }

    @TempDir
    private Path folder;

    record Row(Neighbour neighbour, boolean isBefore, String host) {
        @Override
        public String toString() {
            return neighbour + (isBefore ? " before" : " after") + " ours, " + host;
        }
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (boolean isBefore : new boolean[] {true, false}) {
            List<String> hosts =
                    isBefore ? List.of("plain", "Spring Boot", "Tomcat") : List.of("Tomcat", "plain", "Spring Boot");
            rows.addAll(Sample.of(
                    List.of(Neighbour.values()), hosts, (neighbour, host) -> new Row(neighbour, isBefore, host)));
        }
        return Sample.spread(rows, 3);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void both_agents_do_their_work(Row row) throws IOException {
        boolean isServer = row.host().equals("Tomcat");
        FreshDatabase database = (isServer ? Database.H2_SERVER : Database.H2_FILE).create(folder);
        ChildJvm app = install(row.host()).environment(database.forBoth());
        int port = FreePort.pick();
        ChildJvm jvm = row.neighbour().attach(app, row.isBefore(), folder, port);

        FinishedJvm finished;
        try (RunningJvm running = jvm.start()) {
            running.awaitLine(isServer ? "Server startup in" : "waiting");
            row.neighbour().assertServing(port);
            finished = (isServer ? running.terminate() : running.endInput()).finish();
        }

        assertThat(finished).told("2 applied").printed(isServer ? "initializer: Ada" : "static initializer: Ada");
        assertThat(finished).endedWith(isServer ? 143 : 0);
        row.neighbour().assertAtWork(finished, folder);
    }

    private ChildJvm install(String host) {
        Application app = Application.of(ReadsAtOnce.class)
                .with(Library.H2)
                .with(Scripts.person())
                .with("and stay");
        ChildJvm java = ChildJvm.of(Jdk.running());
        if (host.equals("plain")) {
            return Packaging.EXECUTABLE_JAR.install(java, app, folder.resolve("app"));
        }
        if (host.equals("Spring Boot")) {
            return SpringBoot.V4_1.install(java, SpringBoot.Form.JAR, app, folder.resolve("app"));
        }
        Path base = folder.resolve("server");
        ChildJvm tomcat = Server.TOMCAT_11.prepare(base, FreePort.pick());
        Server.TOMCAT_11.webArchive().write(Server.TOMCAT_11.deployments(base).resolve("shop.war"));
        return tomcat;
    }
}
