package io.automigrate.it.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A version of Flyway that applications bring along. */
public enum FlywayLibrary {
    V7_15("7.15.0"),
    V8_5("8.5.13"),
    V9_22("9.22.3"),
    V10_22("10.22.0"),
    V11_20("11.20.3"),
    V12_4("12.4.0"),
    V13_12("13.12.0");

    private final String version;

    FlywayLibrary(String version) {
        this.version = version;
    }

    /** Returns the version. */
    public String version() {
        return version;
    }

    /** Returns the jars of this version and of its dependencies. */
    public List<Path> files() {
        return Library.files("flyway-" + version);
    }

    /**
     * Compiles classes that extend Flyway's types, as an application's build does.
     *
     * @param sources the source by the path of the class, {@code db/migration/V3__x}
     * @param work an empty folder
     * @return class files that lie where scripts do
     */
    public Scripts compile(Map<String, String> sources, Path work) {
        return SourceCode.compile(sources, files(), work);
    }
}
