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
 * What the URL of a class path element says, in any of the forms that class loaders of hosts use:
 *
 * <ul>
 *   <li>{@code file:/app/classes/}, {@code file:/app/lib/a.jar}, {@code jar:file:/app/lib/a.jar!/}
 *   <li>{@code jar:nested:/app.jar/!BOOT-INF/lib/a.jar!/}, {@code jar:nested:/app.jar/!BOOT-INF/classes/!/}: Spring Boot from 3.2
 *   <li>{@code jar:file:/app.jar!/BOOT-INF/lib/a.jar!/}, {@code jar:file:/app.jar!/BOOT-INF/classes!/}: Spring Boot before
 *   <li>{@code war:file:/app.war*}{@code /WEB-INF/lib/a.jar}, {@code jar:file:/app.war!/WEB-INF/classes/}: Tomcat, when it does not
 *       unpack
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
     * Returns what the URL says, or nothing when it has none of the forms.
     *
     * @param url of an element of the class path, or of a folder in it
     * @param folder the path from the element to what the URL says, empty for the element itself
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
            // Spring Boot's own decoding; it is no URI.
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

    /** Returns where {@code !/} is, or Tomcat's form of it behind a war. */
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
        // A jar in a jar in a jar is more than any host opens.
        return bare.contains("!/") ? Optional.empty() : Optional.of(new ClassPathUrl(file, decode(bare)));
    }

    /** A plus is a plus here, not a space. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Path path(String text) throws URISyntaxException {
        try {
            return Path.of(new URI(text));
        } catch (URISyntaxException e) {
            // Class loaders make URLs of folders with spaces without escaping them.
            return Path.of(text.substring(FILE.length()));
        }
    }
}
