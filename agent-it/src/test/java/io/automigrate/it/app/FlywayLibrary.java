package io.automigrate.it.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Returns its jars and those that it needs. */
    public List<Path> files() {
        return files("flyway-" + version);
    }

    private String classPath() {
        return files().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns the jars in a folder of libraries. */
    public static List<Path> files(String folder) {
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("it.libs"), folder))) {
            return jars.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compiles classes that extend Flyway's types, as an application's build does.
     *
     * @param sources the source by the path of the class, {@code db/migration/V3__x}
     * @param work an empty folder
     * @return class files that lie where scripts do
     */
    public Scripts compile(Map<String, String> sources, Path work) {
        try {
            List<String> words = new ArrayList<>(List.of("-proc:none", "-Xlint:none", "-nowarn", "--release", "17"));
            words.addAll(
                    List.of("-cp", classPath(), "-d", work.resolve("classes").toString()));
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Path file = work.resolve(source.getKey() + ".java");
                Files.createDirectories(file.getParent());
                words.add(Files.writeString(file, source.getValue()).toString());
            }
            int result = ToolProvider.findFirst("javac")
                    .orElseThrow()
                    .run(System.out, System.err, words.toArray(String[]::new));
            if (result != 0) {
                throw new IllegalStateException("javac ended with " + result);
            }
            Scripts classes = Scripts.none();
            for (String name : sources.keySet()) {
                int slash = name.lastIndexOf('/');
                classes = classes.in(name.substring(0, slash))
                        .file(
                                name.substring(slash + 1) + ".class",
                                Files.readAllBytes(work.resolve("classes").resolve(name + ".class")));
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
