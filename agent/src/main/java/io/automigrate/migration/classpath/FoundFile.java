package io.automigrate.migration.classpath;

import java.io.IOException;
import java.io.InputStream;

/** A file below a searched folder. */
public final class FoundFile {
    private final ClassPathRoot root;
    private final String name;
    private final long size;
    private final FileIdentity identity;

    /**
     * @param root the class path element that contains the file
     * @param name the path of the file below the root, with {@code /}
     * @param size the length in bytes, or -1 when unknown
     * @param identity equal for two paths of one physical file
     */
    FoundFile(ClassPathRoot root, String name, long size, FileIdentity identity) {
        this.root = root;
        this.name = name;
        this.size = size;
        this.identity = identity;
    }

    /** Returns the path of the file below the root of the class path, or below the folder of a {@code filesystem:} location. */
    public String name() {
        return name;
    }

    /** Returns the length in bytes, or -1 when unknown. */
    public long size() {
        return size;
    }

    /** Returns the full path as text for messages: {@code /app/sql/V1__a.sql}, {@code jar:/app/app.jar!/db/migration/V1__a.sql}. */
    public String place() {
        return root.place(name);
    }

    /**
     * Opens the file. The caller closes the stream before the catalog is closed.
     *
     * @throws IOException when the file was removed or can't be read
     */
    public InputStream open() throws IOException {
        return root.open(name);
    }

    public ClassPathRoot root() {
        return root;
    }

    public FileIdentity identity() {
        return identity;
    }

    @Override
    public String toString() {
        return place();
    }
}
