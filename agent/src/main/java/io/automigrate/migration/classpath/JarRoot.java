package io.automigrate.migration.classpath;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;

/** A jar, with or without entries for folders. */
final class JarRoot implements ClassPathRoot {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String VERSIONS = "META-INF/versions/";
    private static final byte[] META_INF = "META-INF/".getBytes(StandardCharsets.UTF_8);
    private static final byte[] VERSIONS_PREFIX = VERSIONS.getBytes(StandardCharsets.UTF_8);

    private final Path path;
    private final Object key;
    private final LazyJar jar;

    /**
     * @param path the path of the jar
     * @param key equal for every path of this file
     */
    JarRoot(Path path, Object key) {
        this.path = path;
        this.key = key;
        jar = new LazyJar(path, JarFile.runtimeVersion());
    }

    /**
     * Adds the files below the wanted folders, and records which of these folders exist.
     *
     * @return the {@code Class-Path} of the jar
     */
    List<Path> list(Listing listing) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            CentralDirectory entries = CentralDirectory.read(file);
            byte[] manifestFile = null;
            List<String> versioned = new ArrayList<>();
            FirstBytes wanted = listing.firstBytes().add(META_INF);
            while (entries.next(wanted)) {
                if (entries.isWantedBy(listing)) {
                    add(entries.name(), entries.size(), listing);
                }
                if (entries.nameStartsWith(VERSIONS_PREFIX)) {
                    addIfWanted(entries.name(), listing, versioned);
                } else if (isManifest(entries)) {
                    manifestFile = entries.content();
                }
            }
            JarManifest manifest = manifestFile == null
                    ? JarManifest.NONE
                    : JarManifest.read(manifestFile, path.toAbsolutePath(), !versioned.isEmpty());
            if (manifest.isMultiRelease()) {
                addVersioned(versioned, listing);
            }
            return manifest.classPath();
        }
    }

    private static boolean isManifest(CentralDirectory entries) {
        return entries.nameLength() == MANIFEST.length()
                && entries.nameStartsWith(META_INF)
                && entries.name().equalsIgnoreCase(MANIFEST);
    }

    /** Collects versioned entries below wanted folders. Without such entries the manifest need not be parsed. */
    private static void addIfWanted(String name, Listing listing, List<String> versioned) {
        int start = name.indexOf('/', VERSIONS.length()) + 1;
        for (WantedFolder folder : listing.folders()) {
            if (start > 0 && folder.holds(name, start)) {
                versioned.add(name);
                return;
            }
        }
    }

    private void add(String name, long size, Listing listing) {
        if (!name.endsWith("/")) {
            listing.add(new FoundFile(this, name, size, new FileIdentity(key, name)));
        }
    }

    /** Adds the names that exist only below {@code META-INF/versions} for this Java or an older one, as a class loader does. */
    private void addVersioned(List<String> versioned, Listing listing) {
        Set<String> names = new HashSet<>();
        for (String name : versioned) {
            int slash = name.indexOf('/', VERSIONS.length());
            if (slash > 0 && counts(name.substring(VERSIONS.length(), slash))) {
                names.add(name.substring(slash + 1));
            }
        }
        for (FoundFile file : listing.files()) {
            if (file.root() == this) {
                names.remove(file.name());
            }
        }
        for (String name : names) {
            for (WantedFolder folder : listing.folders()) {
                if (folder.holds(name, 0)) {
                    folder.found();
                    add(name, -1, listing);
                }
            }
        }
    }

    private static boolean counts(String version) {
        try {
            int release = Integer.parseInt(version);
            return release > 8 && release <= Runtime.version().feature();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        return jar.open(name);
    }

    @Override
    public String place(String name) {
        return jar.place(name);
    }

    @Override
    public void close() {
        jar.close();
    }

    @Override
    public String toString() {
        return path.toAbsolutePath().normalize().toString();
    }
}
