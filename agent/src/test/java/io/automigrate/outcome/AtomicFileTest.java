package io.automigrate.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void a_reader_sees_one_whole_content_or_another() throws Exception {
        Path file = folder.resolve("status.json");
        AtomicFile atomic = new AtomicFile(file);
        atomic.write("a".repeat(100_000));
        AtomicBoolean isOver = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            try {
                for (int i = 0; i < 200; i++) {
                    atomic.write((i % 2 == 0 ? "b" : "a").repeat(100_000));
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } finally {
                isOver.set(true);
            }
        });
        writer.start();

        while (!isOver.get()) {
            assertThat(Files.readString(file)).hasSize(100_000).matches("a+|b+");
        }
        writer.join();
        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(folder.toFile().list()).containsExactly("status.json");
    }

    @Test
    void others_may_read_it_as_any_file_that_the_process_makes() throws IOException {
        Path ordinary = Files.writeString(folder.resolve("ordinary"), "");
        Path file = folder.resolve("metrics.prom");
        new AtomicFile(file).write("x 1\n");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(ordinary)));
    }

    @Test
    void a_link_stays_one() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "old and longer");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        new AtomicFile(link).write("new");

        assertThat(link).isSymbolicLink().hasContent("new");
        assertThat(target).hasContent("new");
    }

    @Test
    void what_is_no_file_is_written_to_as_it_stands() throws IOException {
        new AtomicFile(Path.of("/dev/null")).write("new");

        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    /** As in a folder that is not ours: here because the name of a file beside it would be too long for a file system. */
    @Test
    void a_file_that_no_other_can_be_put_beside_is_written_as_it_stands() throws IOException {
        Path file = Files.writeString(folder.resolve("s".repeat(250)), "old and longer");
        new AtomicFile(file).write("new");

        assertThat(file).hasContent("new");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void a_missing_folder_is_a_failure() {
        assertThatThrownBy(() -> new AtomicFile(folder.resolve("no/such/folder")).write("new"))
                .isInstanceOf(NoSuchFileException.class);
    }
}
