package io.automigrate.migration.classpath;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * The attributes of a jar's manifest that concern the class path.
 *
 * @param classPath the elements of {@code Class-Path}, absolute
 * @param isMultiRelease whether {@code META-INF/versions} is used
 */
record JarManifest(List<Path> classPath, boolean isMultiRelease) {
    static final JarManifest NONE = new JarManifest(List.of(), false);

    private static final String CLASS_PATH = "class-path:";
    private static final String MULTI_RELEASE = "multi-release:";

    /**
     * Reads the main section of a manifest.
     *
     * @param jar the jar; relative elements are resolved against its folder
     * @param hasVersions whether the jar has wanted files below {@code META-INF/versions}
     */
    static JarManifest read(byte[] manifest, Path jar, boolean hasVersions) throws IOException {
        // Most manifests have neither attribute. java.util.jar.Manifest would read all sections, and signed jars have
        // thousands of them.
        boolean concerned = false;
        int line = 0;
        int end = 0;
        for (; end < manifest.length; end++) {
            byte b = manifest[end];
            if (b == '\n' || b == '\r') {
                boolean secondOfTwo = b == '\n' && end > 0 && manifest[end - 1] == '\r';
                if (end == line && !secondOfTwo) {
                    break;
                }
                concerned = concerned
                        || begins(manifest, line, CLASS_PATH)
                        || hasVersions && begins(manifest, line, MULTI_RELEASE);
                line = end + 1;
            }
        }
        return concerned ? parse(new ByteArrayInputStream(manifest, 0, end), jar) : NONE;
    }

    private static boolean begins(byte[] manifest, int line, String attribute) {
        if (line + attribute.length() > manifest.length) {
            return false;
        }
        for (int i = 0; i < attribute.length(); i++) {
            // Ignores case: the bit 0x20 makes letters lower case, "-" and ":" have it already.
            if ((manifest[line + i] | 0x20) != attribute.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static JarManifest parse(InputStream mainSection, Path jar) throws IOException {
        Attributes attributes = new Manifest(mainSection).getMainAttributes();
        String classPath = attributes.getValue(Attributes.Name.CLASS_PATH);
        String multiRelease = attributes.getValue(Attributes.Name.MULTI_RELEASE);
        return new JarManifest(
                classPath == null ? List.of() : resolve(classPath, jar), "true".equalsIgnoreCase(multiRelease));
    }

    private static List<Path> resolve(String classPath, Path jar) {
        List<Path> result = new ArrayList<>();
        StringTokenizer elements = new StringTokenizer(classPath);
        while (elements.hasMoreTokens()) {
            String element = elements.nextToken();
            Path path = resolveOne(element, jar);
            // As in the JDK, an element without a slash at its end is a jar, even when a directory has that name.
            if (path != null && (element.endsWith("/") || !FileFacts.of(path).isDirectory())) {
                result.add(path);
            }
        }
        return List.copyOf(result);
    }

    /** Returns the path of an element, a relative or a {@code file:} URL; null for elements that the JDK ignores as well. */
    private static Path resolveOne(String element, Path jar) {
        try {
            URI uri = jar.toUri().resolve(new URI(element));
            return "file".equals(uri.getScheme()) ? Path.of(uri) : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return resolveVerbatim(element, jar);
        }
    }

    /** Resolves an element with characters that a URI must escape, such as brackets. The JDK accepts them unescaped. */
    private static Path resolveVerbatim(String element, Path jar) {
        try {
            return element.indexOf(':') >= 0 ? null : jar.resolveSibling(element);
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
