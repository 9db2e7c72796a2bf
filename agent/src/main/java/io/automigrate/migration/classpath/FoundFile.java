package io.automigrate.migration.classpath;

import java.io.IOException;
import java.io.InputStream;

/** A file that was found in a location. */
public final class FoundFile {
    private final ClassPathRoot root;
    private final String name;
    private final long size;
    private final FileIdentity identity;

    /**
     * @param root what holds the file
     * @param name its name there, with {@code /}, beginning at the root
     * @param size its length in bytes, or -1 when that is not known
     * @param identity equal for two finds of one physical file, however it was reached
     */
    FoundFile(ClassPathRoot root, String name, long size, FileIdentity identity) {
        this.root = root;
        this.name = name;
        this.size = size;
        this.identity = identity;
    }

    /** Returns its name with folders, beginning at the root of the class path, or at the folder that a location names. */
    public String name() {
        return name;
    }

    /** Returns its length in bytes, or -1 when that is not known. */
    public long size() {
        return size;
    }

    /** Returns where it is, for people: {@code /app/sql/V1__a.sql}, {@code jar:/app/app.jar!/db/migration/V1__a.sql}. */
    public String place() {
        return root.place(name);
    }

    /**
     * Opens it. The caller closes the stream, and ends reading before the catalog is closed.
     *
     * @throws IOException when it is not there any more, or can't be read
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
