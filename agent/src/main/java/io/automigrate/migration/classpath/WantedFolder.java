package io.automigrate.migration.classpath;

import java.nio.charset.StandardCharsets;

/** A folder that is searched in every element of the class path. */
final class WantedFolder {
    private final String name;
    private final byte[] prefix;
    private boolean exists;

    /**
     * @param name the name with {@code /} between its parts and none at the ends; empty for the whole element
     */
    WantedFolder(String name) {
        this.name = name;
        this.prefix = (name.isEmpty() ? "" : name + "/").getBytes(StandardCharsets.UTF_8);
    }

    String name() {
        return name;
    }

    /** Returns the prefix of the folder's files in a jar. */
    byte[] prefix() {
        return prefix;
    }

    /** Returns whether a file or folder is below this one, judging by its name from {@code start} on. */
    boolean holds(String file, int start) {
        return name.isEmpty() || file.startsWith(name + "/", start);
    }

    boolean exists() {
        return exists;
    }

    void found() {
        exists = true;
    }
}
