package io.automigrate.settings.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramArgumentsTest {
    @TempDir
    private Path folder;

    @Test
    void blanks_inside_an_argument_are_kept_where_the_system_has_the_command_line() throws IOException {
        Path file = Files.writeString(
                folder.resolve("cmdline"),
                "java\0-javaagent:a.jar\0-jar\0/my app/shop.jar\0import\0--spring.flyway.init-sqls=SET ROLE a\0--x y\0last\0");

        assertThat(ProgramArguments.of("/my app/shop.jar import --spring.flyway.init-sqls=SET ROLE a --x y last", file))
                .containsExactly("import", "--spring.flyway.init-sqls=SET ROLE a", "--x y", "last");
    }

    @Test
    void the_arguments_begin_behind_the_program_and_not_behind_an_equal_word_before() throws IOException {
        Path file = Files.writeString(folder.resolve("cmdline"), "java\0-cp\0Main\0Main\0--a=b\0");

        assertThat(ProgramArguments.of("Main --a=b", file)).containsExactly("--a=b");
    }

    @Test
    void without_the_command_line_an_argument_ends_before_the_next_dashes() throws IOException {
        Path argumentFile = Files.writeString(folder.resolve("cmdline"), "java\0@options\0--a=b\0");

        for (Path file : List.of(argumentFile, folder.resolve("missing"))) {
            assertThat(ProgramArguments.of("Main first --spring.a=SET ROLE a --b", file))
                    .containsExactly("--spring.a=SET ROLE a", "--b");
        }
    }

    @Test
    void only_settings_of_frameworks_that_read_arguments_are_options() {
        assertThat(ProgramArguments.options(List.of(
                        "import",
                        "--spring.datasource.url=jdbc:x?a=b",
                        "--spring.main.lazy",
                        "--datasources.default.url=y",
                        "--quarkus.flyway.table=z",
                        "-Dspring.a=b")))
                .containsOnly(
                        entry("spring.datasource.url", "jdbc:x?a=b"),
                        entry("spring.main.lazy", ""),
                        entry("datasources.default.url", "y"));
    }

    @Test
    void a_command_without_dashes_has_no_arguments_to_read() {
        assertThat(ProgramArguments.ofThisProcess("shop.jar import")).isEmpty();
    }
}
