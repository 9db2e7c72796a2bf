package io.automigrate.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTrainingTest {
    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();

    /** Notes the classes that it is asked for, and has none of them. */
    private final class RecordingLoader extends ClassLoader {
        private RecordingLoader() {
            super(null);
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

    @Test
    void the_classes_that_a_start_with_nothing_to_migrate_needs_are_loaded() throws IOException {
        Path agent = jar(
                "am/io/automigrate/Startup.classdata",
                "am/io/automigrate/kind/h2/H2.classdata",
                "am/net/bytebuddy/jar/asm/ClassReader.classdata",
                "am/io/automigrate/doctor/Doctor.classdata",
                "am/io/automigrate/engine/flyway/FlywayEngine.classdata",
                "am/org/flywaydb/core/Flyway.classdata",
                "am/io/automigrate/version.properties",
                "io/automigrate/bootstrap/AgentPremain.class");

        new ArchiveTraining(agent, new RecordingLoader()).run();

        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "io.automigrate.Startup", "io.automigrate.kind.h2.H2", "net.bytebuddy.jar.asm.ClassReader");
    }

    @Test
    void a_class_whose_library_is_missing_is_passed_over() throws IOException {
        Path agent = jar("am/io/automigrate/Broken.classdata", "am/io/automigrate/Next.classdata");

        new ArchiveTraining(agent, new RecordingLoader()).run();

        assertThat(asked).containsExactlyInAnyOrder("io.automigrate.Broken", "io.automigrate.Next");
    }

    @Test
    void a_jar_that_cannot_be_read_is_an_error() {
        ArchiveTraining training = new ArchiveTraining(folder.resolve("missing.jar"), new RecordingLoader());

        assertThatThrownBy(training::run)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("missing.jar");
    }

    private Path jar(String... entries) throws IOException {
        Path file = folder.resolve("agent.jar");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
            }
        }
        return file;
    }
}
