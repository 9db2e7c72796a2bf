package io.automigrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mechanical part of docs/style.md, checked in the sources of the agent. */
class StyleTest {
    private static final Path SOURCES = Path.of("src/main");

    /** Sentences without a subject, and words that hide the subject. */
    private static final List<Pattern> RIDDLES = List.of(
            Pattern.compile("(^|[.:;!?] )(Whoever|Who|What|Does it|Not (?!null\\b))\\b"),
            Pattern.compile("\\b([Ww]hoever|[Nn]obody|[Ss]omebody|in vain|for people|be it|be they)\\b"),
            Pattern.compile("^@(param \\S+|return) (what|who|where)\\b"),
            Pattern.compile("^Returns (what|who|where|it|them|the same)\\b"),
            Pattern.compile("^(Runs|Starts|Makes|Reads|Writes|Closes|Sends) (it|them)\\b"));

    /** The first words of a description that make the reader look for a noun. */
    private static final Pattern OPENING = Pattern.compile("^\\s*/\\*\\* (It|They|That is|Said|As there)\\b");

    private static final Pattern COMMENT = Pattern.compile("^\\s*(?://|/\\*\\*?|\\*(?!/))\\s?(.*?)\\s*(?:\\*/)?$");
    private static final int FEW_WORDS = 2;

    @Test
    void comments_follow_the_style_guide() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Path file : sources()) {
            faults.addAll(faults(file.toString(), Files.readAllLines(file)));
        }
        assertThat(faults).as("sentences to rewrite by docs/style.md").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/** What is known. */",
                "     * Whoever asks has such a pooler.",
                "// Who holds it. More words here.",
                "/** Does it. */",
                "// The lock is free. What was stamped was not empty.",
                " * @return the name, for people",
                " * @param fault what follows",
                "     * @return who has the lock",
                "    /** Returns what the server answered. */",
                "    /** Returns the same for a tenant. */",
                "    /** Runs it to its end. */",
                "    /** It is. */",
                "// The lock is free, and nobody waits for it.",
                "// Not by its name: Flyway 13 would need Jackson.",
                " * Returns the answer, be it right or wrong.",
            })
    void a_riddle_is_found(String line) {
        assertThat(faults("Some.java", List.of(line, "int a;"))).hasSize(1);
    }

    @Test
    void a_sentence_that_the_formatter_broke_is_found() {
        assertThat(faults(
                        "Some.java",
                        List.of("// A sentence that was too long and that", "// ends", "// when it is read.")))
                .containsExactly("Some.java:2: ends");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/** Returns the answer of the server. */",
                " * It is held by a session.",
                " * @param version the version; null when the schema has none",
                "// Not null: the driver says so.",
                "String text = \"What is this?\"; // The question.",
                "// The last line of a comment",
                "// agent.",
            })
    void an_ordinary_sentence_is_no_fault(String line) {
        assertThat(faults("Some.java", List.of("// The line before.", line, "int a;")))
                .isEmpty();
    }

    private static List<String> faults(String file, List<String> lines) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String text = comment(lines.get(i));
            if (text != null && (isRiddle(lines.get(i), text) || isBroken(lines, i, text))) {
                faults.add(file + ":" + (i + 1) + ": " + text);
            }
        }
        return faults;
    }

    private static boolean isRiddle(String line, String text) {
        return OPENING.matcher(line).find()
                || RIDDLES.stream().anyMatch(riddle -> riddle.matcher(text).find());
    }

    /** A line of few words between two lines of the same comment, in the middle of a sentence. */
    private static boolean isBroken(List<String> lines, int at, String text) {
        boolean isBetween =
                at > 0 && at + 1 < lines.size() && isLineComment(lines, at - 1) && isLineComment(lines, at + 1);
        return isBetween
                && isLineComment(lines, at)
                && text.split(" ").length <= FEW_WORDS
                && text.matches("[a-z].*[a-z,]");
    }

    private static boolean isLineComment(List<String> lines, int at) {
        return lines.get(at).strip().startsWith("//");
    }

    private static String comment(String line) {
        var matcher = COMMENT.matcher(line);
        return matcher.matches() ? matcher.group(1) : null;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            assertThat(sources).as("sources below " + SOURCES.toAbsolutePath()).hasSizeGreaterThan(100);
            return sources;
        }
    }
}
