package io.automigrate.migration;

import io.automigrate.migration.classpath.FoundFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * A class in a folder where Flyway looks for Java migrations or callbacks. The class is not loaded, so it may be neither.
 *
 * @param className the binary name of the class
 * @param file the class file
 */
public record MigrationClass(String className, FoundFile file) implements Comparable<MigrationClass> {
    static final String SUFFIX = ".class";

    public MigrationClass {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(file, "file");
    }

    @Override
    public int compareTo(MigrationClass other) {
        int order = className.compareTo(other.className);
        return order == 0 ? place().compareTo(other.place()) : order;
    }

    /** Returns the path of the class file, as text for messages. */
    public String place() {
        return file.place();
    }

    /**
     * Returns the facts in the class file. The class is not loaded.
     *
     * @throws IOException when the file can't be read
     */
    public ClassFacts facts() throws IOException {
        try (InputStream in = file.open()) {
            return ClassFacts.read(in);
        }
    }

    /** Returns the class in a file of the class path; empty for a nested class and for the description of a package or module. */
    static Optional<MigrationClass> of(FoundFile file) {
        String name = file.name();
        if (name.indexOf('$') >= 0 || name.endsWith("-info" + SUFFIX)) {
            return Optional.empty();
        }
        String className = name.substring(0, name.length() - SUFFIX.length()).replace('/', '.');
        return Optional.of(new MigrationClass(className, file));
    }
}
