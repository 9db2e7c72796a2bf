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
 * What a jar's manifest says about the class path.
 *
 * @param classPath the elements of {@code Class-Path}, absolute
 * @param isMultiRelease whether {@code META-INF/versions} counts
 */
record JarManifest(List<Path> classPath, boolean isMultiRelease) {
    static final JarManifest NONE = new JarManifest(List.of(), false);

    private static final String CLASS_PATH = "class-path:";
    private static final String MULTI_RELEASE = "multi-release:";

    /**
     * Reads the main section.
     *
     * @param jar the jar, to whose folder relative elements belong
     * @param hasVersions whether it makes a difference that the jar is one for several versions of Java
     */
    static JarManifest read(byte[] manifest, Path jar, boolean hasVersions) throws IOException {
        // Most manifests have neither, and java.util.jar.Manifest reads all sections, of which signed jars have
        // thousands.
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
            // The case of letters does not count; "-" and ":" have this bit already.
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
            // As in the JDK: what does not end with a slash is a jar, even when a directory has that name.
            if (path != null && (element.endsWith("/") || !FileFacts.of(path).isDirectory())) {
                result.add(path);
            }
        }
        return List.copyOf(result);
    }

    /** Returns the path of an element, which is a relative or a {@code file:} URL; null for what the JDK leaves out as well. */
    private static Path resolveOne(String element, Path jar) {
        try {
            URI uri = jar.toUri().resolve(new URI(element));
            return "file".equals(uri.getScheme()) ? Path.of(uri) : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return resolveVerbatim(element, jar);
        }
    }

    /** The JDK takes brackets and the like, which a URI must escape, as they are. */
    private static Path resolveVerbatim(String element, Path jar) {
        try {
            return element.indexOf(':') >= 0 ? null : jar.resolveSibling(element);
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
