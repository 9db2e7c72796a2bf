package io.automigrate.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A framework is looked for by the names of files before any jar is opened. */
class FrameworkHookTest {
    private static final String BINDER = "org/springframework/boot/context/properties/bind/Binder.class";

    @TempDir
    private Path folder;

    @Test
    void a_library_on_the_class_path_is_recognised_by_its_name() {
        assertThat(mayBeOn("/app/classes", "/app/libs/spring-boot-3.5.16.jar")).isTrue();
        assertThat(mayBeOn("/app/classes", "/app/libs/micronaut-inject-4.10.26.jar"))
                .isTrue();
        assertThat(mayBeOn("/app/classes", "/app/libs/postgresql-42.7.8.jar")).isFalse();
    }

    @Test
    void a_library_that_the_manifest_adds_is_recognised_by_its_name() throws IOException {
        Path jar = jar("app.jar", "lib/postgresql.jar lib/spring-boot-4.1.1.jar", "readme.txt");

        assertThat(FrameworkHook.mayBeOn(new LaunchCommand(jar.toString(), List.of(jar.toString()))))
                .isTrue();
    }

    @Test
    void a_shaded_jar_is_looked_into() throws IOException {
        assertThat(mayBeOn(jar("shaded.jar", "", BINDER).toString(), "/app/config"))
                .isTrue();
        assertThat(mayBeOn(jar("plain.jar", "", "readme.txt").toString(), "/app/config"))
                .isFalse();
    }

    @Test
    void the_jars_of_a_long_class_path_are_not_opened() throws IOException {
        String jar = jar("shaded.jar", "", BINDER).toString();

        assertThat(mayBeOn(jar, "/a.jar", "/b.jar", "/c.jar")).isFalse();
    }

    private static boolean mayBeOn(String... classPath) {
        return FrameworkHook.mayBeOn(new LaunchCommand("com.example.Main", List.of(classPath)));
    }

    private Path jar(String name, String classPath, String entry) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!classPath.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        }
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new ZipEntry(entry));
        }
        return file;
    }
}
