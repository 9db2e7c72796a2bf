package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.documents.StrictYaml;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.FreePort;
import io.automigrate.it.net.TcpForwarder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files below {@code examples/kubernetes} and {@code examples/docker-compose}: what they say is understood, and what they set works. */
@Execution(ExecutionMode.CONCURRENT)
class DeploymentIT {
    private static final Path EXAMPLES = Path.of(System.getProperty("it.examples"));

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "apps/v1 Deployment", Deployment.class,
            "batch/v1 Job", Job.class,
            "v1 Service", Service.class,
            "v1 Secret", Secret.class);

    @TempDir
    private Path folder;

    private static List<HasMetadata> manifests(String file) throws IOException {
        ObjectMapper mapper = StrictYaml.mapper();
        List<HasMetadata> manifests = new ArrayList<>();
        try (JsonParser parser = mapper.getFactory()
                .createParser(EXAMPLES.resolve("kubernetes").resolve(file).toFile())) {
            for (Iterator<JsonNode> documents = mapper.readValues(parser, JsonNode.class); documents.hasNext(); ) {
                JsonNode document = documents.next();
                String kind = document.get("apiVersion").asText() + " "
                        + document.get("kind").asText();
                assertThat(KINDS).containsKey(kind);
                manifests.add(mapper.treeToValue(document, KINDS.get(kind)));
            }
        }
        return manifests;
    }

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("kubernetes"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .toList();
        }
    }

    private static <T extends HasMetadata> List<T> all(Class<T> kind) throws IOException {
        List<T> all = new ArrayList<>();
        for (String file : files()) {
            for (HasMetadata manifest : manifests(file)) {
                if (kind.isInstance(manifest)) {
                    all.add(kind.cast(manifest));
                }
            }
        }
        return all;
    }

    private static Deployment deployment(String file) throws IOException {
        return (Deployment) manifests(file).stream()
                .filter(Deployment.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_manifest_holds_what_kubernetes_knows_and_nothing_else(String file) throws IOException {
        assertThat(manifests(file))
                .isNotEmpty()
                .allMatch(manifest -> manifest.getMetadata().getName().matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?"));
    }

    @Test
    void every_volume_and_secret_of_a_container_exists() throws IOException {
        Set<String> secrets = new TreeSet<>();
        all(Secret.class).forEach(secret -> secrets.add(secret.getMetadata().getName()));
        List<PodSpec> pods = new ArrayList<>();
        all(Deployment.class).forEach(it -> pods.add(it.getSpec().getTemplate().getSpec()));
        all(Job.class).forEach(it -> pods.add(it.getSpec().getTemplate().getSpec()));

        for (PodSpec pod : pods) {
            List<String> volumes =
                    pod.getVolumes().stream().map(volume -> volume.getName()).toList();
            List<Container> containers = new ArrayList<>(pod.getInitContainers());
            containers.addAll(pod.getContainers());
            for (Container container : containers) {
                assertThat(container.getVolumeMounts()).allMatch(mount -> volumes.contains(mount.getName()));
                for (EnvVar variable : container.getEnv()) {
                    if (variable.getValueFrom() != null) {
                        assertThat(secrets)
                                .contains(variable.getValueFrom()
                                        .getSecretKeyRef()
                                        .getName());
                    }
                }
            }
            assertThat(pod.getVolumes())
                    .filteredOn(volume -> volume.getSecret() != null)
                    .allMatch(volume -> secrets.contains(volume.getSecret().getSecretName()));
        }
    }

    /** The variables of the container as they stand there, but for host, port and secrets. */
    private static Map<String, String> environment(Container container, FreshDatabase database, Path secret) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (EnvVar variable : container.getEnv()) {
            String value = variable.getValue();
            if (value == null) {
                String key = variable.getValueFrom().getSecretKeyRef().getKey();
                value = key.equals("user") ? database.user() : database.password();
            }
            environment.put(
                    variable.getName(),
                    switch (variable.getName()) {
                        case "JDBC_DATABASE_URL", "AUTO_MIGRATE_URL" -> database.url();
                        case "AUTO_MIGRATE_USER" -> database.user();
                        case "AUTO_MIGRATE_PASSWORD_FILE" -> secret.toString();
                        case "JAVA_TOOL_OPTIONS" ->
                            value.replace(
                                    "/agent/auto-migrate-agent.jar",
                                    AgentJar.path().toString());
                        default -> value;
                    });
        }
        return environment;
    }

    private ChildJvm shop(Container container, FreshDatabase database) throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), database.password());
        return ChildJvm.of(Jdk.running())
                .environment(environment(container, database, secret))
                .jar(EXAMPLES.resolve("plain/target/shop.jar"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application.yaml", "separate-account.yaml"})
    void a_deployment_is_alive_and_not_ready_until_its_application_is(String file) throws Exception {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Container container = deployment(file)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
        String port = Integer.toString(FreePort.pick());
        try (TcpForwarder network = new TcpForwarder(PostgresServer.shared().port());
                RunningJvm jvm = shop(container, database.through(network.port()))
                        .environment("PORT", port)
                        .environment("AUTO_MIGRATE_HEALTH_PORT", port)
                        .start()) {
            jvm.awaitLine("Port " + port + " answers");
            assertThat(status(container.getLivenessProbe(), port)).isEqualTo(200);
            assertThat(status(container.getReadinessProbe(), port)).isEqualTo(503);
            assertThat(status(container.getStartupProbe(), port)).isEqualTo(503);

            network.open();
            jvm.awaitLine("The shop is open on port " + port);
            assertThat(status(container.getLivenessProbe(), port)).isEqualTo(200);
            assertThat(status(container.getReadinessProbe(), port)).isEqualTo(200);
            assertThat(status(container.getStartupProbe(), port)).isEqualTo(200);
        }
    }

    private static int status(Probe probe, String port) throws IOException, InterruptedException {
        String url = "http://localhost:" + port + probe.getHttpGet().getPath();
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void an_application_waits_for_the_job_that_migrates() throws Exception {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Container waiting = deployment("job-and-application.yaml")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
        Container migrating = all(Job.class)
                .get(0)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
        String port = Integer.toString(FreePort.pick());
        try (RunningJvm application = shop(waiting, database)
                .environment("PORT", port)
                .environment("AUTO_MIGRATE_HEALTH_PORT", port)
                .start()) {
            application.awaitLine("Waiting until another process has migrated");
            application.awaitLine("Port " + port + " answers");
            assertThat(status(waiting.getLivenessProbe(), port)).isEqualTo(200);

            assertThat(shop(migrating, database).run()).endedWith(0).didNotPrint("Teapot");

            application.awaitLine("The shop is open on port " + port);
        }
    }

    /** A volume outlives a restart of the node, so the init container finds its own read-only copy. */
    @ParameterizedTest
    @ValueSource(strings = {"application.yaml", "separate-account.yaml", "job-and-application.yaml"})
    void an_init_container_copies_the_agent_a_second_time(String name) throws Exception {
        Path volume = Files.createDirectory(folder.resolve("agent"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(volume, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path jar = Files.copy(AgentJar.path(), folder.resolve("auto-migrate-agent.jar"));
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("r--r--r--"));
        int containers = 0;
        for (HasMetadata manifest : manifests(name)) {
            PodSpec pod = pod(manifest);
            if (pod == null) {
                continue;
            }
            List<String> command = new ArrayList<>(unprivileged());
            for (String word : pod.getInitContainers().get(0).getCommand()) {
                command.add(
                        word.replace("/auto-migrate-agent.jar", jar.toString()).replace("/agent/", volume + "/"));
            }
            for (int start = 0; start < 2; start++) {
                Process process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor()).as(command + ": " + output).isZero();
            }
            containers++;
        }
        assertThat(containers).isPositive();
        assertThat(volume.resolve("auto-migrate-agent.jar")).hasSameBinaryContentAs(jar);
    }

    /** Returns the pod of a manifest; null when the manifest describes none. */
    private static PodSpec pod(HasMetadata manifest) {
        if (manifest instanceof Deployment deployment) {
            return deployment.getSpec().getTemplate().getSpec();
        }
        return manifest instanceof Job job ? job.getSpec().getTemplate().getSpec() : null;
    }

    /** Root may overwrite a read-only file, so the command runs as another user. */
    private static List<String> unprivileged() {
        return System.getProperty("user.name").equals("root")
                ? List.of("setpriv", "--reuid=10001", "--regid=10001", "--clear-groups")
                : List.of();
    }

    @Test
    void the_services_of_the_compose_file_are_well_formed_and_what_they_mount_is_there() throws IOException {
        Path compose = EXAMPLES.resolve("docker-compose");
        JsonNode file =
                StrictYaml.mapper().readTree(compose.resolve("compose.yaml").toFile());
        assertThat(file.fieldNames()).toIterable().containsOnly("services", "secrets", "volumes");
        for (JsonNode service : file.get("services")) {
            assertThat(service.fieldNames())
                    .toIterable()
                    .isSubsetOf(
                            "image",
                            "command",
                            "environment",
                            "secrets",
                            "volumes",
                            "read_only",
                            "user",
                            "ports",
                            "healthcheck",
                            "restart",
                            "stop_grace_period");
            assertThat(service.get("environment")).allMatch(JsonNode::isTextual);
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.asText().split(":")[0];
                assertThat(
                                source.startsWith(".")
                                        ? Files.exists(compose.resolve(source))
                                        : file.get("volumes").has(source))
                        .as(source)
                        .isTrue();
            }
            for (JsonNode secret : service.path("secrets")) {
                assertThat(compose.resolve(
                                file.at("/secrets/" + secret.asText() + "/file").asText()))
                        .exists();
            }
        }
    }

    @Test
    void the_application_of_the_compose_file_starts_with_its_variables() throws Exception {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        JsonNode shop = StrictYaml.mapper()
                .readTree(EXAMPLES.resolve("docker-compose/compose.yaml").toFile())
                .at("/services/shop");
        Map<String, String> environment = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> variable : shop.get("environment").properties()) {
            environment.put(variable.getKey(), variable.getValue().asText());
        }
        String port = Integer.toString(FreePort.pick());
        environment.putAll(Map.of(
                "JDBC_DATABASE_URL", database.url(),
                "JDBC_DATABASE_USERNAME", database.user(),
                "JDBC_DATABASE_PASSWORD", database.password(),
                "JAVA_TOOL_OPTIONS",
                        environment
                                .get("JAVA_TOOL_OPTIONS")
                                .replace(
                                        "/auto-migrate-agent.jar",
                                        AgentJar.path().toString()),
                "PORT", port,
                "AUTO_MIGRATE_HEALTH_PORT", port));

        try (RunningJvm jvm = ChildJvm.of(Jdk.running())
                .environment(environment)
                .jar(EXAMPLES.resolve("plain/target/shop.jar"))
                .start()) {
            jvm.awaitLine("3 applied");
            jvm.awaitLine("The shop is open on port " + port);
        }
    }
}
