package io.automigrate.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void a_reader_sees_either_the_old_or_the_new_content() throws Exception {
        Path file = folder.resolve("status.json");
        AtomicFile atomic = new AtomicFile(file);
        atomic.write("a".repeat(100_000));
        FutureTask<Void> writing = new FutureTask<>(() -> {
            for (int i = 0; i < 200; i++) {
                atomic.write((i % 2 == 0 ? "b" : "a").repeat(100_000));
            }
            return null;
        });
        new Thread(writing).start();

        while (!writing.isDone()) {
            assertThat(Files.readString(file)).hasSize(100_000).matches("a+|b+");
        }
        writing.get();
        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(folder.toFile().list()).containsExactly("status.json");
    }

    @Test
    void a_file_that_a_dead_start_left_beside_it_is_removed() throws IOException {
        Path dead = Files.writeString(folder.resolve(".status.json.1f.tmp"), "half");
        Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minusSeconds(60)));
        Path young = Files.writeString(folder.resolve(".status.json.2f.tmp"), "being written by another process");
        Files.setLastModifiedTime(young, FileTime.from(Instant.now().plusSeconds(60)));
        Path other = Files.writeString(folder.resolve(".other.json.1f.tmp"), "of somebody else");
        Files.setLastModifiedTime(other, FileTime.from(Instant.now().minusSeconds(60)));

        new AtomicFile(folder.resolve("status.json")).write("{}");

        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("status.json", ".status.json.2f.tmp", ".other.json.1f.tmp");
    }

    @Test
    void the_file_has_the_permissions_of_any_new_file() throws IOException {
        Path ordinary = Files.writeString(folder.resolve("ordinary"), "");
        Path file = folder.resolve("metrics.prom");
        new AtomicFile(file).write("x 1\n");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(ordinary)));
    }

    @Test
    void a_symbolic_link_stays_a_link() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "old and longer");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        new AtomicFile(link).write("new");

        assertThat(link).isSymbolicLink().hasContent("new");
        assertThat(target).hasContent("new");
    }

    @Test
    void a_device_is_written_in_place() throws IOException {
        new AtomicFile(Path.of("/dev/null")).write("new");

        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    /** The name of a second file would be too long for the file system. A folder that is not writable has the same effect. */
    @Test
    void a_file_is_written_in_place_when_no_second_file_can_be_made_beside_it() throws IOException {
        Path file = Files.writeString(folder.resolve("s".repeat(250)), "old and longer");
        new AtomicFile(file).write("new");

        assertThat(file).hasContent("new");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void a_missing_folder_causes_an_exception() {
        assertThatThrownBy(() -> new AtomicFile(folder.resolve("no/such/folder")).write("new"))
                .isInstanceOf(NoSuchFileException.class);
    }
}
