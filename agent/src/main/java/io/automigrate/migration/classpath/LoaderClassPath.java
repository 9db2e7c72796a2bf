package io.automigrate.migration.classpath;

import io.automigrate.failure.StartupException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The class path of an application inside a host, as its class loader reports it. A {@code URLClassLoader} returns its URLs, so that
 * jars without entries for folders are found, too. Any other class loader is asked for the wanted folders.
 */
final class LoaderClassPath {
    private static final String VIRTUAL = "vfs";

    private final ClassLoader loader;
    private final List<Path> paths = new ArrayList<>();
    private final Map<Path, List<String>> archives = new LinkedHashMap<>();
    private final List<VirtualRoot> virtual = new ArrayList<>();
    private final List<URL> unknown = new ArrayList<>();

    /**
     * @param loader the class loader of the application; the JVM's own class path is not searched through it
     */
    LoaderClassPath(ClassLoader loader) {
        this.loader = loader;
    }

    /** Lists the files of the application, followed by the files that its host shares with all applications. */
    void list(RootVisitor visitor, Listing listing) throws StartupException {
        collect(listing);
        visitor.visitClassPath(paths);
        for (Map.Entry<Path, List<String>> archive : archives.entrySet()) {
            visitor.visitArchive(archive.getKey(), archive.getValue());
        }
        for (VirtualRoot root : virtual) {
            visitor.visit(root);
        }
        for (URL url : unknown) {
            listing.warn("Scripts in " + url + " are not found, auto-migrate does not support this kind of URL");
        }
    }

    private void collect(Listing listing) {
        boolean isOpaque = false;
        ClassLoader system = ClassLoader.getSystemClassLoader();
        for (ClassLoader next = loader; next != null && next != system; next = next.getParent()) {
            if (next instanceof URLClassLoader known) {
                for (URL url : known.getURLs()) {
                    add(url, "");
                }
            } else {
                isOpaque |= next != ClassLoader.getPlatformClassLoader();
            }
        }
        if (isOpaque) {
            for (WantedFolder folder : listing.folders()) {
                addFolders(folder.name(), listing);
            }
        }
    }

    private void addFolders(String folder, Listing listing) {
        try {
            Enumeration<URL> urls = loader.getResources(folder);
            while (urls.hasMoreElements()) {
                add(urls.nextElement(), folder);
            }
        } catch (IOException e) {
            listing.warn("The application's class loader can't search for \"" + folder + "\": " + e);
        }
    }

    /**
     * @param url the URL of an element of the class path, or of a folder in an element
     * @param folder the path of that folder below the element; empty for the element itself
     */
    private void add(URL url, String folder) {
        if (url.getProtocol().equals(VIRTUAL)) {
            addVirtual(url, folder);
            return;
        }
        Optional<ClassPathUrl> element = ClassPathUrl.parse(url, folder);
        if (element.isEmpty()) {
            unknown.add(url);
            return;
        }
        ClassPathUrl known = element.get();
        if (known.inside().isEmpty()) {
            paths.add(known.file());
        } else {
            archives.computeIfAbsent(known.file(), file -> new ArrayList<>()).add(known.inside());
        }
    }

    private void addVirtual(URL url, String folder) {
        try {
            virtual.add(VirtualRoot.of(url, folder));
        } catch (IOException e) {
            unknown.add(url);
        }
    }
}
