package io.automigrate.migration.classpath;

import java.nio.charset.StandardCharsets;

/** A folder that is looked for in every class path root. */
final class WantedFolder {
    private final String name;
    private final byte[] prefix;
    private boolean exists;

    /**
     * @param name with {@code /} between its parts, none at the ends; empty for the root itself
     */
    WantedFolder(String name) {
        this.name = name;
        this.prefix = (name.isEmpty() ? "" : name + "/").getBytes(StandardCharsets.UTF_8);
    }

    String name() {
        return name;
    }

    /** Returns what the names of its files begin with, as jars write names. */
    byte[] prefix() {
        return prefix;
    }

    /** Returns whether a file or folder is below this one, by what its name says from there on. */
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
