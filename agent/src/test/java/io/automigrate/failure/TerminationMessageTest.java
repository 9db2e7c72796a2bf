package io.automigrate.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.log.StartObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TerminationMessageTest {
    @TempDir
    private Path folder;

    private final Failure failure = Failure.of(ExitCode.MIGRATION_FAILED, "V2__b.sql, line 3: no such table")
            .with("statement", "SELECT 1")
            .remedy("correct the script");

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("termination-log"), content);
    }

    @Test
    void the_failure_replaces_the_content_of_an_existing_file() throws IOException {
        Path file = file("something longer than what follows, which must not be left over ".repeat(10));

        new StartObserver(file).failed(failure, 70);

        assertThat(file).hasContent("""
                        V2__b.sql, line 3: no such table
                        statement: SELECT 1
                        remedy: correct the script
                        exit code: 70
                        """);
    }

    @Test
    void a_missing_file_is_not_created() {
        Path file = folder.resolve("termination-log");

        new StartObserver(file).failed(failure, 70);

        assertThat(file).doesNotExist();
    }

    @Test
    void a_tolerated_failure_writes_no_message() throws IOException {
        Path file = file("");

        new StartObserver(file).failed(failure, 0);

        assertThat(file).isEmptyFile();
    }

    @Test
    @Timeout(30)
    void a_pipe_in_the_place_of_the_file_is_left_alone_because_opening_it_would_wait_for_a_reader() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        new StartObserver(pipe).failed(failure, 70);

        assertThat(pipe).exists();
    }

    @Test
    void a_folder_in_the_place_of_the_file_is_left_alone() {
        new StartObserver(folder).failed(failure, 70);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_message_that_is_too_long_for_kubernetes_keeps_its_remedy() throws IOException {
        Path file = file("");

        new StartObserver(file)
                .failed(
                        Failure.of(ExitCode.MIGRATION_FAILED, "too much")
                                .with("statement", "ä".repeat(10_000))
                                .remedy("write less"),
                        70);

        assertThat(Files.size(file)).isLessThanOrEqualTo(4096);
        assertThat(Files.readString(file)).contains("too much", "ää …", "remedy: write less", "exit code: 70");
    }
}
