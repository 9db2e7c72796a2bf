package io.automigrate.settings.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.automigrate.settings.Settings;
import io.automigrate.settings.resolve.Start;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"geheim", "geheim\n", "geheim\r\n", "\uFEFFgeheim\n"})
    void the_line_end_after_the_value_is_not_part_of_it(String content) throws IOException {
        assertThat(password(content)).contains(new Secret("geheim"));
    }

    @Test
    void everything_else_is_part_of_a_password() throws IOException {
        assertThat(password(" @:/%#&;ä€ \n\n")).contains(new Secret(" @:/%#&;ä€ \n"));
    }

    @Test
    void blanks_around_other_values_are_not() throws IOException {
        Path file = Files.writeString(folder.resolve("url"), " jdbc:h2:mem:x \n\n");

        assertThat(Start.with("AUTO_MIGRATE_URL_FILE", file.toString()).account())
                .isEqualTo(new Settings.Account(
                        new JdbcUrl("jdbc:h2:mem:x"), Optional.empty(), Optional.empty(), "AUTO_MIGRATE_URL_FILE"));
    }

    @Test
    void a_missing_file_is_a_problem() {
        assertThat(problemWith(folder.resolve("none")))
                .isEqualTo("AUTO_MIGRATE_PASSWORD_FILE=\"" + folder.resolve("none")
                        + "\": there is no such file, check the path and that the secret is mounted");
    }

    @Test
    void a_folder_is_a_problem() {
        assertThat(problemWith(folder)).contains("that is a directory, name the file in it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "\uFEFF"})
    void an_empty_file_is_a_problem(String content) throws IOException {
        assertThat(problemWith(Files.writeString(folder.resolve("empty"), content)))
                .contains("the file is empty, write the value into it");
    }

    @Test
    @Timeout(30)
    @DisabledOnOs(OS.WINDOWS)
    void a_pipe_or_a_device_is_refused_without_waiting() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThat(problemWith(pipe)).contains("that is a pipe or a device, name a regular file");
        assertThat(problemWith(Path.of("/dev/zero"))).contains("that is a pipe or a device, name a regular file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct-horse", "/correct-horse", "/correct/horse", "../correct horse", "correct\0horse"})
    void a_password_in_place_of_the_path_is_not_shown(String password) {
        assertThat(problemWith(password))
                .startsWith("AUTO_MIGRATE_PASSWORD_FILE=****: ")
                .doesNotContain("horse");
        assertThat(Start.withUrl().env("AUTO_MIGRATE_NOTIFY_URL_FILE", password).problem())
                .startsWith("AUTO_MIGRATE_NOTIFY_URL_FILE=****: ");
    }

    @Test
    void a_file_of_blanks_is_a_problem_where_blanks_are_no_value() throws IOException {
        Path file = Files.writeString(folder.resolve("blank"), "  \n");

        assertThat(Start.with("AUTO_MIGRATE_URL_FILE", file.toString()).problem())
                .contains("the file is empty");
    }

    @Test
    void a_file_that_is_not_utf8_is_a_problem() throws IOException {
        assertThat(problemWith(Files.write(folder.resolve("latin1"), "gehäim".getBytes(StandardCharsets.ISO_8859_1))))
                .contains("not UTF-8");
    }

    @Test
    void a_large_file_is_a_problem() throws IOException {
        assertThat(problemWith(Files.write(folder.resolve("large"), new byte[64 * 1024 + 1])))
                .contains("more than 64 KB");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void an_unreadable_file_is_a_problem() throws IOException {
        Path file = Files.writeString(folder.resolve("unreadable"), "geheim");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("root reads everything").isFalse();

        assertThat(problemWith(file)).contains("may not read the file, change its owner or mode");
    }

    @Test
    void a_text_that_is_no_path_is_a_problem() {
        assertThat(problemWith("a\0b")).contains("no path of a file");
    }

    @Test
    void a_bad_value_is_shown_with_the_file_variable() throws IOException {
        Path file = Files.writeString(folder.resolve("timeout"), "5 bananas\n");

        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_WAIT_TIMEOUT_FILE", file.toString())
                        .problem())
                .startsWith("AUTO_MIGRATE_WAIT_TIMEOUT_FILE (which holds \"5 bananas\"): that is no duration");
    }

    @Test
    void an_unreadable_url_file_is_not_reported_as_a_missing_url_too() {
        assertThat(Start.with("AUTO_MIGRATE_URL_FILE", "/none").problem()).contains("no such file");
    }

    @Test
    void a_file_that_is_not_needed_is_not_read() {
        assertThat(Start.withUrl().env("AUTO_MIGRATE_URL_FILE", "/none").problemsOrNone())
                .isEmpty();
        assertThat(Start.with("AUTO_MIGRATE", "off")
                        .env("AUTO_MIGRATE_URL_FILE", "/none")
                        .problemsOrNone())
                .isEmpty();
    }

    private Optional<Secret> password(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), content);
        return Start.withUrl()
                .env("AUTO_MIGRATE_PASSWORD_FILE", file.toString())
                .account()
                .password();
    }

    private static String problemWith(Path file) {
        return problemWith(file.toString());
    }

    private static String problemWith(String file) {
        return Start.withUrl().env("AUTO_MIGRATE_PASSWORD_FILE", file).problem();
    }
}
