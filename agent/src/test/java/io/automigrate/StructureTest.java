package io.automigrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The structure that CONTRIBUTING.md describes, read from the sources. Classes of one package need no import, so an import or a full
 * name is what one package uses of another.
 */
class StructureTest {
    /**
     * Each package and the packages that it may use; {@code root} is {@code io.automigrate}. A package may only name packages that
     * stand above it, so there can be no cycle, and names no package that no class of it uses. A sub-package has a line of its own.
     */
    private static final String PACKAGES = """
            text:
            secret: text
            failure: secret text
            log: failure secret text
            url: secret
            kind: failure url
            kind.postgresql: kind text url
            kind.mysql: failure kind text url
            kind.h2: kind text url
            kind.sqlite: kind url
            kind.oracle: kind url
            kind.sqlserver: kind url
            kind.other: kind url
            kind.cockroachdb: kind kind.postgresql url
            kind.mariadb: kind kind.mysql url
            kind.known: kind kind.cockroachdb kind.h2 kind.mariadb kind.mysql kind.oracle kind.other kind.postgresql kind.sqlite kind.sqlserver secret url
            outcome: failure log secret text
            settings.names:
            settings: failure kind kind.known secret settings.names url
            settings.given: kind.known log secret settings settings.names
            settings.discovery: kind kind.known settings settings.given settings.names url
            settings.resolve: failure log outcome secret settings settings.discovery settings.given settings.names
            bootstrap:
            host: failure log
            database.driver: failure host kind kind.known url
            database: database.driver failure kind kind.known log settings text url
            datasource: database.driver failure host log text url
            migration.classpath: failure
            migration: failure migration.classpath settings settings.names
            migration.history: kind migration settings
            backup: failure kind log settings text
            engine.jdbc:
            engine.sql: failure kind text
            engine: engine.sql failure kind settings text
            engine.failure: engine.sql failure kind settings text
            engine.watch: engine engine.jdbc engine.sql failure kind log migration settings text
            engine.note: engine.jdbc engine.sql engine.watch failure kind log settings
            engine.patience: engine.failure engine.jdbc engine.sql engine.watch failure kind log settings
            engine.logging: log
            engine.script: failure migration settings
            engine.task: backup engine engine.failure engine.note engine.patience engine.script engine.sql engine.watch failure log migration settings text
            engine.flyway: backup engine engine.failure engine.logging engine.note engine.patience engine.script engine.sql engine.task engine.watch failure kind log migration settings
            authoring: failure migration settings settings.given settings.names settings.resolve
            console: secret text
            review: engine kind
            command: authoring console engine failure migration review settings settings.names text
            doctor: console database database.driver engine engine.flyway failure host kind log migration migration.classpath outcome settings settings.discovery settings.given settings.resolve text
            framework.reading: settings.discovery settings.names
            framework.spring: framework.reading settings.discovery settings.names
            framework.quarkus: framework.reading settings.discovery settings.names
            framework.micronaut: framework.reading settings.discovery
            framework.files: failure migration.classpath settings settings.discovery settings.given settings.names
            framework: failure framework.micronaut framework.quarkus framework.spring host settings.discovery
            root: command console database database.driver datasource doctor engine engine.flyway engine.note failure framework framework.files host kind log migration migration.classpath migration.history outcome secret settings settings.discovery settings.given settings.resolve text url
            """;

    private static final Pattern WALL_CLOCK =
            Pattern.compile("currentTimeMillis\\(|\\bInstant\\.now\\(|Time\\.now\\(|\\bnew Date\\(|\\bClock\\.\\w");

    /** The most files in one folder, {@code package-info.java} not counted. */
    private static final int FILES_IN_A_FOLDER = 25;

    /** The fewest characters of a description with its {@code package} line: about one sentence. */
    private static final int SHORTEST_DESCRIPTION = 100;

    private static final String ROOT = "io.automigrate";
    private static final List<Path> MAIN = List.of(Path.of("src/main/java"), Path.of("src/main/java8"));
    private static final List<Path> ALL =
            List.of(Path.of("src/main/java"), Path.of("src/main/java8"), Path.of("src/test/java"));
    private static final Pattern USED = Pattern.compile("\\bio\\.automigrate((?:\\.[a-z0-9]+)*)\\.[A-Z]");
    private static final Pattern COMMENT_OR_LITERAL = Pattern.compile(
            "/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\])'", Pattern.DOTALL);
    private static final Pattern KIND_OF_DATABASE =
            Pattern.compile("\"(?:postgresql|cockroachdb|mysql|mariadb|h2|sqlite|oracle"
                    + "|sqlserver|jtds|derby|hsqldb|firebird|firebirdsql|db2|clickhouse)\"");
    private static final Pattern VAGUE_NAME =
            Pattern.compile("\\b(?:class|record|interface|enum) (\\w*(?:Manager|Helper|Utils?))\\b");

    @Test
    void a_package_uses_only_the_packages_that_the_table_allows() {
        Map<String, Set<String>> allowed = allowed();
        List<String> faults = new ArrayList<>();
        for (Source source : sources(MAIN)) {
            Set<String> mayUse = allowed.get(source.packageName());
            if (mayUse == null) {
                faults.add(source + ": the package " + source.packageName() + " has no line in StructureTest.PACKAGES");
                continue;
            }
            for (String used : source.usedPackages()) {
                if (!mayUse.contains(used)) {
                    faults.add(source + ": " + source.packageName() + " may not use " + used
                            + " (move the class, or allow this in StructureTest.PACKAGES)");
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void the_table_allows_nothing_that_no_class_uses() {
        Map<String, Set<String>> unused = allowed();
        for (Source source : sources(MAIN)) {
            unused.getOrDefault(source.packageName(), new TreeSet<>()).removeAll(source.usedPackages());
        }
        assertThat(unused)
                .as("remove these from StructureTest.PACKAGES")
                .allSatisfy((name, packages) -> assertThat(packages).isEmpty());
    }

    @Test
    void every_package_of_the_table_exists() {
        Set<String> packages = new TreeSet<>();
        sources(MAIN).forEach(source -> packages.add(source.packageName()));
        assertThat(allowed().keySet()).isSubsetOf(packages);
    }

    @Test
    void the_table_allows_no_cycle() {
        Set<String> above = new TreeSet<>();
        allowed().forEach((name, mayUse) -> {
            assertThat(above).as("the packages above " + name + " in the table").containsAll(mayUse);
            above.add(name);
        });
    }

    @Test
    void no_folder_holds_more_files_than_one_can_take_in() {
        Map<String, Integer> sizes = new TreeMap<>();
        for (Source source : sources(ALL)) {
            if (!source.isPackageInfo()) {
                sizes.merge(source.folder().toString(), 1, Integer::sum);
            }
        }
        assertThat(sizes).isNotEmpty().allSatisfy((folder, files) -> assertThat(files)
                .isLessThanOrEqualTo(FILES_IN_A_FOLDER));
    }

    @Test
    void a_kind_of_database_is_named_in_its_own_place_only() {
        List<String> faults = new ArrayList<>();
        for (Source source : sources(MAIN)) {
            if (source.packageName().startsWith("kind")) {
                continue;
            }
            Matcher literal = KIND_OF_DATABASE.matcher(source.text());
            while (literal.find()) {
                faults.add(source + ": " + literal.group() + " (ask the DatabaseKind instead)");
            }
        }
        assertThat(faults).isEmpty();
    }

    /** A wall clock jumps when a virtual machine is resumed or the time server is reached, and would end a wait or make it endless. */
    @Test
    void no_wait_is_counted_by_the_wall_clock() {
        List<String> users = new ArrayList<>();
        for (Source source : sources(MAIN)) {
            if (WALL_CLOCK.matcher(source.code()).find()) {
                users.add(source.file().getFileName().toString());
            }
        }
        // The name of a new script, the age of the temporary files of dead starts, and the time in the first log line.
        assertThat(users).containsExactlyInAnyOrder("CommandLineTool.java", "AtomicFile.java", "AgentPremain.java");
    }

    @Test
    void every_package_says_what_it_does() {
        Set<Path> folders = new TreeSet<>();
        Set<Path> described = new TreeSet<>();
        for (Source source : sources(MAIN)) {
            folders.add(source.folder());
            if (source.isPackageInfo()
                    && source.text().startsWith("/**")
                    && source.text().length() > SHORTEST_DESCRIPTION) {
                described.add(source.folder());
            }
        }
        folders.removeAll(described);
        assertThat(folders)
                .as("folders without a package-info.java that describes the package")
                .isEmpty();
    }

    @Test
    void no_class_has_a_name_that_says_nothing() {
        List<String> vague = new ArrayList<>();
        for (Source source : sources(ALL)) {
            Matcher name = VAGUE_NAME.matcher(source.code());
            while (name.find()) {
                vague.add(source + ": " + name.group(1));
            }
        }
        assertThat(vague).isEmpty();
    }

    private static Map<String, Set<String>> allowed() {
        Map<String, Set<String>> allowed = new LinkedHashMap<>();
        PACKAGES.lines().forEach(line -> {
            int colon = line.indexOf(':');
            String used = line.substring(colon + 1).strip();
            allowed.put(
                    line.substring(0, colon),
                    used.isEmpty() ? new TreeSet<>() : new TreeSet<>(List.of(used.split(" "))));
        });
        return allowed;
    }

    private static List<Source> sources(List<Path> roots) {
        List<Source> sources = new ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    sources.add(new Source(root, file, Files.readString(file)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(sources).isNotEmpty();
        return sources;
    }

    private record Source(Path root, Path file, String text) {
        Path folder() {
            return file.getParent();
        }

        boolean isPackageInfo() {
            return file.endsWith("package-info.java");
        }

        String packageName() {
            return shortName(
                    root.relativize(folder()).toString().replace('/', '.').replace('\\', '.'));
        }

        /** Returns the text without comments, and with empty strings in place of all literals. */
        String code() {
            return COMMENT_OR_LITERAL
                    .matcher(text)
                    .replaceAll(found -> found.group().startsWith("/") ? " " : "\"\"");
        }

        Set<String> usedPackages() {
            Set<String> used = new TreeSet<>();
            Matcher name = USED.matcher(code());
            while (name.find()) {
                used.add(shortName(ROOT + name.group(1)));
            }
            used.remove(packageName());
            return used;
        }

        private static String shortName(String name) {
            return name.equals(ROOT) ? "root" : name.substring(ROOT.length() + 1);
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }
}
