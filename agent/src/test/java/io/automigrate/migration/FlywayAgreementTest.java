package io.automigrate.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.migration.classpath.TestJar;
import io.automigrate.settings.ScriptNaming;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the catalog to what Flyway itself finds in the same places. */
class FlywayAgreementTest {
    @TempDir
    Path folder;

    private static final List<ScriptNaming> NAMINGS = List.of(
            ScriptNaming.DEFAULT,
            named("M", "Rep-", "-", List.of(".psql", ".sql"), StandardCharsets.UTF_8),
            named("V", "R", "__", List.of("POSTGRESQL.sql"), Charset.forName("windows-1252")),
            named("", "R", "_", List.of(".pkg.ddl", ".ddl"), StandardCharsets.UTF_16),
            named("v", "r", "___", List.of(".SQL"), StandardCharsets.UTF_16LE));

    private static ScriptNaming named(
            String versioned, String repeatable, String separator, List<String> suffixes, Charset encoding) {
        return new ScriptNaming(versioned, repeatable, "U", separator, suffixes, encoding);
    }

    @Test
    void finds_the_migrations_that_flyway_finds_in_folders_and_jars_with_the_same_paths_and_checksums()
            throws Exception {
        Random random = new Random(42);
        for (int round = 0; round < 15; round++) {
            ScriptNaming naming = NAMINGS.get(round % NAMINGS.size());
            Path classes = Files.createDirectories(folder.resolve("classes" + round));
            TestJar content = new TestJar();
            for (Map.Entry<String, byte[]> script :
                    generatedScripts(random, naming).entrySet()) {
                if (random.nextBoolean()) {
                    content.with(script.getKey(), script.getValue());
                } else {
                    write(classes.resolve(script.getKey()), script.getValue());
                }
            }
            Path jar = content.writeTo(folder.resolve("app" + round + ".jar"));
            for (String location : List.of(
                    "classpath:db/migration",
                    "classpath:db/*",
                    "classpath:db/**/sub",
                    "filesystem:" + classes.resolve("db"),
                    "filesystem:" + classes.resolve("db") + "/*")) {
                assertThat(foundByCatalog(naming, location, classes, jar))
                        .as("%s with %s", location, naming)
                        .isNotEmpty()
                        .isEqualTo(foundByFlyway(naming, location, classes, jar));
            }
        }
    }

    private static Map<String, byte[]> generatedScripts(Random random, ScriptNaming naming) {
        String[] folders = {"db/migration/", "db/migration/sub/", "db/migration/sub/ü x/", "db/migration2/sub/"};
        String[] ends = {"\n", "\r\n", "\r", ""};
        Map<String, byte[]> scripts = new LinkedHashMap<>();
        // In every folder, or Flyway and we would say that a location is missing.
        for (String location : folders) {
            scripts.put(location + "data.txt", new byte[0]);
        }
        for (int i = 0; i < 30; i++) {
            String start =
                    switch (random.nextInt(4)) {
                        case 0 -> naming.repeatable() + naming.separator();
                        case 1 -> naming.versioned() + i + naming.separator();
                        case 2 -> naming.versioned() + "0" + i + ".0.";
                        default -> naming.versioned() + "1." + (100 + i) + naming.separator();
                    };
            String suffix =
                    naming.suffixes().get(random.nextInt(naming.suffixes().size()));
            String name = (start.endsWith(".") ? start + "1" : start + "change_" + i) + suffix;
            String beginning = naming.encoding().name().startsWith("UTF") && random.nextBoolean() ? "\uFEFF" : "";
            String end = ends[random.nextInt(ends.length)];
            scripts.put(
                    folders[random.nextInt(folders.length)] + name,
                    (beginning + "select " + i + ";" + end + "select 'ä€';" + end).getBytes(naming.encoding()));
        }
        scripts.put("db/migration/afterMigrate" + naming.suffixes().get(0), "select 1;".getBytes(naming.encoding()));
        return scripts;
    }

    private static List<String> foundByFlyway(ScriptNaming naming, String location, Path... classPath)
            throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path element : classPath) {
            urls.add(element.toUri().toURL());
        }
        List<String> result = new ArrayList<>();
        try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), null)) {
            for (MigrationInfo info : Flyway.configure(loader)
                    .dataSource(database())
                    .locations(location)
                    .sqlMigrationPrefix(naming.versioned())
                    .repeatableSqlMigrationPrefix(naming.repeatable())
                    .sqlMigrationSeparator(naming.separator())
                    .sqlMigrationSuffixes(naming.suffixes().toArray(String[]::new))
                    .encoding(naming.encoding())
                    .load()
                    .info()
                    .all()) {
                result.add(info.getVersion() + "|" + info.getDescription() + "|" + info.getScript() + "|"
                        + info.getChecksum());
            }
        }
        return result;
    }

    private static DataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:agreement;DB_CLOSE_DELAY=-1");
        return database;
    }

    private static List<String> foundByCatalog(ScriptNaming naming, String location, Path... classPath)
            throws Exception {
        ClassPathRoots roots = ClassPathRoots.of(List.of(classPath), ModuleLayer.empty(), List.of());
        List<String> result = new ArrayList<>();
        try (MigrationCatalog catalog = MigrationCatalog.read(CatalogFixture.scripts(naming, true, location), roots)) {
            for (ScriptKind kind : List.of(ScriptKind.VERSIONED, ScriptKind.REPEATABLE)) {
                for (Script script : catalog.scripts(kind)) {
                    result.add(
                            script.name().version().map(SchemaVersion::toString).orElse(null) + "|"
                                    + script.name().description() + "|" + script.path() + "|"
                                    + script.content().orElseThrow().checksum());
                }
            }
        }
        return result;
    }

    private static void write(Path script, byte[] content) throws IOException {
        Files.createDirectories(script.getParent());
        Files.write(script, content);
    }
}
