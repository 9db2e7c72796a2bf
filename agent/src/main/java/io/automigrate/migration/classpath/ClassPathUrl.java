package io.automigrate.migration.classpath;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The URL of a class path element, in any form that the class loaders of hosts use:
 *
 * <ul>
 *   <li>{@code file:/app/classes/}, {@code file:/app/lib/a.jar}, {@code jar:file:/app/lib/a.jar!/}
 *   <li>{@code jar:nested:/app.jar/!BOOT-INF/lib/a.jar!/}, {@code jar:nested:/app.jar/!BOOT-INF/classes/!/}: Spring Boot from 3.2
 *   <li>{@code jar:file:/app.jar!/BOOT-INF/lib/a.jar!/}, {@code jar:file:/app.jar!/BOOT-INF/classes!/}: Spring Boot before
 *   <li>{@code war:file:/app.war*}{@code /WEB-INF/lib/a.jar}, {@code jar:file:/app.war!/WEB-INF/classes/}: Tomcat with
 *       packed applications
 *   <li>{@code wsjar:file:/app.war!/WEB-INF/classes/}: Liberty
 * </ul>
 *
 * @param file the jar or folder
 * @param inside the path of a folder or of a jar inside the file, without slashes at its ends; empty for the file itself
 */
record ClassPathUrl(Path file, String inside) {
    private static final List<String> ARCHIVES = List.of("jar", "wsjar", "war", "zip");
    private static final String FILE = "file:";
    private static final String NESTED = "nested:";
    private static final String WAR = "war:";

    /**
     * Parses a URL; returns nothing when the URL has none of these forms.
     *
     * @param url the URL of an element of the class path, or of a folder in an element
     * @param folder the path of that folder below the element; empty for the element itself
     */
    static Optional<ClassPathUrl> parse(URL url, String folder) {
        String text = withoutFolder(url.getFile(), folder);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return url.getProtocol().equals("file")
                    ? Optional.of(new ClassPathUrl(path(FILE + text), ""))
                    : ARCHIVES.contains(url.getProtocol()) ? parseArchive(text) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String withoutFolder(String text, String folder) {
        String bare = text.endsWith("/") && !folder.isEmpty() ? text.substring(0, text.length() - 1) : text;
        return bare.endsWith(folder) ? bare.substring(0, bare.length() - folder.length()) : null;
    }

    private static Optional<ClassPathUrl> parseArchive(String text) throws URISyntaxException {
        String rest = text.startsWith(WAR) ? text.substring(WAR.length()) : text;
        if (rest.startsWith(NESTED)) {
            int end = rest.indexOf("/!");
            // The path is encoded in Spring Boot's own way, the text is not a URI.
            return end < 0
                    ? Optional.empty()
                    : of(Path.of(decode(rest.substring(NESTED.length(), end))), rest.substring(end + 2));
        }
        if (!rest.startsWith(FILE)) {
            return Optional.empty();
        }
        int end = endOfFile(rest);
        return end < 0 ? of(path(rest), "") : of(path(rest.substring(0, end)), rest.substring(end + 2));
    }

    /** Returns the position of {@code !/}, or of Tomcat's separator behind a war. */
    private static int endOfFile(String text) {
        int star = text.indexOf("*/");
        int mark = text.indexOf("!/");
        return star >= 0 && (mark < 0 || star < mark) ? star : mark;
    }

    private static Optional<ClassPathUrl> of(Path file, String inside) {
        String bare = inside;
        while (bare.endsWith("/") || bare.endsWith("!")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        // No host opens a jar inside a nested jar.
        return bare.contains("!/") ? Optional.empty() : Optional.of(new ClassPathUrl(file, decode(bare)));
    }

    /** Decodes percent escapes. In these URLs a plus is not a space. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Path path(String text) throws URISyntaxException {
        try {
            return Path.of(new URI(text));
        } catch (URISyntaxException e) {
            // Some class loaders do not escape the spaces in the names of folders.
            return Path.of(text.substring(FILE.length()));
        }
    }
}
