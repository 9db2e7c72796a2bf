package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.names.Setting;
import io.automigrate.settings.names.SettingName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents and the examples say about settings is true. */
class DocumentedSettingsTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern VARIABLE = Pattern.compile("AUTO_MIGRATE_([A-Z][A-Z_]*[A-Z])");

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT.resolve("examples"))) {
            return files.filter(file -> file.toString().matches(".*\\.(yaml|yml|sh|md)") && !isBuilt(file))
                    .toList();
        }
    }

    private static boolean isBuilt(Path file) {
        return file.toString().contains("/target/");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_uses_settings_that_there_are(Path example) throws IOException {
        assertThat(unknown(example)).isEmpty();
    }

    @Test
    void the_operations_guide_names_settings_that_there_are() throws IOException {
        assertThat(unknown(PROJECT.resolve("docs/operations.md"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void each_setting_is_in_the_reference(Setting setting) throws IOException {
        String reference = Files.readString(PROJECT.resolve("docs/configuration.md"));

        assertThat(reference.contains("`AUTO_MIGRATE_" + setting.name() + "`")).isTrue();
    }

    private static TreeSet<String> unknown(Path file) throws IOException {
        TreeSet<String> unknown = new TreeSet<>();
        Matcher variables = VARIABLE.matcher(Files.readString(file));
        while (variables.find()) {
            if (SettingName.of(variables.group(1)) == null) {
                unknown.add(variables.group());
            }
        }
        return unknown;
    }
}
