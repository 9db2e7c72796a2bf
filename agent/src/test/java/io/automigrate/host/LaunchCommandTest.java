package io.automigrate.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "com.example.shop.Shop,          com.example.shop",
        "shop.module/com.example.Shop,   com.example",
        "org.apache.catalina.startup.Bootstrap, org.apache.catalina.startup"
    })
    void the_classes_of_an_application_are_below_the_package_of_its_main_class(String program, String expected) {
        assertThat(new LaunchCommand(program, List.of("classes", "lib.jar")).packages())
                .containsExactly(expected);
    }

    @Test
    void a_main_class_without_a_package_tells_no_package() {
        assertThat(new LaunchCommand("Shop", List.of("classes")).packages()).isEmpty();
    }

    @Test
    void a_launcher_names_the_class_that_it_starts() throws IOException {
        assertThat(jar("com.example.shop.Shop", "").packages()).containsExactly("com.example.shop");
        assertThat(jar("org.springframework.boot.loader.launch.JarLauncher", "com.example.shop.Shop")
                        .packages())
                .containsExactly("com.example.shop");
    }

    private LaunchCommand jar(String main, String started) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
        if (!started.isEmpty()) {
            manifest.getMainAttributes().putValue("Start-Class", started);
        }
        Path jar = folder.resolve("shop.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return new LaunchCommand(jar.toString(), List.of(jar.toString()));
    }
}
