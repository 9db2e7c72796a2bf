package io.automigrate.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;
import org.yaml.snakeyaml.Yaml;

/**
 * Each code block of the documents names its language, and is what the language allows. A block of the language {@code log} or
 * {@code text} shows what the agent prints; the line above it names the test that compares the block with real output.
 */
class CodeBlocksTest {
    private static final Set<String> LANGUAGES = Set.of(
            "sh",
            "java",
            "yaml",
            "dockerfile",
            "sql",
            "json",
            "xml",
            "properties",
            "promql",
            "hcl",
            "procfile",
            "log",
            "text");
    private static final Pattern CHECKED = Pattern.compile("<!-- checked by (\\w+): ([\\w-]+) -->");
    private static final Pattern INSTRUCTION =
            Pattern.compile("(?:FROM|COPY|ENV|RUN|USER|ENTRYPOINT|CMD|ARG|HEALTHCHECK|WORKDIR) .*|#.*|    .*|");

    static List<CodeBlock> blocks() {
        return MarkdownPage.all().stream()
                .flatMap(page -> page.blocks().stream())
                .toList();
    }

    static List<CodeBlock> output() {
        return blocks().stream()
                .filter(block -> block.language().matches("log|text"))
                .toList();
    }

    @Test
    void every_block_names_its_language() {
        List<String> faults = new ArrayList<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            for (CodeBlock block : page.blocks()) {
                if (!LANGUAGES.contains(block.language())) {
                    faults.add(block + ": the language \"" + block.language() + "\" is none of " + LANGUAGES);
                }
            }
            faults.addAll(indented(page));
        }
        assertThat(faults).isEmpty();
    }

    /** An indented block has no language; a fence shows it. */
    private static List<String> indented(MarkdownPage page) {
        List<String> faults = new ArrayList<>();
        List<String> prose = page.prose();
        boolean isList = false;
        for (int i = 1; i < prose.size(); i++) {
            String line = prose.get(i);
            isList = line.matches("\\s*(?:[*+-]|\\d+\\.) .*") || isList && (line.isBlank() || line.startsWith(" "));
            if (!isList && line.startsWith("    ") && prose.get(i - 1).isBlank()) {
                faults.add(page + ":" + (i + 1) + ": put the block between ``` with its language");
            }
        }
        return faults;
    }

    @Test
    void commands_are_ones_that_a_shell_understands() throws Exception {
        List<String> faults = new ArrayList<>();
        for (CodeBlock block : in("sh")) {
            Process shell =
                    new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
            try (var script = shell.getOutputStream()) {
                script.write(block.text().getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (shell.waitFor() != 0) {
                faults.add(block + ": " + said);
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void structured_blocks_can_be_read() {
        List<String> faults = new ArrayList<>();
        for (CodeBlock block : blocks()) {
            try {
                read(block);
            } catch (Exception e) {
                faults.add(block + ": " + e.getMessage());
            }
        }
        assertThat(faults).isEmpty();
    }

    private static void read(CodeBlock block) throws Exception {
        switch (block.language()) {
            case "yaml" -> new Yaml().loadAll(block.text()).forEach(document -> {});
            case "json" -> new ObjectMapper().readTree(whole(block.text()));
            case "xml" ->
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader("<all>" + block.text() + "</all>")));
            case "dockerfile" ->
                assertThat(block.lines()).allSatisfy(line -> assertThat(line).matches(INSTRUCTION));
            default -> {}
        }
    }

    /** Members of an object may stand alone. */
    private static String whole(String json) {
        return json.startsWith("\"") ? "{" + json + "}" : json;
    }

    /** A block that no test compares with the real thing gets old without anybody noticing. */
    @ParameterizedTest
    @MethodSource("output")
    void output_is_compared_with_real_output(CodeBlock block) throws IOException {
        Matcher checked = CHECKED.matcher(block.before());

        assertThat(checked.matches())
                .as("%s: the line above must be <!-- checked by SomeTest: name -->", block)
                .isTrue();
        assertThat(block.lines()).as("%s", block).isNotEmpty();
        assertThat(source(checked.group(1))).contains("\"" + checked.group(2) + "\"");
    }

    private static String source(String test) throws IOException {
        for (String module : List.of("agent", "agent-it")) {
            Path sources = MarkdownPage.PROJECT.resolve(module + "/src/test/java");
            try (var files = Files.walk(sources)) {
                var found = files.filter(file -> file.endsWith(test + ".java")).findFirst();
                if (found.isPresent()) {
                    return Files.readString(found.get());
                }
            }
        }
        return "no test " + test;
    }

    private static List<CodeBlock> in(String language) {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }
}
