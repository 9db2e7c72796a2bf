package io.automigrate.it.host;

import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An application of Spring Boot with files of its own: Boot reads the folder {@code config} of the working directory.
 *
 * @param folder the working directory
 */
record SpringApp(Path folder) {
    static final String MAIN = "com.example.shop.ShopApplication";

    /** The folders of the modules with the applications. */
    static final List<String> MODULES = List.of("boot2", "boot3", "boot4");

    /** Writes a file into the folder of the configuration. */
    SpringApp with(String name, String text) {
        try {
            Path file = folder.resolve("config").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the data source into the file that Boot reads first, with more properties behind it. */
    SpringApp with(FreshDatabase database, String more) {
        return with(
                "application.properties", """
                spring.datasource.url=%s
                spring.datasource.username=%s
                spring.datasource.password=%s
                """.formatted(database.url(), database.user(), database.password()) + more);
    }

    /** Returns the application without the agent. */
    ChildJvm alone(String module, String form, String... arguments) {
        return ChildJvm.of(Jdk.running()).directory(folder).jar(jar(module, form), arguments);
    }

    /** Returns the application without a Flyway of its own, under the agent. */
    ChildJvm start(String module, String... arguments) {
        return alone(module, "without-flyway", arguments).agentVariable(AgentJar.path());
    }

    /**
     * Returns the application with the libraries of Spring Cloud on its class path, under the agent.
     *
     * @param folders the folders with the libraries
     */
    ChildJvm start(SpringCloud cloud, String... folders) {
        List<Path> classPath = new ArrayList<>(List.of(classes(cloud.module())));
        for (String name : folders) {
            classPath.add(cloud.all(name));
        }
        return startOn(classPath);
    }

    /** Returns the application with Spring Boot's DevTools on its class path, and its classes in this folder, under the agent. */
    ChildJvm startWithDevTools(Path classes) {
        List<Path> classPath = new ArrayList<>(List.of(classes, SpringCloud.V2025_0.all("devtools")));
        classPath.addAll(SpringCloud.V2025_0.librariesOfBoot());
        return startOn(classPath);
    }

    private ChildJvm startOn(List<Path> classPath) {
        return ChildJvm.of(Jdk.running())
                .directory(folder)
                .main(classPath, MAIN)
                .agentVariable(AgentJar.path());
    }

    /** Returns a sample of the modules, one for each generation of Spring Boot. */
    static List<String> someModules() {
        return Sample.spread(MODULES, 2);
    }

    static Path jar(String module, String form) {
        return target(module).resolve("shop-" + form + ".jar");
    }

    /** Returns the folder with the classes and the scripts of the application. */
    static Path classes(String module) {
        return target(module).resolve("classes");
    }

    private static Path target(String module) {
        return Path.of(System.getProperty("it.spring-boot"), module, "target")
                .toAbsolutePath()
                .normalize();
    }
}
