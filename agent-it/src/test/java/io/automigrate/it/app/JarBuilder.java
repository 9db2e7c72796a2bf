package io.automigrate.it.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** Packs a jar the way build tools do, each differently. */
public final class JarBuilder {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Set<String> stored = new HashSet<>();
    private final Manifest manifest = new Manifest();
    private boolean directoryEntries = true;

    public JarBuilder() {
        attribute(Name.MANIFEST_VERSION.toString(), "1.0");
    }

    /** Sets an attribute of the manifest. */
    public JarBuilder attribute(String name, String value) {
        manifest.getMainAttributes().put(new Attributes.Name(name), value);
        return this;
    }

    /** Makes the jar executable. */
    public JarBuilder mainClass(Class<?> main) {
        return attribute(Name.MAIN_CLASS.toString(), main.getName());
    }

    /** Names jars by their paths relative to this one. */
    public JarBuilder classPath(String... paths) {
        return attribute(Name.CLASS_PATH.toString(), Arrays.stream(paths).collect(Collectors.joining(" ")));
    }

    /** Leaves out the entries of folders, as some build tools do. */
    public JarBuilder withoutDirectoryEntries() {
        directoryEntries = false;
        return this;
    }

    /** Adds an entry. */
    public JarBuilder add(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /** Adds scripts. */
    public JarBuilder add(Scripts scripts) {
        return add("", scripts);
    }

    /** Adds scripts below a folder, {@code WEB-INF/classes/} for example. */
    public JarBuilder add(String folder, Scripts scripts) {
        scripts.files().forEach((name, content) -> add(folder + name, content));
        return this;
    }

    /** Adds a class of the applications below a folder. */
    public JarBuilder add(String folder, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        return add(folder + name, Files.readAllBytes(Application.classes().resolve(name)));
    }

    /** Adds a jar as it is, uncompressed, as a launcher needs it that opens jars in jars. */
    public JarBuilder addStored(String name, Path jar) throws IOException {
        stored.add(name);
        return add(name, Files.readAllBytes(jar));
    }

    /** Adds all files below a folder. */
    public JarBuilder add(Path folder) throws IOException {
        for (Path path : Folders.walk(folder)) {
            if (Files.isRegularFile(path)) {
                add(folder.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return this;
    }

    /** Adds what another jar holds, merging service files, as shading does. */
    public JarBuilder merge(Path jar) throws IOException {
        try (JarFile other = new JarFile(jar.toFile())) {
            for (JarEntry entry : other.stream().toList()) {
                if (!entry.isDirectory() && isWanted(entry.getName())) {
                    try (InputStream content = other.getInputStream(entry)) {
                        merge(entry.getName(), content.readAllBytes());
                    }
                }
            }
        }
        return this;
    }

    private static boolean isWanted(String name) {
        return !name.equals(JarFile.MANIFEST_NAME)
                && !name.endsWith("module-info.class")
                && !name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)");
    }

    private void merge(String name, byte[] content) {
        if (name.startsWith("META-INF/services/")) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.writeBytes(entries.getOrDefault(name, new byte[0]));
            both.write('\n');
            both.writeBytes(content);
            entries.put(name, both.toByteArray());
        } else {
            entries.putIfAbsent(name, content);
        }
    }

    /** Writes the jar, over an earlier one, and returns it. */
    public Path write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream stream = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(stream, manifest)) {
            if (directoryEntries) {
                for (String folder : folders()) {
                    jar.putNextEntry(new JarEntry(folder));
                }
            }
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(entry(entry.getKey(), entry.getValue()));
                jar.write(entry.getValue());
            }
        }
        return file;
    }

    private JarEntry entry(String name, byte[] content) {
        JarEntry entry = new JarEntry(name);
        if (stored.contains(name)) {
            CRC32 sum = new CRC32();
            sum.update(content);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(sum.getValue());
        }
        return entry;
    }

    private TreeSet<String> folders() {
        TreeSet<String> folders = new TreeSet<>();
        for (String name : entries.keySet()) {
            for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                folders.add(name.substring(0, slash + 1));
            }
        }
        folders.remove("META-INF/");
        return folders;
    }
}
