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

/** Classes that need a library in one of several versions: compiled in the test, with the jars that they run with. */
public final class SourceCode {
    private SourceCode() {}

    /**
     * Compiles as an application's build does.
     *
     * @param sources the source by the path of the class, {@code db/migration/V3__x}
     * @param work an empty folder
     * @return class files by these paths
     */
    public static Scripts compile(Map<String, String> sources, List<Path> classPath, Path work) {
        try {
            List<String> words = new ArrayList<>(List.of("-proc:none", "-Xlint:none", "-nowarn", "--release", "17"));
            words.addAll(List.of(
                    "-cp",
                    classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                    "-d",
                    work.resolve("classes").toString()));
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
            Scripts classes = Scripts.none().in("");
            for (String name : sources.keySet()) {
                classes = classes.file(
                        name + ".class",
                        Files.readAllBytes(work.resolve("classes").resolve(name + ".class")));
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
