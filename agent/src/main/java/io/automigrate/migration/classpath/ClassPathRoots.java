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

/** The folders and jars of an application's class path, in which scripts are searched. */
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
     * Returns the class path of this JVM and the named modules that are not the JDK's. Nothing is opened yet.
     *
     * @param more additional jars and folders: {@code AUTO_MIGRATE_CLASSPATH}
     */
    public static ClassPathRoots ofThisJvm(List<Path> more) {
        String classPath = System.getProperty("java.class.path", "");
        // As in the JDK, an empty class path means the working directory, unless the application is a module.
        boolean none = classPath.isEmpty() && System.getProperty("jdk.module.main") != null;
        return of(none ? List.of() : split(classPath), ModuleLayer.boot(), more);
    }

    /**
     * Returns the class path of an application inside a host, followed by the class path of this JVM.
     *
     * @param loader the class loader of the application
     * @param more additional jars and folders: {@code AUTO_MIGRATE_CLASSPATH}
     */
    public static ClassPathRoots ofApplication(ClassLoader loader, List<Path> more) {
        ClassPathRoots jvm = ofThisJvm(more);
        return new ClassPathRoots(jvm.classPath, jvm.modules, Optional.of(new LoaderClassPath(loader)));
    }

    /** Returns a class path together with the modules of a layer that are not the JDK's, and additional jars and folders. */
    public static ClassPathRoots of(List<Path> classPath, ModuleLayer layer, List<Path> more) {
        List<Path> all = new ArrayList<>(classPath);
        all.addAll(more);
        return new ClassPathRoots(all, modulePaths(layer), Optional.empty());
    }

    /** Splits a class path in which the launcher has already expanded wildcards. */
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
                // A file cannot have this name. The JVM ignores such an element as well.
            }
            start = end + 1;
        }
        return elements;
    }

    /**
     * Returns the paths of the modules. Reading the files makes encapsulated resources accessible. Modules that were linked into the
     * run-time image are read through the JDK's file system for the image.
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
     * Lists the files below the folders. As in the JDK, {@code Class-Path} in manifests is followed and missing elements are ignored.
     * Each jar is opened once, even if the class path names it several times.
     *
     * @param folders names with {@code /} between their parts and none at the ends; the empty name means the whole class path
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
            // The manifest of a module does not extend the module path.
            visitor.visit(module);
        }
        return listing;
    }
}
