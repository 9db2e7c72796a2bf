package io.automigrate.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTrainingTest {
    private static final String DRIVERS = "META-INF/services/java.sql.Driver";

    @TempDir
    private Path folder;

    private final List<String> hidden = new ArrayList<>();

    @Test
    void the_hidden_classes_of_the_agent_are_loaded_and_a_class_without_its_library_is_passed_over() throws Exception {
        Path agent = jar(
                "agent.jar",
                Map.of(
                        "am/io/automigrate/Startup.classdata", "",
                        "am/com/zaxxer/hikari/Broken.classdata", "",
                        "am/db.properties", "",
                        "io/automigrate/bootstrap/AgentPremain.class", ""));

        train(agent, new URLClassLoader(new URL[0], null));

        assertThat(hidden).containsExactlyInAnyOrder("io.automigrate.Startup", "com.zaxxer.hikari.Broken");
    }

    @Test
    void the_classes_of_a_driver_are_loaded_from_its_jar_and_no_others() throws Exception {
        Path libraries = jar(
                "app.jar",
                Map.of(
                        DRIVERS,
                        "# drivers\n\norg.shopdb.jdbc.Driver\n",
                        "org/shopdb/jdbc/Driver.class",
                        "",
                        "org/shopdb/core/Protocol.class",
                        "",
                        "org/other/Application.class",
                        ""));
        List<String> loaded = new ArrayList<>();

        train(jar("agent.jar", Map.of("am/x", "")), new RecordingLoader(loaded, libraries));

        assertThat(loaded).containsExactlyInAnyOrder("org.shopdb.jdbc.Driver", "org.shopdb.core.Protocol");
    }

    @Test
    void a_driver_in_a_folder_is_passed_over() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Files.createDirectories(classes.resolve(DRIVERS).getParent());
        Files.writeString(classes.resolve(DRIVERS), "org.shopdb.jdbc.Driver");
        List<String> loaded = new ArrayList<>();

        train(jar("agent.jar", Map.of("am/x", "")), new RecordingLoader(loaded, classes));

        assertThat(loaded).isEmpty();
    }

    @Test
    void a_jar_that_cannot_be_read_is_an_error() {
        assertThatThrownBy(() -> train(folder.resolve("missing.jar"), new URLClassLoader(new URL[0], null)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("missing.jar");
    }

    private void train(Path agent, ClassLoader application) {
        new ArchiveTraining(agent, new RecordingLoader(hidden), application).run();
    }

    private Path jar(String name, Map<String, String> entries) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    /** Notes the classes that it is asked for, and has none of them. */
    private static final class RecordingLoader extends URLClassLoader {
        private final List<String> asked;

        private RecordingLoader(List<String> asked, Path... places) {
            super(urls(places), null);
            this.asked = asked;
        }

        private static URL[] urls(Path... places) {
            return List.of(places).stream().map(RecordingLoader::url).toArray(URL[]::new);
        }

        private static URL url(Path place) {
            try {
                return place.toUri().toURL();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            asked.add(name);
            if (name.endsWith("Broken")) {
                throw new NoClassDefFoundError(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
