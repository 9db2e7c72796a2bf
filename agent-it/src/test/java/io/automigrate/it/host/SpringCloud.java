package io.automigrate.it.host;

import io.automigrate.it.jvm.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Spring Cloud in three generations, each with the Spring Boot that it was made for. */
enum SpringCloud {
    V2021_0("2021.0", "boot2"),
    V2025_0("2025.0", "boot3"),
    V2025_1("2025.1", "boot4");

    private final String version;
    private final String module;

    SpringCloud(String version, String module) {
        this.version = version;
        this.module = module;
    }

    /** Returns the module with the application on this version's Spring Boot. */
    String module() {
        return module;
    }

    /** Returns all versions with {@code -Dit.full}, otherwise this one. */
    List<SpringCloud> orAll() {
        return Sample.isFull() ? List.of(values()) : List.of(this);
    }

    /**
     * Returns the class path of all libraries in a folder.
     *
     * @param folder {@code lib}, or a library that changes how an application starts: {@code bootstrap}, {@code devtools}
     */
    Path all(String folder) {
        return target().resolve(folder).resolve("*");
    }

    /** Returns the libraries of the application, with Spring's library for servers and without those of Spring Cloud. */
    List<Path> librariesOfBoot() {
        try (Stream<Path> jars = Files.list(target().resolve("lib"))) {
            return jars.filter(jar -> !jar.getFileName().toString().matches("spring-(cloud|vault)-.*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path target() {
        return Path.of(System.getProperty("it.frameworks"), "spring-cloud", version, "target")
                .toAbsolutePath()
                .normalize();
    }

    @Override
    public String toString() {
        return "Spring Cloud " + version;
    }
}
