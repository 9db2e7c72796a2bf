package io.automigrate.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryLimitTest {
    @TempDir
    private Path folder;

    @Test
    void a_container_that_is_too_small_is_named_with_its_limit() throws IOException {
        Path limit = Files.writeString(folder.resolve("memory.max"), "67108864\n");

        assertThat(MemoryLimit.warning(List.of(folder.resolve("none"), limit)))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .contains("may use 64 MiB of memory", "exit code 137", "raise the container's memory limit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"max", "134217728", "9223372036854771712", "", "no number"})
    void a_large_limit_or_none_is_no_warning(String text) throws IOException {
        Path limit = Files.writeString(folder.resolve("memory.max"), text + "\n");

        assertThat(MemoryLimit.warning(List.of(limit))).isEmpty();
    }
}
