package io.automigrate.it.container;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.documents.PageBlock;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.FreePort;
import io.automigrate.it.net.WebPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The images and the examples in real containers, by podman ({@code mvn -Pcontainers verify}). The base images are made of this machine's own
 * JDK and of the PostgreSQL of the other tests, because the tests reach no registry of images.
 */
@Execution(ExecutionMode.SAME_THREAD)
class ContainersIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String JAVA = "docker.io/library/eclipse-temurin:21-jre";
    /** The base image of Dockerfile.example, which makes an AOT cache. */
    private static final String NEWEST_JAVA = "docker.io/library/eclipse-temurin:25-jre";

    private static final String POSTGRES = "docker.io/library/postgres:17";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OPEN = "The shop is open on port";

    private static Podman podman;

    @BeforeAll
    static void images() throws IOException {
        assumeThat(Boolean.getBoolean("it.containers")).as("mvn -Pcontainers").isTrue();
        assumeThat(System.getProperty("user.name"))
                .as("the user who runs containers")
                .isEqualTo("root");
        Optional<Podman> found = Podman.find(Path.of("/var/tmp/auto-migrate-it-containers"));
        assumeThat(found)
                .as("podman on the PATH (Debian: podman, runc, catatonit, iptables, netavark, aardvark-dns)")
                .isPresent();
        podman = found.orElseThrow();
        removeContainers();
        assumeThat(Jdk.newest().feature())
                .as("the newest JDK of this machine, for the AOT cache of the example's image")
                .isGreaterThanOrEqualTo(25);
        List<String> path = List.of("ENV PATH=/opt/java/bin:/usr/bin:/bin");
        podman.makeImage(JAVA, path, Jdk.running().home() + ":/opt/java");
        podman.makeImage(NEWEST_JAVA, path, Jdk.newest().home() + ":/opt/java");
        podman.makeImage("docker.io/library/busybox:1.37-musl", List.of("ENV PATH=/bin"));
        podman.run("build", "--format", "docker", "-f", "Dockerfile.example", "-t", "shop:1.0.0", ROOT.toString());
        buildImageOfAgent();
        buildImageOfUser();
    }

    /** The image that the lines of the documents begin with, under both of its names. The archives of classes need the agent in it. */
    private static void buildImageOfUser() throws IOException {
        Path file = Files.writeString(
                podman.folder().resolve("Dockerfile.user"),
                "FROM " + NEWEST_JAVA + "\nWORKDIR /app\nCOPY examples/plain/target/lib/ lib/\n"
                        + "COPY examples/plain/target/shop.jar ./\nCOPY agent/target/auto-migrate-agent.jar /\n"
                        + "ENTRYPOINT [\"java\", \"-jar\", \"shop.jar\"]\n");
        for (String name : List.of("localhost/your/application:1.2.3", "localhost/your/shop:1.2.3")) {
            podman.run("build", "-f", file.toString(), "-t", name, ROOT.toString());
        }
    }

    private static void buildImageOfAgent() throws IOException {
        Path context = Files.createTempDirectory(podman.folder(), "context-");
        Files.copy(AgentJar.path(), context.resolve("auto-migrate-agent.jar"));
        String file = ROOT.resolve("examples/image/Dockerfile").toString();
        Map<String, String> targets = Map.of("agent", "auto-migrate:1.0.0", "init", "auto-migrate-init:1.0.0");
        targets.forEach((target, image) ->
                podman.run("build", "-f", file, "--target", target, "-t", image, context.toString()));
    }

    static Stream<Arguments> hardenings() {
        return Stream.of(
                Arguments.of("the user of the image", List.of()),
                Arguments.of("a user without a name", List.of("--user", "987654:0")),
                Arguments.of(
                        "a read-only root without any place to write",
                        List.of("--read-only", "--read-only-tmpfs=false")),
                Arguments.of("no capabilities", List.of("--cap-drop", "all", "--security-opt", "no-new-privileges")),
                Arguments.of("96 MiB of memory", List.of("--memory", "96m", "--memory-swap", "96m")),
                Arguments.of("half a processor", List.of("--cpus", "0.5")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hardenings")
    void the_example_image_migrates_and_serves_under_each_hardening(String name, List<String> options)
            throws Exception {
        FreshDatabase database = PostgresServer.shared().create();
        int port = FreePort.pick();
        try (RunningJvm container = run(database, port, options, "shop:1.0.0").start()) {
            container.awaitLine(OPEN);
            assertThat(page("http://localhost:" + port + "/products")).contains("Teapot: 24.90");
            assertThat(database.history()).hasSize(3);
            FinishedJvm stopped = container.terminate().finish();
            assertThat(stopped).endedWith(143).told("3 applied");
        }
    }

    @Test
    void the_example_image_takes_its_classes_from_the_cache_that_it_was_built_with() throws Exception {
        FreshDatabase database = PostgresServer.shared().create();
        List<String> doctor = List.of("-e", "AUTO_MIGRATE_COMMAND=doctor");
        assertThat(run(database, FreePort.pick(), doctor, "shop:1.0.0").run())
                .endedWith(0)
                .printed("The JVM takes the application's classes from \"shop.aot\"");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.automigrate.it.documents.PageBlock#dockerfiles")
    void an_image_of_documented_lines_migrates(PageBlock block) throws Exception {
        Path context = Files.createTempDirectory(podman.folder(), "context-");
        Files.copy(AgentJar.path(), context.resolve("auto-migrate-agent.jar"));
        String from = block.text().contains("FROM ") ? "" : "FROM your/shop:1.2.3\n";
        Files.writeString(context.resolve("Dockerfile"), from + block.text());
        podman.run("build", "-t", "documented", context.toString());

        List<String> agent = List.of("-e", "JAVA_TOOL_OPTIONS=-javaagent:/auto-migrate-agent.jar");
        ChildJvm image = run(PostgresServer.shared().create(), FreePort.pick(), agent, "documented");
        try (RunningJvm container = image.start()) {
            container.awaitLine(OPEN);
            assertThat(container.terminate().finish()).told("3 applied");
        }
    }

    @Test
    void a_jar_in_a_volume_reaches_an_image_that_is_not_changed() throws Exception {
        FreshDatabase database = PostgresServer.shared().create();
        List<String> volumes = List.of(
                "-v", ROOT.resolve("examples/plain/target") + ":/app:ro",
                "-v", AgentJar.path() + ":/auto-migrate-agent.jar:ro",
                "-e", "JAVA_TOOL_OPTIONS=-javaagent:/auto-migrate-agent.jar");
        ChildJvm command = run(database, FreePort.pick(), volumes, JAVA, "java", "-jar", "/app/shop.jar");
        try (RunningJvm container = command.start()) {
            container.awaitLine(OPEN);
            assertThat(container.terminate().finish()).endedWith(143).told("3 applied");
        }
    }

    @Test
    void podman_stop_in_the_middle_of_a_migration_leaves_nothing_behind() throws Exception {
        FreshDatabase database = PostgresServer.shared().create();
        Path scripts = Files.createTempDirectory(podman.folder(), "scripts-");
        // The application in the container is another user than the test.
        Files.setPosixFilePermissions(scripts, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(scripts.resolve("V4__slow.sql"), "CREATE TABLE slow (id INT);\nSELECT pg_sleep(600);\n");
        List<String> options = List.of(
                "--name", "stopped",
                "-v", scripts + ":/more:ro",
                "-e", "AUTO_MIGRATE_LOCATIONS=classpath:db/migration,filesystem:/more");
        try (RunningJvm container =
                run(database, FreePort.pick(), options, "shop:1.0.0").start()) {
            container.awaitLine("Applying 4 of 4: V4__slow.sql");
            podman.run("stop", "--time", "15", "stopped");
            assertThat(container.finish()).endedWith(143).toldMatching("rolled back");
        }
        assertThat(database.tables()).doesNotContain("slow");
        try (RunningJvm next =
                run(database, FreePort.pick(), List.of(), "shop:1.0.0").start()) {
            next.awaitLine(OPEN);
        }
    }

    @Test
    void the_health_check_of_the_example_image_follows_the_application() throws Exception {
        FreshDatabase database = PostgresServer.shared().create();
        try (RunningJvm container =
                run(database, 8080, List.of("--name", "checked"), "shop:1.0.0").start()) {
            container.awaitLine(OPEN);
            assertThat(podman.command("healthcheck", "run", "checked").run()).endedWith(0);
            podman.run("stop", "--time", "5", "checked");
        }
        FreshDatabase nowhere = new FreshDatabase("jdbc:postgresql://localhost:1/shop", "shop", "secret");
        try (RunningJvm container =
                run(nowhere, 8080, List.of("--name", "waiting"), "shop:1.0.0").start()) {
            container.awaitLine("Waiting");
            assertThat(podman.command("healthcheck", "run", "waiting").run()).endedWith(1);
            podman.run("stop", "--time", "5", "waiting");
        }
    }

    @Test
    void an_init_container_copies_the_jar_and_replaces_the_jar_at_its_next_run() throws Exception {
        Path volume = Files.createTempDirectory(podman.folder(), "volume-");
        Files.setPosixFilePermissions(volume, PosixFilePermissions.fromString("rwxrwxrwx"));
        for (int run = 0; run < 2; run++) {
            podman.run(
                    "run",
                    "--rm",
                    "--network",
                    "none",
                    "--read-only",
                    "--cap-drop",
                    "all",
                    "-v",
                    volume + ":/agent",
                    "auto-migrate-init:1.0.0");
            assertThat(volume.resolve("auto-migrate-agent.jar")).hasSameBinaryContentAs(AgentJar.path());
        }
    }

    @Test
    void a_dockerfile_copies_the_jar_from_the_image_of_the_agent() throws Exception {
        Path context = Files.createTempDirectory(podman.folder(), "context-");
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM " + JAVA + "\nCOPY --from=auto-migrate:1.0.0 /auto-migrate-agent.jar /auto-migrate-agent.jar\n"
                        + "ENV JAVA_TOOL_OPTIONS=-javaagent:/auto-migrate-agent.jar\n");
        podman.run("build", "-t", "copied", context.toString());
        FinishedJvm doctor = podman.command(
                        "run", "--rm", "--network", "none", "copied", "java", "-jar", "/auto-migrate-agent.jar", "help")
                .run();
        assertThat(doctor).endedWith(0).printed("auto-migrate");
    }

    @Test
    void the_example_for_docker_compose_serves_and_is_up_to_date_the_second_time() throws Exception {
        Optional<Path> compose = Podman.onPath("podman-compose");
        assumeThat(compose).as("podman-compose on the PATH").isPresent();
        makePostgresImage();
        String file = ROOT.resolve("examples/docker-compose/compose.yaml").toString();
        try {
            for (String expected : List.of("3 applied", "is up to date")) {
                assertThat(compose(compose.orElseThrow(), file, "up", "-d")).endedWith(0);
                assertThat(page("http://localhost:8080/products")).contains("Teapot: 24.90");
                assertThat(podman.command("logs", "shop_shop_1").run().err().text())
                        .contains(expected);
                assertThat(compose(compose.orElseThrow(), file, "stop")).endedWith(0);
            }
        } finally {
            compose(compose.orElseThrow(), file, "down", "--volumes");
        }
    }

    private static FinishedJvm compose(Path program, String file, String... words) {
        List<String> command = new ArrayList<>(List.of("-p", "shop", "-f", file));
        command.addAll(List.of(words));
        return podman.caller(program, command.toArray(String[]::new)).run();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"application.yaml, shop, change-me", "separate-account.yaml, shop_owner, change-me-too"})
    void an_example_for_kubernetes_runs_as_a_pod_and_again_after_a_restart(String file, String owner, String password)
            throws Exception {
        makePostgresImage();
        int port = FreePort.pick();
        FreshDatabase database = new FreshDatabase("jdbc:postgresql://localhost:" + port + "/shop", owner, password);
        podman.run("network", "create", "cluster");
        try {
            podman.run(
                    "run",
                    "-d",
                    "--name",
                    "database",
                    "--network",
                    "cluster",
                    "-p",
                    port + ":5432",
                    "-e",
                    "POSTGRES_DB=shop",
                    "-e",
                    "POSTGRES_USER=" + owner,
                    "-e",
                    "POSTGRES_PASSWORD=" + password,
                    POSTGRES);
            createSecrets();
            awaitLogin(database);
            if (!owner.equals("shop")) {
                database.execute(
                        "CREATE ROLE shop LOGIN PASSWORD 'change-me'",
                        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO shop");
            }
            podman.run("play", "kube", "--network", "cluster", forPodman(file).toString());
            assertThat(page("http://localhost:8080/products")).contains("Teapot: 24.90");
            assertThat(database.history()).hasSize(3);

            podman.run("pod", "stop", "shop-pod-0");
            podman.run("pod", "start", "shop-pod-0");
            assertThat(page("http://localhost:8080/products")).contains("Teapot: 24.90");
            assertThat(podman.command("logs", "shop-pod-0-shop").run().err().text())
                    .contains("is up to date at version 3");
        } finally {
            removeContainers();
        }
    }

    /** Also before the tests: a run that was killed leaves containers behind. */
    private static void removeContainers() {
        podman.run("pod", "rm", "--all", "--force");
        podman.run("rm", "--all", "--force");
        podman.run("network", "rm", "--force", "cluster");
        podman.run("secret", "rm", "--all");
        podman.run("volume", "rm", "--all", "--force");
    }

    /**
     * Creates the secrets in the forms that podman 4.3 reads: JSON with encoded values for variables, YAML with plain values for files.
     * Podman 4.3 stores the Secret of a manifest in a form that fits neither.
     */
    private static void createSecrets() throws IOException {
        Base64.Encoder encoder = Base64.getEncoder();
        String user = encoder.encodeToString("shop".getBytes(StandardCharsets.UTF_8));
        String password = encoder.encodeToString("change-me".getBytes(StandardCharsets.UTF_8));
        createSecret("shop-database", "{\"user\": \"" + user + "\", \"password\": \"" + password + "\"}");
        createSecret("shop-database-owner", "apiVersion: v1\nkind: Secret\ndata:\n  password: change-me-too\n");
    }

    private static void createSecret(String name, String content) throws IOException {
        Path file = Files.writeString(Files.createTempFile(podman.folder(), name, ""), content);
        podman.run("secret", "create", name, file.toString());
    }

    /**
     * Returns a copy of a manifest. Podman opens the port of each replica at the host, so a second replica would find the port taken.
     * Only with the annotation do init containers run at each start of a pod, as in Kubernetes. Podman 4.3 crashes where a Secret does not
     * say whether the Secret is optional.
     */
    private static Path forPodman(String file) throws IOException {
        String manifest = Files.readString(ROOT.resolve("examples/kubernetes").resolve(file));
        String deployment = manifest.substring(manifest.indexOf("apiVersion: apps/v1"))
                .replace("replicas: 3", "replicas: 1")
                .replace(
                        "kind: Deployment\nmetadata:\n",
                        "kind: Deployment\nmetadata:\n  annotations:\n"
                                + "    io.podman.annotations.init.container.type: always\n")
                .replaceAll("( +)secretName: .*", "$0\n$1optional: false");
        return Files.writeString(Files.createTempFile(podman.folder(), "manifest-", ".yaml"), deployment);
    }

    private static void awaitLogin(FreshDatabase database) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                database.connect().close();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("no login within " + PATIENCE, e);
                }
                Thread.sleep(100);
            }
        }
    }

    private static void makePostgresImage() throws IOException {
        if (podman.command("image", "exists", POSTGRES).run().exitCode() == 0) {
            return;
        }
        // The first call unpacks the server.
        PostgresServer.shared();
        podman.makeImage(
                POSTGRES,
                List.of("USER 999:999", "ENTRYPOINT [\"/bin/bash\", \"/entrypoint/postgres.sh\"]"),
                PostgresServer.installation() + ":/usr/lib/postgresql",
                podman.folder().resolve("entrypoint") + ":/entrypoint");
    }

    private static String page(String address) throws IOException, InterruptedException {
        return WebPage.read(address, PATIENCE);
    }

    private static ChildJvm run(FreshDatabase database, int port, List<String> options, String... image) {
        List<String> words = new ArrayList<>(List.of("run", "--rm", "--network", "host"));
        words.addAll(List.of("-e", "PORT=" + port));
        words.addAll(List.of("-e", "JDBC_DATABASE_URL=" + database.url()));
        words.addAll(List.of("-e", "JDBC_DATABASE_USERNAME=" + database.user()));
        words.addAll(List.of("-e", "JDBC_DATABASE_PASSWORD=" + database.password()));
        words.addAll(options);
        words.addAll(List.of(image));
        return podman.command(words.toArray(String[]::new));
    }
}
