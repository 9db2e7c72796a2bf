package io.automigrate.it.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A version of Flyway that applications bring along. */
public enum FlywayLibrary {
    V7_1("7.1.1"),
    V7_3("7.3.2"),
    V7_4("7.4.0"),
    V7_5("7.5.4"),
    V7_7("7.7.3"),
    V7_11("7.11.4"),
    V7_14("7.14.1"),
    V7_15("7.15.0"),
    V8_0("8.0.5"),
    V8_5("8.5.13"),
    V9_0("9.0.4"),
    V9_22("9.22.3"),
    V10_0("10.0.1"),
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

    /** Returns the jar of a version that the agent refuses. */
    public static List<Path> tooOld(String version) {
        return Library.files("flyway-" + version);
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
