package io.automigrate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A code block of the documents that shows output, with the line {@code <!-- checked by SomeIT: name -->} above it. Numbers and times
 * may differ from the real output. {@code -Ddocs.write=true} writes the real output into the document.
 */
record DocumentedBlock(Path page, String name, List<String> lines) {
    private static final Path PROJECT =
            Path.of(System.getProperty("it.examples")).toAbsolutePath().getParent();
    private static final Pattern BLOCK =
            Pattern.compile("(<!-- checked by \\w+IT: ([\\w-]+) -->\n```\\w+\n)(.*?)```", Pattern.DOTALL);

    /** Returns the blocks that show what happens in a situation; fails when there is none. */
    static List<DocumentedBlock> named(String name) throws IOException {
        List<Path> pages = new ArrayList<>(List.of(PROJECT.resolve("README.md")));
        Folders.walk(PROJECT.resolve("docs")).stream()
                .filter(file -> file.toString().endsWith(".md"))
                .forEach(pages::add);
        List<DocumentedBlock> blocks = new ArrayList<>();
        for (Path page : pages) {
            Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                if (block.group(2).equals(name)) {
                    blocks.add(new DocumentedBlock(
                            page, name, block.group(3).lines().toList()));
                }
            }
        }
        assertThat(blocks).as("blocks that show " + name).isNotEmpty();
        return blocks;
    }

    /** Asserts that the lines of the block follow each other in the output. */
    void shows(List<String> output) throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            write(output);
            return;
        }
        List<String> real = output.stream().map(DocumentedBlock::withoutNumbers).toList();
        assertThat(real)
                .as("%s, %s", page, name)
                .containsSequence(
                        lines.stream().map(DocumentedBlock::withoutNumbers).toList());
    }

    private void write(List<String> output) throws IOException {
        String text = Files.readString(page);
        String old = "IT: " + name + " -->";
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).contains(old)) {
                String written = block.group(1) + String.join("\n", output) + "\n```";
                Files.writeString(page, text.substring(0, block.start()) + written + text.substring(block.end()));
                return;
            }
        }
    }

    private static String withoutNumbers(String line) {
        return line.strip().replaceAll("[0-9]+", "#");
    }
}
