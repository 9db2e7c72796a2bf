package io.automigrate.it.app;

import java.nio.file.Path;

/** Jars that applications bring along; Maven has copied them. */
public enum Library {
    H2("h2"),
    POSTGRESQL("postgresql"),
    MARIADB("mariadb-java-client"),
    SQLITE("sqlite-jdbc");

    private final String name;

    Library(String name) {
        this.name = name;
    }

    /** Returns the file. */
    public Path file() {
        return folder().resolve(name + ".jar");
    }

    /** Returns where Maven has copied them to. */
    public static Path folder() {
        return Path.of(System.getProperty("it.libs"));
    }
}
