package io.automigrate.migration;

import io.automigrate.report.ExitCode;
import io.automigrate.report.Failure;
import io.automigrate.report.StartupException;
import java.io.File;
import java.io.IOException;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Where an application's class path leads: the folders and jars in which scripts are looked for. */
public final class ClassPathRoots {
    private final List<Path> classPath;
    private final List<Path> modules;

    private ClassPathRoots(List<Path> classPath, List<Path> modules) {
        this.classPath = List.copyOf(classPath);
        this.modules = List.copyOf(modules);
    }

    /**
     * Returns what this JVM was started with: its class path, and the named modules that are not the JDK's. Nothing is opened yet.
     *
     * @param more jars and folders that count as well: {@code AUTO_MIGRATE_CLASSPATH}
     */
    public static ClassPathRoots ofThisJvm(List<Path> more) {
        String classPath = System.getProperty("java.class.path", "");
        // As in the JDK: no class path means the working directory, but not for an application that is a module.
        boolean none = classPath.isEmpty() && System.getProperty("jdk.module.main") != null;
        return of(none ? List.of() : split(classPath), ModuleLayer.boot(), more);
    }

    /** Returns a class path, the modules of a layer that are not the JDK's, and more jars and folders. */
    static ClassPathRoots of(List<Path> classPath, ModuleLayer layer, List<Path> more) {
        List<Path> all = new ArrayList<>(classPath);
        all.addAll(more);
        return new ClassPathRoots(all, modulePaths(layer));
    }

    /** Returns the elements of a class path as the launcher leaves it: wildcards are expanded already. */
    static List<Path> split(String classPath) {
        List<Path> elements = new ArrayList<>();
        int start = 0;
        while (start <= classPath.length()) {
            int separator = classPath.indexOf(File.pathSeparatorChar, start);
            int end = separator < 0 ? classPath.length() : separator;
            try {
                // An empty element is the working directory.
                elements.add(Path.of(classPath.substring(start, end)));
            } catch (InvalidPathException e) {
                // Nothing can be there; the JVM passes over it as well.
            }
            start = end + 1;
        }
        return elements;
    }

    /**
     * Returns where the modules are. Read as files, their resources are open to us, encapsulated or not. Modules that were linked
     * into the run-time image are read through the JDK's file system for it.
     */
    private static List<Path> modulePaths(ModuleLayer layer) {
        Map<String, Path> paths = new TreeMap<>();
        for (ResolvedModule module : layer.configuration().modules()) {
            boolean isOfJdk = module.name().startsWith("java.") || module.name().startsWith("jdk.");
            Optional<URI> location =
                    isOfJdk ? Optional.empty() : module.reference().location();
            if (location.isPresent()) {
                paths.put(module.name(), Path.of(location.get()));
            }
        }
        return List.copyOf(paths.values());
    }

    /**
     * Lists what lies below the folders. Follows {@code Class-Path} in manifests as the JDK does; what is missing is passed over,
     * what is there several times counts once. Each jar is opened once.
     *
     * @param folders names with {@code /} between, none at the ends; the empty one stands for everything
     * @throws StartupException when a folder can't be listed
     */
    Listing list(Collection<String> folders) throws StartupException {
        Listing listing = new Listing(folders);
        Set<Object> seen = new HashSet<>();
        List<Path> elements = new ArrayList<>(classPath);
        for (int i = 0; i < elements.size(); i++) {
            elements.addAll(visit(elements.get(i), seen, listing));
        }
        for (Path module : modules) {
            // The manifest of a module adds nothing to its path.
            visit(module, seen, listing);
        }
        return listing;
    }

    private static List<Path> visit(Path path, Set<Object> seen, Listing listing) throws StartupException {
        FileFacts facts = FileFacts.of(path);
        if (facts.kind() == FileFacts.Kind.MISSING || !seen.add(facts.key())) {
            return List.of();
        }
        return facts.isDirectory() ? visitFolder(path, listing) : visitJar(path, facts.key(), listing);
    }

    private static List<Path> visitFolder(Path path, Listing listing) throws StartupException {
        FolderRoot root = new FolderRoot(path);
        listing.addSearched(root);
        try {
            return root.list(listing);
        } catch (IOException e) {
            throw new StartupException(
                    Failure.of(ExitCode.CONFIGURATION, "The folder \"" + root + "\" of the class path can't be read")
                            .with("reason", e.toString())
                            .remedy("Let the application's account read it."),
                    e);
        }
    }

    private static List<Path> visitJar(Path path, Object key, Listing listing) {
        JarRoot root = new JarRoot(path, key);
        listing.addSearched(root);
        try {
            return root.list(listing);
        } catch (IOException e) {
            // The JVM passes over such a file without a word, and the application may never need it.
            listing.warn("\"" + root + "\" is on the class path and can't be read, scripts in it are not seen: "
                    + e.getMessage());
            return List.of();
        }
    }
}
