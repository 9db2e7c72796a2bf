package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPathEntriesTest {
    @TempDir
    Path folder;

    private Path a;
    private Path b;

    @BeforeEach
    void make_two_jars_and_a_text() throws IOException {
        b = Files.createFile(folder.resolve("b.JAR"));
        a = Files.createFile(folder.resolve("a.jar"));
        Files.createFile(folder.resolve("c.txt"));
    }

    @Test
    void commas_and_path_separators_separate_the_entries() {
        assertThat(classPath(b + "," + folder + File.pathSeparator + " " + a + ",,"))
                .containsExactly(b, folder, a);
    }

    @Test
    void a_star_stands_for_the_jars_of_a_folder_in_the_order_of_their_names() {
        assertThat(classPath(folder + "/*")).containsExactly(a, b);
    }

    @Test
    void an_entry_is_kept_once() {
        assertThat(classPath(b + "," + folder + "/*")).containsExactly(b, a);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.jar", "none/*"})
    void a_missing_entry_is_a_problem(String entry) {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_CLASSPATH", a + "," + folder.resolve(entry))
                        .problem())
                .contains("\"" + folder.resolve(entry) + "\"")
                .endsWith("check the path");
    }

    @Test
    void a_folder_without_jars_is_worth_a_warning() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_CLASSPATH", empty + "/*")
                        .resolved()
                        .warnings())
                .singleElement()
                .asString()
                .endsWith("no jar matches \"" + empty + "/*\"");
    }

    private static List<Path> classPath(String value) {
        return Start.withUrl().env("AUTO_MIGRATE_CLASSPATH", value).settings().classPath();
    }
}
