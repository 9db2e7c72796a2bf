package io.automigrate.migration.classpath;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lists one class path element after the other. Missing elements are ignored, repeated elements are listed once. */
final class RootVisitor {
    private final Listing listing;
    private final Set<Object> seen = new HashSet<>();

    RootVisitor(Listing listing) {
        this.listing = listing;
    }

    /** Lists folders and jars and, like the JDK, the elements that the jars' manifests add to the class path. */
    void visitClassPath(List<Path> classPath) throws StartupException {
        List<Path> elements = new ArrayList<>(classPath);
        for (int i = 0; i < elements.size(); i++) {
            elements.addAll(visit(elements.get(i)));
        }
    }

    /**
     * Lists a folder or a jar.
     *
     * @return the elements that the jar's manifest adds
     */
    List<Path> visit(Path path) throws StartupException {
        FileFacts facts = FileFacts.of(path);
        if (facts.kind() == FileFacts.Kind.MISSING || !seen.add(facts.key())) {
            return List.of();
        }
        return facts.isDirectory() ? visitFolder(path) : visitJar(path, facts.key());
    }

    /** Lists folders and jars inside a jar or war. */
    void visitArchive(Path archive, List<String> elements) {
        FileFacts facts = FileFacts.of(archive);
        List<String> unseen = new ArrayList<>();
        for (String element : elements) {
            if (seen.add(new FileIdentity(facts.key(), element))) {
                unseen.add(element);
            }
        }
        try {
            new ArchiveClassPath(archive, facts.key(), unseen).list(listing);
        } catch (IOException e) {
            warn(archive, e);
        }
    }

    void visit(VirtualRoot root) {
        if (!seen.add(root.key())) {
            return;
        }
        try {
            root.list(listing);
            listing.addSearched(root);
        } catch (IOException e) {
            warn(root, e);
        }
    }

    private List<Path> visitFolder(Path path) throws StartupException {
        FolderRoot root = new FolderRoot(path);
        listing.addSearched(root);
        try {
            root.list(listing);
            return List.of();
        } catch (IOException e) {
            throw new StartupException(
                    Failure.of(ExitCode.CONFIGURATION, "The folder \"" + root + "\" of the class path can't be read")
                            .with("reason", e.toString())
                            .remedy("let the application's account read it"),
                    e);
        }
    }

    private List<Path> visitJar(Path path, Object key) {
        JarRoot root = new JarRoot(path, key);
        listing.addSearched(root);
        try {
            return root.list(listing);
        } catch (IOException e) {
            warn(root, e);
            return List.of();
        }
    }

    /** Warns of an unreadable jar. The JVM ignores such a jar silently, and the application may never need it. */
    private void warn(Object root, IOException e) {
        listing.warn("\"" + root + "\" is on the class path and can't be read, scripts in it are not found: "
                + e.getMessage());
    }
}
