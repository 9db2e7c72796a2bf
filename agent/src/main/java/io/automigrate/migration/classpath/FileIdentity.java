package io.automigrate.migration.classpath;

/**
 * The identity of a file: the physical file or jar, and the name in it. The name is part of the identity, because two links to one
 * file may have different versions in their names. This is not a record, because the first call of a record's {@code hashCode} costs a
 * start 20 ms.
 */
public final class FileIdentity {
    private final Object key;
    private final String name;

    /**
     * @param key the identity of the file, or of its jar, in the file system
     * @param name the name of the file or entry
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
