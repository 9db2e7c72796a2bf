package io.automigrate.migration.classpath;

import io.automigrate.failure.StartupException;
import java.io.File;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where an application's class path leads: the folders and jars in which scripts are looked for. */
public final class ClassPathRoots {
    private final List<Path> classPath;
    private final List<Path> modules;
    private final Optional<LoaderClassPath> application;

    private ClassPathRoots(List<Path> classPath, List<Path> modules, Optional<LoaderClassPath> application) {
        this.classPath = List.copyOf(classPath);
        this.modules = List.copyOf(modules);
        this.application = application;
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

    /**
     * Returns what the class loader of an application finds that a host has opened, and what this JVM was started with.
     *
     * @param loader of the application
     * @param more jars and folders that count as well: {@code AUTO_MIGRATE_CLASSPATH}
     */
    public static ClassPathRoots ofApplication(ClassLoader loader, List<Path> more) {
        ClassPathRoots jvm = ofThisJvm(more);
        return new ClassPathRoots(jvm.classPath, jvm.modules, Optional.of(new LoaderClassPath(loader)));
    }

    /** Returns a class path, the modules of a layer that are not the JDK's, and more jars and folders. */
    public static ClassPathRoots of(List<Path> classPath, ModuleLayer layer, List<Path> more) {
        List<Path> all = new ArrayList<>(classPath);
        all.addAll(more);
        return new ClassPathRoots(all, modulePaths(layer), Optional.empty());
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
    public Listing list(Collection<String> folders) throws StartupException {
        Listing listing = new Listing(folders);
        RootVisitor visitor = new RootVisitor(listing);
        if (application.isPresent()) {
            application.get().list(visitor, listing);
        }
        visitor.visitClassPath(classPath);
        for (Path module : modules) {
            // The manifest of a module adds nothing to its path.
            visitor.visit(module);
        }
        return listing;
    }
}
