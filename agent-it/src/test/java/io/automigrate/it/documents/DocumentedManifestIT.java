package io.automigrate.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parts of manifests in the documents are what Kubernetes knows, and their names and paths fit each other. */
class DocumentedManifestIT {
    /** The parts that stand at a container; the others stand at its pod. */
    private static final List<String> OF_CONTAINER = List.of("volumeMounts", "env");

    private static final String JAR = "auto-migrate-agent.jar";

    /** From the documentation of Argo CD: "Resource Hooks" and "Sync Phases and Waves". */
    private static final Map<String, String> ARGO_CD = Map.of(
            "argocd.argoproj.io/hook", "PreSync|Sync|PostSync|SyncFail|Skip",
            "argocd.argoproj.io/sync-wave", "-?\\d+",
            "argocd.argoproj.io/hook-delete-policy", "HookSucceeded|HookFailed|BeforeHookCreation");

    static List<PageBlock> blocks() throws IOException {
        return PageBlock.in("yaml");
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void a_part_of_a_manifest_is_what_kubernetes_knows(PageBlock block) throws IOException {
        ObjectMapper mapper = StrictYaml.mapper();
        ObjectNode parts = (ObjectNode) mapper.readTree(block.text());
        if (parts.has("metadata") || parts.has("spec")) {
            Deployment deployment = mapper.treeToValue(parts, Deployment.class);
            Map<String, String> annotations = new TreeMap<>();
            if (deployment.getSpec() != null) {
                annotations.putAll(
                        deployment.getSpec().getTemplate().getMetadata().getAnnotations());
            } else {
                annotations.putAll(deployment.getMetadata().getAnnotations());
            }
            String policy = Files.readString(PageBlock.PROJECT.resolve("examples/kubernetes/inject/policy.yaml"));
            assertThat(annotations).isNotEmpty().allSatisfy((name, value) -> isKnown(name, value, policy));
            return;
        }
        Container container = mapper.treeToValue(parts.deepCopy().retain(OF_CONTAINER), Container.class);
        PodSpec pod = mapper.treeToValue(parts.deepCopy().without(OF_CONTAINER), PodSpec.class);
        assertThat(pod.getVolumes()).hasSize(1);
        String volume = pod.getVolumes().get(0).getName();
        pod.getInitContainers().forEach(init -> {
            assertThat(init.getImage()).isEqualTo("auto-migrate-init:1.0.0");
            // The image copies the jar to /agent/.
            assertThat(init.getVolumeMounts()).containsExactly(mount("/agent", volume, null));
        });
        String folder = container.getVolumeMounts().get(0).getMountPath();
        assertThat(container.getVolumeMounts()).containsExactly(mount(folder, volume, true));
        assertThat(container.getEnv()).singleElement().satisfies(variable -> {
            assertThat(variable.getName()).isEqualTo("JAVA_TOOL_OPTIONS");
            assertThat(variable.getValue()).isEqualTo("-javaagent:" + folder + "/" + JAR);
        });
    }

    private static VolumeMount mount(String path, String volume, Boolean readOnly) {
        VolumeMount mount = new VolumeMount();
        mount.setMountPath(path);
        mount.setName(volume);
        mount.setReadOnly(readOnly);
        return mount;
    }

    private static void isKnown(String annotation, String value, String policy) {
        if (annotation.startsWith("auto-migrate/")) {
            assertThat(policy).contains(annotation);
            assertThat(value).isEqualTo("true");
        } else {
            assertThat(value).matches(ARGO_CD.get(annotation));
        }
    }
}
