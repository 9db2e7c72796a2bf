package io.automigrate.it.torture;

import io.automigrate.it.jvm.FinishedJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a start wrote about its end.
 *
 * @param headline the first line
 * @param details label and text of the lines below
 */
record Block(String headline, List<Detail> details) {
    private static final String FAILED = "FAILED: ";
    private static final Pattern LABEL = Pattern.compile("^ {2}([a-z][a-z ]{1,9}): +(.*)$");

    /**
     * A labelled text.
     *
     * @param text the lines of the text, joined by spaces
     */
    record Detail(String label, String text) {}

    /** Returns the blocks of failures that stopped the start. */
    static List<Block> of(FinishedJvm jvm) {
        List<Block> blocks = new ArrayList<>();
        Block open = null;
        for (String line : jvm.story()) {
            if (line.startsWith(FAILED)) {
                open = new Block(line.substring(FAILED.length()), new ArrayList<>());
                blocks.add(open);
            } else if (open != null && line.startsWith("  ")) {
                open.add(line);
            } else {
                open = null;
            }
        }
        return blocks;
    }

    private void add(String line) {
        Matcher label = LABEL.matcher(line);
        if (label.matches()) {
            details.add(new Detail(label.group(1), label.group(2)));
        } else if (!details.isEmpty()) {
            Detail last = details.remove(details.size() - 1);
            details.add(new Detail(last.label(), last.text() + " " + line.strip()));
        }
    }

    /** Returns the texts with this label. */
    List<String> texts(String label) {
        return details.stream()
                .filter(detail -> detail.label().equals(label))
                .map(Detail::text)
                .toList();
    }

    /** Returns the text with this label. */
    Optional<String> text(String label) {
        return texts(label).stream().findFirst();
    }
}
