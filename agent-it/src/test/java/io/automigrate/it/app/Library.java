package io.automigrate.it.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Jars that applications bring along; Maven has copied them. */
public enum Library {
    H2("h2"),
    POSTGRESQL("postgresql"),
    MARIADB("mariadb-java-client"),
    SQLITE("sqlite-jdbc"),
    CONNECTOR_J_8("connector-j-8/mysql-connector-j"),
    CONNECTOR_J_9("connector-j-9/mysql-connector-j"),
    P6SPY("p6spy/p6spy"),
    OPENTELEMETRY("otel/opentelemetry-jdbc"),
    OPENTELEMETRY_INSTRUMENTATION("otel/opentelemetry-instrumentation-api"),
    OPENTELEMETRY_INCUBATOR("otel/opentelemetry-instrumentation-api-incubator"),
    OPENTELEMETRY_API("otel/opentelemetry-api"),
    OPENTELEMETRY_API_INCUBATOR("otel/opentelemetry-api-incubator"),
    OPENTELEMETRY_COMMON("otel/opentelemetry-common"),
    OPENTELEMETRY_CONTEXT("otel/opentelemetry-context"),
    OPENTELEMETRY_CONVENTIONS("otel/opentelemetry-semconv");

    private final String name;

    Library(String name) {
        this.name = name;
    }

    /** Returns the file. */
    public Path file() {
        return folder().resolve(name + ".jar");
    }

    /** Returns the folder to which Maven has copied the libraries. */
    public static Path folder() {
        return Path.of(System.getProperty("it.libs"));
    }

    /** Returns the jars in a folder of them: {@code hikari-4.0.3} holds this version and what it needs. */
    public static List<Path> files(String name) {
        try (Stream<Path> jars = Files.list(folder().resolve(name))) {
            return jars.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
