package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.documents.MarkdownPage;
import io.automigrate.settings.names.Setting;
import io.automigrate.settings.names.SettingName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents and the examples say about settings is true. */
class DocumentedSettingsTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern VARIABLE = Pattern.compile("AUTO_MIGRATE_([A-Z][A-Z_]*[A-Z])");

    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    /** A value without quotes ends at a blank. */
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?:^|(?<=\\s))AUTO_MIGRATE_([A-Z_]+)=(?:\"([^\"]*)\"|(\\S*))");

    /** Settings whose values are names of files on another machine, or fit only together with other settings of the page. */
    private static final String OF_ANOTHER_MACHINE = "\\w+_FILE|CLASSPATH|DATABASES|EXPECT_DATABASE";

    /** Names that are no settings: mistakes that a page shows, and the beginnings of groups of settings. */
    private static final Set<String> ON_PURPOSE = Set.of("LOCATION", "JSON", "FLYWAY", "PLACEHOLDERS");

    /** The names of databases in the examples of {@code AUTO_MIGRATE_DATABASES}. */
    private static final Set<String> EXAMPLE_DATABASES = Set.of("ORDERS_", "AUDIT_", "MAIN_", "CUSTOMERS_");

    /** Settings for which it matters that they are set: what is set goes to Flyway, and a location that is named must exist. */
    private static final String KNOWN_TO_BE_SET =
            "AUTO_MIGRATE_(LOCATIONS|FAIL_ON_MISSING_LOCATIONS|BASELINE_.*|TARGET|OUT_OF_ORDER|VALIDATE_.*|IGNORE_.*)";

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
    void the_pages_name_settings_that_there_are() throws IOException {
        List<String> unknown = new ArrayList<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            String text = Files.readString(PROJECT.resolve(page.file()));
            Matcher variables = VARIABLE.matcher(text);
            while (variables.find()) {
                String name = variables.group(1);
                if (SettingName.of(name) == null && !ON_PURPOSE.contains(name) && !ofDatabase(name)) {
                    unknown.add(page + ": " + variables.group());
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static boolean ofDatabase(String name) {
        return EXAMPLE_DATABASES.stream()
                .anyMatch(database ->
                        name.startsWith(database) && SettingName.of(name.substring(database.length())) != null);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void each_setting_is_in_the_reference(Setting setting) throws IOException {
        String reference = Files.readString(PROJECT.resolve("docs/configuration.md"));

        assertThat(reference.contains("`AUTO_MIGRATE_" + setting.name() + "`")).isTrue();
    }

    /** The rows of the index, with as many defaults as settings. */
    static List<Arguments> defaults() {
        List<Arguments> defaults = new ArrayList<>();
        MarkdownPage index = MarkdownPage.all().stream()
                .filter(page -> page.file().equals(Path.of("docs/configuration.md")))
                .findFirst()
                .orElseThrow();
        for (String line : index.lines()) {
            String[] cells = line.split("\\|");
            if (!line.startsWith("| [`AUTO_MIGRATE") || cells.length < 3) {
                continue;
            }
            List<String> names = code(cells[1]);
            List<String> values = List.of(cells[2].strip().split(", "));
            for (int i = 0; i < names.size() && names.size() == values.size(); i++) {
                if (values.get(i).matches("`[^`]+`") && !names.get(i).matches(KNOWN_TO_BE_SET)) {
                    defaults.add(Arguments.of(names.get(i), values.get(i).replace("`", "")));
                }
            }
        }
        return defaults;
    }

    private static List<String> code(String cell) {
        return Pattern.compile("`([A-Z_]+)`")
                .matcher(cell)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void a_default_in_the_index_changes_nothing_when_it_is_set(String name, String value) {
        assertThat(Start.withUrl().env(name, value).settings())
                .isEqualTo(Start.withUrl().settings());
    }

    /** The assignments in code, each with the page; those with a placeholder for the reader's own value are left out. */
    static List<Arguments> assignments() {
        Map<String, Arguments> assignments = new TreeMap<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            List<String> code = new ArrayList<>();
            page.prose().forEach(line -> CODE.matcher(line).results().forEach(found -> code.add(found.group(1))));
            page.blocks().stream()
                    .filter(block -> block.language().matches("sh|procfile|properties"))
                    .forEach(block -> code.addAll(block.lines()));
            for (String text : code) {
                Matcher assignment = ASSIGNMENT.matcher(text);
                while (assignment.find()) {
                    String value = assignment.group(2) == null ? assignment.group(3) : assignment.group(2);
                    if (!value.isEmpty()
                            && !value.matches(".*[…<].*")
                            && !assignment.group(1).matches(OF_ANOTHER_MACHINE)) {
                        assignments.putIfAbsent(
                                assignment.group(1) + value, Arguments.of(page, assignment.group(1), value));
                    }
                }
            }
        }
        return List.copyOf(assignments.values());
    }

    @ParameterizedTest
    @MethodSource("assignments")
    void a_value_in_the_documents_is_one_that_the_agent_accepts(MarkdownPage page, String name, String value) {
        assertThat(Start.withUrl().env("AUTO_MIGRATE_" + name, value).problemsOrNone())
                .isEmpty();
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
