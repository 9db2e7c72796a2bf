package io.automigrate.it.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.StructProto;
import com.google.protobuf.Value;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.HomogeneousLiteralValidator;
import io.automigrate.it.documents.StrictYaml;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Variable;
import io.fabric8.zjsonpatch.JsonPatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code examples/kubernetes/inject/policy.yaml}: the expressions are evaluated by a CEL library, as the API server does, over pods that come
 * in, and the patches are applied.
 */
class InjectionPolicyIT {
    private static final Path FILE = Path.of(System.getProperty("it.examples"), "kubernetes", "inject", "policy.yaml");
    private static final String AGENT = "-javaagent:/auto-migrate/auto-migrate-agent.jar";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static MutatingAdmissionPolicy mutating;
    private static ValidatingAdmissionPolicy validating;
    private static List<HasMetadata> bindings;
    private static Cel cel;

    @BeforeAll
    static void read() throws Exception {
        List<JsonNode> documents = new ArrayList<>();
        YAMLMapper yaml = new YAMLMapper();
        yaml.readerFor(JsonNode.class).<JsonNode>readValues(FILE.toFile()).forEachRemaining(documents::add);
        ObjectMapper strict = StrictYaml.mapper();
        mutating = strict.treeToValue(documents.get(0), MutatingAdmissionPolicy.class);
        validating = strict.treeToValue(documents.get(2), ValidatingAdmissionPolicy.class);
        bindings = List.of(
                strict.treeToValue(documents.get(1), MutatingAdmissionPolicyBinding.class),
                strict.treeToValue(documents.get(3), ValidatingAdmissionPolicyBinding.class));
        assertThat(documents).hasSize(4);
        cel = cel();
    }

    /** The types and functions that Kubernetes adds to CEL, as far as the policies use them. */
    private static Cel cel() throws Exception {
        DescriptorProto patch = DescriptorProto.newBuilder()
                .setName("JSONPatch")
                .addField(field("op", 1).setType(FieldDescriptorProto.Type.TYPE_STRING))
                .addField(field("path", 2).setType(FieldDescriptorProto.Type.TYPE_STRING))
                .addField(field("value", 3)
                        .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                        .setTypeName(".google.protobuf.Value"))
                .build();
        FileDescriptor file = FileDescriptor.buildFrom(
                FileDescriptorProto.newBuilder()
                        .setName("jsonpatch.proto")
                        .setSyntax("proto3")
                        .addDependency("google/protobuf/struct.proto")
                        .addMessageType(patch)
                        .build(),
                new FileDescriptor[] {StructProto.getDescriptor()});
        return CelFactory.standardCelBuilder()
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(CelExtensions.strings())
                .addRuntimeLibraries(CelExtensions.strings())
                .addFileTypes(file)
                .addVar("object", SimpleType.DYN)
                .addVar("variables", SimpleType.DYN)
                .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                        "indexOf",
                        CelOverloadDecl.newMemberOverload(
                                "list_indexOf", SimpleType.INT, ListType.create(SimpleType.DYN), SimpleType.DYN)))
                .addFunctionBindings(CelFunctionBinding.from(
                        "list_indexOf", List.class, Object.class, (list, item) -> (long) list.indexOf(item)))
                .build();
    }

    private static FieldDescriptorProto.Builder field(String name, int number) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
    }

    private static Object evaluate(String expression, Object pod, Map<String, Object> variables) throws Exception {
        CelAbstractSyntaxTree tree = cel.compile(expression).getAst();
        // Kubernetes compiles with this restriction.
        assertThat(CelValidatorFactory.standardCelValidatorBuilder(cel)
                        .addAstValidators(HomogeneousLiteralValidator.newInstance())
                        .build()
                        .validate(tree)
                        .hasError())
                .as(expression)
                .isFalse();
        return cel.createProgram(tree).eval(Map.of("object", pod, "variables", variables));
    }

    private static Map<String, Object> variables(List<Variable> declared, Object pod) throws Exception {
        Map<String, Object> variables = new LinkedHashMap<>();
        for (Variable variable : declared) {
            variables.put(variable.getName(), evaluate(variable.getExpression(), pod, variables));
        }
        return variables;
    }

    /** Returns the pod that comes out of the mutating policy. */
    private static JsonNode injected(JsonNode pod) throws Exception {
        Object object = JSON.convertValue(pod, Object.class);
        for (var condition : mutating.getSpec().getMatchConditions()) {
            if (!Boolean.TRUE.equals(evaluate(condition.getExpression(), object, Map.of()))) {
                return pod;
            }
        }
        Map<String, Object> variables = variables(mutating.getSpec().getVariables(), object);
        ArrayNode patch = JSON.createArrayNode();
        for (var mutation : mutating.getSpec().getMutations()) {
            assertThat(mutation.getPatchType()).isEqualTo("JSONPatch");
            List<?> operations = (List<?>) evaluate(mutation.getJsonPatch().getExpression(), object, variables);
            for (Object operation : operations) {
                patch.add(operation((Message) operation));
            }
        }
        return JsonPatch.apply(patch, pod);
    }

    private static ObjectNode operation(Message message) throws Exception {
        ObjectNode operation = JSON.createObjectNode();
        for (var entry : message.getAllFields().entrySet()) {
            Object value = entry.getValue();
            operation.set(
                    entry.getKey().getName(),
                    value instanceof Message json
                            ? json(Value.parseFrom(json.toByteString()))
                            : JSON.valueToTree(value));
        }
        return operation;
    }

    private static JsonNode json(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> JSON.valueToTree(value.getStringValue());
            case BOOL_VALUE -> JSON.valueToTree(value.getBoolValue());
            case LIST_VALUE -> {
                ArrayNode list = JSON.createArrayNode();
                value.getListValue().getValuesList().forEach(item -> list.add(json(item)));
                yield list;
            }
            case STRUCT_VALUE -> {
                ObjectNode object = JSON.createObjectNode();
                value.getStructValue().getFieldsMap().forEach((name, item) -> object.set(name, json(item)));
                yield object;
            }
            default -> throw new AssertionError(value);
        };
    }

    /** Returns the sentences with which the validating policy refuses a pod; empty when the pod is admitted. */
    private static List<String> refusals(JsonNode pod) throws Exception {
        Object object = JSON.convertValue(pod, Object.class);
        for (var condition : validating.getSpec().getMatchConditions()) {
            if (!Boolean.TRUE.equals(evaluate(condition.getExpression(), object, Map.of()))) {
                return List.of();
            }
        }
        Map<String, Object> variables = variables(validating.getSpec().getVariables(), object);
        List<String> refusals = new ArrayList<>();
        for (var validation : validating.getSpec().getValidations()) {
            if (!Boolean.TRUE.equals(evaluate(validation.getExpression(), object, variables))) {
                refusals.add(validation.getMessage());
            }
        }
        return refusals;
    }

    private static JsonNode pod(String annotations, String spec) throws Exception {
        return new YAMLMapper()
                .readTree(
                        "{metadata: {name: shop" + (annotations.isEmpty() ? "" : ", annotations: {" + annotations + "}")
                                + "}, spec: {" + spec + "}}");
    }

    private static final String ASKS = "auto-migrate/inject: 'true'";
    private static final String VOLUME =
            "{name: auto-migrate, image: {reference: 'auto-migrate:1.0.0', pullPolicy: IfNotPresent}}";
    private static final String MOUNT = "{name: auto-migrate, mountPath: /auto-migrate, readOnly: true}";

    static Stream<Arguments> pods() {
        return Stream.of(
                Arguments.of(
                        "a bare pod gets volume, mount and variable",
                        ASKS,
                        "containers: [{name: a}]",
                        "containers: [{name: a, volumeMounts: [" + MOUNT + "], env: [{name: JAVA_TOOL_OPTIONS, value: '"
                                + AGENT + "'}]}], volumes: [" + VOLUME + "]"),
                Arguments.of(
                        "volumes, mounts and variables that are there stay",
                        ASKS,
                        "containers: [{name: a, volumeMounts: [{name: t, mountPath: /t}], env: [{name: X, value: y}]}],"
                                + " volumes: [{name: t, emptyDir: {}}]",
                        "containers: [{name: a, volumeMounts: [{name: t, mountPath: /t}, " + MOUNT
                                + "], env: [{name: X, value: y}, {name: JAVA_TOOL_OPTIONS, value: '" + AGENT
                                + "'}]}], volumes: [{name: t, emptyDir: {}}, " + VOLUME + "]"),
                Arguments.of(
                        "the agent is appended to the options that are there",
                        ASKS,
                        "containers: [{name: a, env: [{name: X, value: y}, {name: JAVA_TOOL_OPTIONS, value: '-Xmx1g'}]}]",
                        "containers: [{name: a, env: [{name: X, value: y}, {name: JAVA_TOOL_OPTIONS, value: '-Xmx1g "
                                + AGENT + "'}], volumeMounts: [" + MOUNT + "]}], volumes: [" + VOLUME + "]"),
                Arguments.of(
                        "options without a value are filled",
                        ASKS,
                        "containers: [{name: a, env: [{name: JAVA_TOOL_OPTIONS}]}]",
                        "containers: [{name: a, env: [{name: JAVA_TOOL_OPTIONS, value: '" + AGENT
                                + "'}], volumeMounts: [" + MOUNT + "]}], volumes: [" + VOLUME + "]"),
                Arguments.of(
                        "the second annotation names the container",
                        ASKS + ", auto-migrate/container: b",
                        "containers: [{name: a}, {name: b}]",
                        "containers: [{name: a}, {name: b, volumeMounts: [" + MOUNT
                                + "], env: [{name: JAVA_TOOL_OPTIONS, value: '" + AGENT + "'}]}], volumes: [" + VOLUME
                                + "]"),
                Arguments.of(
                        "empty lists are lists",
                        ASKS,
                        "containers: [{name: a, env: [], volumeMounts: []}], volumes: []",
                        "containers: [{name: a, env: [{name: JAVA_TOOL_OPTIONS, value: '" + AGENT
                                + "'}], volumeMounts: [" + MOUNT + "]}], volumes: [" + VOLUME + "]"),
                unchanged("no annotation", "", "containers: [{name: a}]"),
                unchanged("the annotation says no", "auto-migrate/inject: 'false'", "containers: [{name: a}]"),
                unchanged("another annotation", "other: 'true'", "containers: [{name: a}]"));
    }

    private static Arguments unchanged(String name, String annotations, String spec) {
        return Arguments.of(name, annotations, spec, spec);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pods")
    void a_pod_that_asks_gets_the_agent(String name, String annotations, String in, String out) throws Exception {
        JsonNode injected = injected(pod(annotations, in));
        assertThat(injected).isEqualTo(pod(annotations, out));
        assertThat(refusals(injected)).isEmpty();
        // The API server may ask again after other policies have changed the pod.
        assertThat(injected(injected)).isEqualTo(injected);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        ASKS,
                        "containers: [{name: a, env: [{name: JAVA_TOOL_OPTIONS, valueFrom: {configMapKeyRef: {name: c, key: k}}}]}]",
                        "(valueFrom)"),
                Arguments.of(ASKS + ", auto-migrate/container: c", "containers: [{name: a}]", "does not have"),
                Arguments.of(
                        ASKS,
                        "containers: [{name: a}], volumes: [{name: auto-migrate, emptyDir: {}}]",
                        "does not name the agent"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_pod_that_asks_and_cannot_get_the_agent_is_refused_with_a_sentence(
            String annotations, String spec, String words) throws Exception {
        JsonNode pod = pod(annotations, spec);
        JsonNode injected = injected(pod);
        assertThat(injected).isEqualTo(pod);
        assertThat(refusals(injected)).singleElement().asString().contains(words);
    }

    @Test
    void both_policies_are_bound_and_fail_closed() {
        assertThat(mutating.getSpec().getFailurePolicy()).isEqualTo("Fail");
        assertThat(validating.getSpec().getFailurePolicy()).isEqualTo("Fail");
        assertThat(((MutatingAdmissionPolicyBinding) bindings.get(0)).getSpec().getPolicyName())
                .isEqualTo(mutating.getMetadata().getName());
        ValidatingAdmissionPolicyBinding binding = (ValidatingAdmissionPolicyBinding) bindings.get(1);
        assertThat(binding.getSpec().getPolicyName())
                .isEqualTo(validating.getMetadata().getName());
        assertThat(binding.getSpec().getValidationActions()).containsExactly("Deny");
    }
}
