package io.automigrate.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryLimitTest {
    @TempDir
    private Path folder;

    private void limit(String file, String bytes) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, bytes + "\n");
    }

    private Path own(String line) throws IOException {
        return Files.writeString(folder.resolve("own"), "9:name=systemd:/elsewhere\n" + line + "\n");
    }

    /** The file with the limit, and the line of the process about its group. */
    @ParameterizedTest
    @CsvSource({
        "memory.max, 0::/",
        "memory/memory.limit_in_bytes, 4:memory:/",
        "memory/memory.limit_in_bytes, 4:memory:/docker/0123/of-the-host",
        "shop.service/memory.max, 0::/shop.service",
        "system.slice/memory.max, 0::/system.slice/shop.service",
        "memory/shop/memory.limit_in_bytes, 4:memory:/shop",
        "memory/shop/memory.limit_in_bytes, '4:cpu,memory:/shop/inner'",
    })
    void a_limit_that_is_too_small_is_named_wherever_it_is_set(String file, String line) throws IOException {
        limit("memory.max", "max");
        limit("memory/memory.limit_in_bytes", "9223372036854771712");
        limit("system.slice/shop.service/memory.max", "134217728");
        limit(file, "67108864");

        assertThat(MemoryLimit.problem(folder, own(line))).hasValueSatisfying(warning -> assertThat(warning)
                .contains("may use 64 MiB of memory", "about 100 MiB"));
    }

    @ParameterizedTest
    @CsvSource({"0::/shop", "4:memory:/shop", "0::/../other", "4:cpu:/other", "no line", "''"})
    void the_limit_of_another_group_is_no_warning(String line) throws IOException {
        limit("other/memory.max", "67108864");
        limit("memory/other/memory.limit_in_bytes", "67108864");

        assertThat(MemoryLimit.problem(folder, own(line))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"max", "134217728", "9223372036854771712", "", "no number"})
    void a_large_limit_or_none_is_no_warning(String text) throws IOException {
        limit("memory.max", text);

        assertThat(MemoryLimit.problem(folder, own("0::/"))).isEmpty();
    }

    @Test
    void without_control_groups_there_is_no_warning() {
        assertThat(MemoryLimit.problem(folder, folder.resolve("none"))).isEmpty();
    }
}
