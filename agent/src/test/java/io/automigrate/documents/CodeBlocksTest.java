package io.automigrate.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each code block of the documents names its language, and each language has a test that runs or reads all its blocks. A block of the
 * language {@code log} or {@code text} shows what the agent prints; the line above it names the test that compares the block with real
 * output.
 */
class CodeBlocksTest {
    /** Each language with the test that goes through all blocks of the language and fails for a block that it cannot check. */
    private static final Map<String, String> TESTS = Map.ofEntries(
            Map.entry("sh", "DocumentedCommandIT"),
            Map.entry("procfile", "DocumentedCommandIT"),
            Map.entry("sql", "DocumentedSqlIT"),
            Map.entry("yaml", "DocumentedManifestIT"),
            Map.entry("java", "DocumentedCodeIT"),
            Map.entry("log", "CodeBlocksTest"),
            Map.entry("text", "CodeBlocksTest"),
            Map.entry("dockerfile", "PlatformBlocksTest"),
            Map.entry("json", "PlatformBlocksTest"),
            Map.entry("xml", "PlatformBlocksTest"),
            Map.entry("properties", "PlatformBlocksTest"),
            Map.entry("promql", "PlatformBlocksTest"),
            Map.entry("hcl", "PlatformBlocksTest"));

    private static final Pattern CHECKED = Pattern.compile("<!-- checked by (\\w+): ([\\w-]+) -->");

    static List<CodeBlock> blocks() {
        return MarkdownPage.all().stream()
                .flatMap(page -> page.blocks().stream())
                .toList();
    }

    static List<CodeBlock> output() {
        return blocks().stream()
                .filter(block -> Set.of("log", "text").contains(block.language())
                        || block.before().startsWith("<!-- checked by"))
                .toList();
    }

    @Test
    void every_block_names_a_language_that_a_test_checks() {
        List<String> faults = new ArrayList<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            for (CodeBlock block : page.blocks()) {
                if (!TESTS.containsKey(block.language())) {
                    faults.add(block + ": no test checks the language \"" + block.language() + "\", only "
                            + TESTS.keySet());
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
    void the_test_of_each_language_reads_the_blocks_of_the_language() throws IOException {
        for (Map.Entry<String, String> test : TESTS.entrySet()) {
            assertThat(source(test.getValue())).as(test.getValue()).contains('"' + test.getKey() + '"');
        }
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

    static List<CodeBlock> in(String language) {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }
}
