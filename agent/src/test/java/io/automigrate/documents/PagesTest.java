package io.automigrate.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages can be read in one go, and no link leads nowhere. */
class PagesTest {
    /** The most words of one page, code and tables included. */
    private static final int WORDS = 1600;

    /** Pages that may be longer, because nobody reads them from the beginning to the end. */
    /** Pages to look something up in; the torture writes the second one. */
    private static final Set<String> LONG_PAGES = Set.of("CHANGELOG.md", "docs/reliability.md");

    private static final List<MarkdownPage> PAGES = MarkdownPage.all();

    @Test
    void every_link_and_every_anchor_leads_somewhere() {
        List<String> faults = new ArrayList<>();
        Map<Path, MarkdownPage> pages = new HashMap<>();
        PAGES.forEach(page -> pages.put(page.file(), page));
        for (MarkdownPage page : PAGES) {
            for (String link : page.links()) {
                if (!leadsSomewhere(page, link, pages)) {
                    faults.add(page + ": " + link);
                }
            }
        }
        assertThat(faults).as("links to correct").isEmpty();
    }

    private static boolean leadsSomewhere(MarkdownPage page, String link, Map<Path, MarkdownPage> pages) {
        if (link.startsWith("https://")) {
            return true;
        }
        String[] parts = link.split("#", 2);
        Path target = target(page, parts[0]);
        MarkdownPage linked = pages.get(target);
        return parts.length == 1
                ? Files.exists(MarkdownPage.PROJECT.resolve(target))
                : linked != null && linked.anchors().contains(parts[1]);
    }

    private static Path target(MarkdownPage page, String link) {
        Path folder = page.file().toString().contains("/") ? page.file().getParent() : Path.of("");
        return link.isEmpty() ? page.file() : folder.resolve(link).normalize();
    }

    @Test
    void a_wrong_link_is_found() {
        MarkdownPage page = MarkdownPage.of(
                "# The title\n[good](#the-title), `[code](x.md)`\n[bad](#elsewhere)\n```\n[no](y.md)\n```");

        assertThat(page.links()).containsExactly("#the-title", "#elsewhere");
        assertThat(page.links().stream().filter(link -> leadsSomewhere(page, link, Map.of(page.file(), page))))
                .containsExactly("#the-title");
    }

    /** A reader of the repository finds each page by following links. */
    @Test
    void every_page_is_reached_from_the_first_one() {
        Map<Path, MarkdownPage> pages = new HashMap<>();
        PAGES.forEach(page -> pages.put(page.file(), page));
        Set<MarkdownPage> reached = new HashSet<>();
        Deque<MarkdownPage> next = new ArrayDeque<>(List.of(pages.get(Path.of("README.md"))));
        while (!next.isEmpty()) {
            MarkdownPage page = next.remove();
            if (reached.add(page)) {
                for (String link : page.links()) {
                    Path target = target(page, link.split("#")[0]);
                    next.addAll(Stream.of(target, target.resolve("README.md"))
                            .map(pages::get)
                            .filter(Objects::nonNull)
                            .toList());
                }
            }
        }

        assertThat(PAGES).filteredOn(page -> !reached.contains(page)).isEmpty();
    }

    /** The decisions are in an index of their own. */
    @Test
    void every_page_is_in_the_navigation_of_the_site() throws IOException {
        String navigation = Files.readString(MarkdownPage.PROJECT.resolve("site/.vitepress/config.mjs"));

        assertThat(PAGES.stream()
                        .map(MarkdownPage::toString)
                        .filter(page -> !page.matches("docs/design/(?!README).*"))
                        .map(page -> "'/" + page.replaceAll("README\\.md$|\\.md$", "") + "'"))
                .allSatisfy(address -> assertThat(navigation).contains(address));
    }

    @Test
    void a_page_is_not_longer_than_a_reader_takes_in() {
        assertThat(PAGES.stream()
                        .filter(page -> page.words() > WORDS && !LONG_PAGES.contains(page.toString()))
                        .map(page -> page + ": " + page.words() + " words; split the page by task"))
                .isEmpty();
    }

    @Test
    void every_design_decision_is_in_the_index_and_has_all_parts() {
        List<String> faults = new ArrayList<>();
        List<String> index = decisions("README.md").get(0).links();
        for (MarkdownPage decision : decisions("")) {
            String name = decision.file().getFileName().toString();
            if (name.equals("README.md")) {
                continue;
            }
            String text = String.join("\n", decision.lines());
            if (!index.contains(name)) {
                faults.add(decision + ": add a line to docs/design/README.md");
            }
            for (String part : List.of("Problem", "Decision", "Alternatives", "Evidence")) {
                if (!text.contains("**" + part + "")) {
                    faults.add(decision + ": has no part **" + part + ".**");
                }
            }
            if (!text.matches("(?s).*20\\d\\d-\\d\\d-\\d\\d.*")) {
                faults.add(decision + ": has no date");
            }
        }
        assertThat(faults).isEmpty();
    }

    private static List<MarkdownPage> decisions(String name) {
        return PAGES.stream()
                .filter(page -> page.file().startsWith("docs/design")
                        && page.file().toString().endsWith(name))
                .toList();
    }
}
