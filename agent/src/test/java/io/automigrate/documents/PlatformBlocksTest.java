package io.automigrate.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.automigrate.outcome.Phase;
import io.automigrate.settings.names.SettingName;
import io.automigrate.settings.resolve.Start;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** The blocks for build tools and platforms that cannot run here say what the agent, the tool and the platform understand. */
class PlatformBlocksTest {
    private static final String OPTION = "-javaagent:/auto-migrate-agent.jar";

    /** The elements of Jib's configuration that the documents use; below {@code environment} stand names of variables. */
    private static final Set<String> JIB = Set.of(
            "container",
            "container/environment",
            "container/environment/JAVA_TOOL_OPTIONS",
            "extraDirectories",
            "extraDirectories/permissions",
            "extraDirectories/permissions/permission",
            "extraDirectories/permissions/permission/file",
            "extraDirectories/permissions/permission/mode");

    /** HCL permits one attribute in a block of one line, so a block with more attributes has one line for each. */
    private static final Pattern HCL =
            Pattern.compile("\\s*\\w+ (?:\\{(?: \\w+ = \"[^\"]*\" \\})?|= \"[^\"]*\")|\\s*\\}");

    private static final Pattern INSTRUCTION = Pattern.compile("FROM \\S+:\\S+|COPY (?:--chmod=444 |--from=\\S+ )?"
            + "/?auto-migrate-agent\\.jar /auto-migrate-agent\\.jar|ENV JAVA_TOOL_OPTIONS=" + OPTION
            + "|RUN java (?:-\\S+ )+-jar /app/shop\\.jar \\|\\| test -s \\S+|ENTRYPOINT \\[\"java\"(, \"[^\"]+\")+\\]");

    static List<CodeBlock> dockerfiles() {
        return CodeBlocksTest.in("dockerfile");
    }

    static List<CodeBlock> members() {
        return CodeBlocksTest.in("json");
    }

    static List<CodeBlock> xml() {
        return CodeBlocksTest.in("xml");
    }

    static List<CodeBlock> properties() {
        return CodeBlocksTest.in("properties");
    }

    static List<CodeBlock> queries() {
        return CodeBlocksTest.in("promql");
    }

    static List<CodeBlock> hcl() {
        return CodeBlocksTest.in("hcl");
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void an_image_gets_the_jar_where_the_option_looks_for_the_jar(CodeBlock block) throws IOException {
        String archives = Files.readString(
                MarkdownPage.PROJECT.resolve("agent-it/src/test/java/io/automigrate/it/ClassArchiveIT.java"));

        assertThat(block.lines()).isNotEmpty().allSatisfy(line -> {
            assertThat(line).matches(INSTRUCTION);
            // The option of an archive is one with which the integration tests start a JVM, and the file is one file.
            assertThat(found("-XX:\\w+=", line)).allMatch(archives::contains);
        });
        assertThat(new TreeSet<>(found("/app/shop\\.(?!jar)\\w+", block.text())))
                .hasSizeLessThan(2);
    }

    /** The block shows members of a container definition of Amazon ECS. */
    @ParameterizedTest
    @MethodSource("members")
    void a_container_definition_sets_variables_that_are_known(CodeBlock block) throws IOException {
        JsonNode members = new ObjectMapper().readTree("{" + block.text() + "}");

        assertThat(members.fieldNames()).toIterable().isSubsetOf("environment", "secrets", "stopTimeout");
        assertThat(members.get("environment")).allSatisfy(variable -> {
            assertThat(variable.fieldNames()).toIterable().containsExactly("name", "value");
            assertThat(variable.get("name").asText()).isEqualTo("JAVA_TOOL_OPTIONS");
            assertThat(variable.get("value").asText()).isEqualTo(OPTION);
        });
        assertThat(members.get("secrets")).allSatisfy(variable -> {
            assertThat(variable.fieldNames()).toIterable().containsExactly("name", "valueFrom");
            assertThat(SettingName.of(variable.get("name").asText().replace("AUTO_MIGRATE_", "")))
                    .isNotNull();
        });
        assertThat(members.get("stopTimeout").isInt()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("xml")
    void a_configuration_of_jib_has_elements_that_jib_knows(CodeBlock block) throws Exception {
        Node all = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<all>" + block.text() + "</all>")))
                .getDocumentElement();

        assertThat(elements(all, "")).isNotEmpty().isSubsetOf(JIB);
        assertThat(all.getTextContent()).contains(OPTION);
    }

    private static List<String> elements(Node parent, String path) {
        List<String> elements = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.ELEMENT_NODE) {
                elements.add(path + child.getNodeName());
                elements.addAll(elements(child, path + child.getNodeName() + "/"));
            }
        }
        return elements;
    }

    /** The variables are those of the agent, or those by which a buildpack appends to a variable of the image. */
    @ParameterizedTest
    @MethodSource("properties")
    void variables_are_ones_that_their_reader_understands(CodeBlock block) throws IOException {
        Properties variables = new Properties();
        variables.load(new StringReader(block.text()));
        if (variables.containsKey("BPE_APPEND_JAVA_TOOL_OPTIONS")) {
            assertThat(variables)
                    .containsOnlyKeys("BPE_DELIM_JAVA_TOOL_OPTIONS", "BPE_APPEND_JAVA_TOOL_OPTIONS")
                    .containsEntry("BPE_DELIM_JAVA_TOOL_OPTIONS", "\" \"")
                    .containsEntry("BPE_APPEND_JAVA_TOOL_OPTIONS", '"' + OPTION + '"');
            return;
        }
        Start start = new Start();
        for (String name : variables.stringPropertyNames()) {
            assertThat(name).startsWith("AUTO_MIGRATE_");
            // The secrets of the page are not mounted here.
            if (!name.endsWith("_FILE")) {
                start.env(name, variables.getProperty(name));
            }
        }
        assertThat(start.problemsOrNone()).isEmpty();
        assertThat(start.resolved().warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void a_query_asks_for_metrics_that_the_agent_writes(CodeBlock block) throws IOException {
        String metrics = Files.readString(
                MarkdownPage.PROJECT.resolve("agent/src/main/java/io/automigrate/outcome/PrometheusText.java"));
        List<String> states = Arrays.stream(Phase.values()).map(Phase::word).toList();
        for (String line : block.lines()) {
            String query = line.replaceAll("#.*", "");
            Set<String> names = new TreeSet<>(found("auto_migrate_\\w+", query));
            assertThat(names).as(line).isNotEmpty().allSatisfy(name -> assertThat(metrics)
                    .contains('"' + name + '"'));
            assertThat(found("(?<=\\{state=\")\\w+", query)).isSubsetOf(states);
            assertThat(query.replaceAll("auto_migrate_\\w+|\\{state=\"\\w+\"\\}|time\\(\\)|\\d+|==|>|-|unless|\\s", ""))
                    .as(line)
                    .isEmpty();
        }
    }

    private static List<String> found(String expression, String text) {
        return Pattern.compile(expression)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("hcl")
    void a_job_of_nomad_has_the_syntax_of_hcl(CodeBlock block) {
        assertThat(block.lines()).allSatisfy(line -> assertThat(line).matches(HCL));
        assertThat(found("\\{", block.text().replace("${", ""))).hasSameSizeAs(found("(?m)\\}( |$)", block.text()));
    }

    @Test
    void two_attributes_in_one_line_of_hcl_are_found() {
        assertThat("env { A = \"1\" }").matches(HCL);
        assertThat("artifact { source = \"a\", mode = \"file\" }").doesNotMatch(HCL);
    }
}
