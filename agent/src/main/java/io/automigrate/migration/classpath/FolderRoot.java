package io.automigrate.migration.classpath;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A directory with classes, of a module, or of a {@code filesystem:} location. */
public final class FolderRoot implements ClassPathRoot {
    private final Path path;

    // Pipes and devices that were listed.
    private final Set<String> special = new HashSet<>();

    public FolderRoot(Path path) {
        this.path = path;
    }

    /** Adds the files below the wanted folders, and records which of these folders exist. */
    public void list(Listing listing) throws IOException {
        for (WantedFolder folder : listing.folders()) {
            boolean isRoot = folder.name().isEmpty();
            Path directory = isRoot ? path : path.resolve(folder.name());
            FileFacts facts = FileFacts.of(directory);
            if (facts.isDirectory()) {
                folder.found();
                walk(directory, facts, isRoot ? "" : folder.name() + "/", new ArrayDeque<>(), listing);
            }
        }
    }

    private void walk(Path directory, FileFacts self, String prefix, Deque<Object> above, Listing listing)
            throws IOException {
        above.push(self.key());
        for (Path child : children(directory)) {
            String name = child.getFileName().toString();
            FileFacts facts = FileFacts.of(child);
            if (!facts.isDirectory()) {
                FileIdentity identity = new FileIdentity(facts.key(), name);
                if (facts.size() == 0 && !Files.isRegularFile(child)) {
                    special.add(prefix + name);
                }
                listing.add(new FoundFile(this, prefix + name, facts.size(), identity));
            } else if (!Files.isHidden(child) && !above.contains(facts.key())) {
                // As in Flyway, hidden folders are skipped: Kubernetes mounts volumes as links to files in a hidden
                // folder.
                walk(child, facts, prefix + name + "/", above, listing);
            }
        }
        above.pop();
    }

    /** Returns the children sorted, so that of two links to one folder the same one determines the path on every machine. */
    private static List<Path> children(Path directory) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path child : stream) {
                children.add(child);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        children.sort(null);
        return children;
    }

    @Override
    public InputStream open(String name) throws IOException {
        if (special.contains(name)) {
            // Opening a pipe waits for a writer that may never come.
            throw new IOException("it is a pipe or a device, and not a file");
        }
        Path file = path.resolve(name);
        if (file.getFileSystem() != FileSystems.getDefault()) {
            return Files.newInputStream(file);
        }
        try {
            // Files would open a channel, which loads twenty-five classes that a start may not need otherwise.
            return new FileInputStream(file.toFile());
        } catch (FileNotFoundException e) {
            // FileInputStream has one exception for all causes and can't open names that the locale can't encode.
            return Files.newInputStream(file);
        }
    }

    @Override
    public String place(String name) {
        return describe(path.resolve(name));
    }

    @Override
    public void close() {
        // Every stream is closed by its reader.
    }

    @Override
    public String toString() {
        return describe(path);
    }

    private static String describe(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        // A module in the run-time image has the form "jrt:/app/db/migration".
        return path.getFileSystem().equals(FileSystems.getDefault())
                ? absolute.toString()
                : absolute.toUri().toString();
    }
}
