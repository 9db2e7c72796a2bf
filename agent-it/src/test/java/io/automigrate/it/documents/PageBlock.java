package io.automigrate.it.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A code block of a page.
 *
 * @param page the path below the project's folder
 * @param before the line above the block
 */
public record PageBlock(Path page, int line, String language, String before, String text) {
    static final Path PROJECT = Path.of(System.getProperty("it.examples"))
            .toAbsolutePath()
            .normalize()
            .getParent();

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");
    private static final Pattern BLOCK = Pattern.compile(
            "^(?<before>[^\n]*)\n```(?<language>\\w+)\n(?<text>.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /** Returns the lines of all Dockerfiles. */
    public static List<PageBlock> dockerfiles() throws IOException {
        return in("dockerfile");
    }

    /** Returns the blocks of all pages in these languages. */
    static List<PageBlock> in(String... languages) throws IOException {
        List<PageBlock> blocks = new ArrayList<>();
        for (Path page : pages()) {
            String text = Files.readString(PROJECT.resolve(page));
            Matcher block = BLOCK.matcher(text);
            while (block.find()) {
                if (List.of(languages).contains(block.group("language"))) {
                    blocks.add(new PageBlock(
                            page,
                            1
                                    + (int) text.substring(0, block.start("language"))
                                            .chars()
                                            .filter(letter -> letter == '\n')
                                            .count(),
                            block.group("language"),
                            block.group("before"),
                            block.group("text")));
                }
            }
        }
        return blocks;
    }

    private static List<Path> pages() {
        List<Path> pages = new ArrayList<>();
        try {
            Files.walkFileTree(PROJECT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".md")) {
                        pages.add(PROJECT.relativize(file));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pages.sort(null);
        return pages;
    }

    boolean isOn(String page) {
        return this.page.equals(Path.of(page));
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
