package io.automigrate.framework.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.migration.classpath.ClassPathRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlywayInCodeTest {
    private static final String HEAD = """
            package com.example.shop;
            import javax.sql.DataSource;
            import org.flywaydb.core.Flyway;
            import org.flywaydb.core.api.callback.Callback;
            import org.flywaydb.core.api.migration.JavaMigration;
            import org.springframework.boot.autoconfigure.flyway.*;
            import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
            import org.springframework.boot.context.properties.ConfigurationProperties;
            import org.springframework.context.annotation.Bean;
            import org.springframework.stereotype.Component;
            """;

    /** Types in place of the libraries': their names alone count. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "org/flywaydb/core/Flyway", "public class Flyway {}",
            "org/flywaydb/core/api/callback/Callback", "public interface Callback {}",
            "org/flywaydb/core/api/migration/JavaMigration", "public interface JavaMigration {}",
            "org/springframework/boot/autoconfigure/flyway/FlywayConfigurationCustomizer",
                    "public interface FlywayConfigurationCustomizer { void customize(Object configuration); }",
            "org/springframework/boot/autoconfigure/flyway/FlywayMigrationStrategy",
                    "public interface FlywayMigrationStrategy { void migrate(Object flyway); }",
            "org/springframework/boot/autoconfigure/flyway/FlywayDataSource", "public @interface FlywayDataSource {}",
            "org/springframework/boot/autoconfigure/jdbc/DataSourceProperties", "public class DataSourceProperties {}",
            "org/springframework/context/annotation/Bean", "public @interface Bean {}",
            "org/springframework/stereotype/Component", "public @interface Component {}",
            "org/springframework/boot/context/properties/ConfigurationProperties",
                    "public @interface ConfigurationProperties { String value(); }");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class A { @Bean FlywayConfigurationCustomizer table() { return it -> {}; } } | FlywayConfigurationCustomizer",
                "class A implements FlywayConfigurationCustomizer { public void customize(Object it) {} } | FlywayConfigurationCustomizer",
                "class A { @Bean FlywayMigrationStrategy repairing() { return it -> {}; } } | FlywayMigrationStrategy",
                "class A { @Bean @FlywayDataSource DataSource other(DataSourceProperties it) { return null; } } | @FlywayDataSource",
                "class A { @Bean Flyway flyway() { return null; } } | a Flyway bean",
                "@Component class A implements JavaMigration {} | a Java migration that is a bean",
                "class A { @Bean JavaMigration fill() { return null; } } | a Java migration that is a bean",
                "@Component class A implements Callback {} | a callback that is a bean",
                "class A { @Bean Callback note() { return null; } } | a callback that is a bean",
                "class A { @Bean DataSource dataSource() { return null; } } | a DataSource bean"
            })
    void a_bean_that_changes_the_migration_is_named_with_its_class(String source, String title) throws IOException {
        compile("A", source);

        assertThat(warning(false, "com.example.shop")).contains("exists: com.example.shop.A (" + title + "). If the");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class A { Flyway flyway; void run(Flyway it) {} }",
                "class A { Flyway flyway() { return flyway(); } }",
                "abstract class A implements JavaMigration {}",
                "class A { @Bean String name(DataSource it) { return null; } }",
                "class A { @Bean DataSource dataSource(DataSourceProperties it) { return null; } }",
                "class A { @Bean @ConfigurationProperties(\"spring.datasource.hikari\") DataSource pool() { return null; } }",
                "class A { @Bean DataSource pool() { return of(\"spring.datasource.url\"); } DataSource of(String it) { return null; } }"
            })
    void a_class_without_such_a_bean_is_not_named(String source) throws IOException {
        compile("A", source);

        assertThat(warning(false, "com.example.shop")).isEmpty();
    }

    @Test
    void a_bean_outside_of_the_packages_of_the_application_is_not_named() throws IOException {
        compile("A", "class A { @Bean Flyway flyway() { return null; } }");

        assertThat(warning(false, "com.example.other")).isEmpty();
        assertThat(warning(false)).isEmpty();
    }

    @Test
    void a_bean_for_a_data_source_does_not_count_where_flyway_has_another_url() throws IOException {
        compile("A", "class A { @Bean DataSource dataSource() { return null; } }");

        assertThat(warning(true, "com.example.shop")).isEmpty();
    }

    private String warning(boolean hasUrlForFlyway, String... packages) {
        ClassPathRoots roots = ClassPathRoots.of(List.of(folder.resolve("out")), ModuleLayer.empty(), List.of());
        return FlywayInCode.warning(List.of(packages), hasUrlForFlyway, roots).orElse("");
    }

    private void compile(String name, String source) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-d",
                Files.createDirectories(folder.resolve("out")).toString()));
        for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
            String type = library.getKey();
            String packageName = type.substring(0, type.lastIndexOf('/')).replace('/', '.');
            arguments.add(write(type, "package " + packageName + ";\n" + library.getValue()));
        }
        arguments.add(write("com/example/shop/" + name, HEAD + source));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private String write(String type, String source) throws IOException {
        Path file = folder.resolve("src").resolve(type + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, source).toString();
    }
}
