package io.automigrate.migration.classpath;

/**
 * What makes two finds one file: the physical file or jar, and the name there. The name counts, because two links to one file may
 * give it two versions. No record, because the first use of a record's {@code hashCode} costs a start 20 ms.
 */
public final class FileIdentity {
    private final Object key;
    private final String name;

    /**
     * @param key what the file system knows the file, or the jar that holds it, by
     * @param name the file's name, or the entry's
     */
    FileIdentity(Object key, String name) {
        this.key = key;
        this.name = name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileIdentity identity && name.equals(identity.name) && key.equals(identity.key);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + name.hashCode();
    }
}
