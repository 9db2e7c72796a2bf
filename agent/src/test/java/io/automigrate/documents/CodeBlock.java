package io.automigrate.documents;

import java.nio.file.Path;
import java.util.List;

/**
 * A code block of a page.
 *
 * @param line the line of the fence, from 1
 * @param language the word behind the fence; empty when there is none
 * @param before the line above the fence, where a comment may say which test checks the block
 */
public record CodeBlock(Path page, int line, String language, String before, List<String> lines) {
    public String text() {
        return String.join("\n", lines) + "\n";
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
