package io.automigrate.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.migration.classpath.TestJar;
import io.automigrate.settings.Location;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
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

    @Test
    void finds_the_migrations_that_flyway_finds_in_folders_and_jars_with_the_same_paths_and_checksums()
            throws Exception {
        Random random = new Random(42);
        for (int round = 0; round < 15; round++) {
            Path classes = Files.createDirectories(folder.resolve("classes" + round));
            TestJar content = new TestJar();
            for (Map.Entry<String, String> script : generatedScripts(random).entrySet()) {
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
                assertThat(foundByCatalog(location, classes, jar))
                        .as(location)
                        .isEqualTo(foundByFlyway(location, classes, jar));
            }
        }
    }

    private static Map<String, String> generatedScripts(Random random) {
        String[] folders = {"db/migration/", "db/migration/sub/", "db/migration/sub/ü x/", "db/migration2/sub/"};
        String[] ends = {"\n", "\r\n", "\r", ""};
        Map<String, String> scripts = new LinkedHashMap<>();
        // In every folder, or Flyway and we would say that a location is missing.
        for (String location : folders) {
            scripts.put(location + "data.sql", "");
        }
        for (int i = 0; i < 30; i++) {
            String start =
                    switch (random.nextInt(4)) {
                        case 0 -> "R__";
                        case 1 -> "V" + i + "__";
                        case 2 -> "V0" + i + "_0.";
                        default -> "V1." + (100 + i) + "__";
                    };
            String name = start.endsWith(".") ? start + "1.sql" : start + "change_" + i + ".sql";
            String end = ends[random.nextInt(ends.length)];
            scripts.put(
                    folders[random.nextInt(folders.length)] + name,
                    (random.nextBoolean() ? "\uFEFF" : "") + "select " + i + ";" + end + "select 'ä€';" + end);
        }
        scripts.put("db/migration/afterMigrate.sql", "select 1;");
        return scripts;
    }

    private static List<String> foundByFlyway(String location, Path... classPath) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path element : classPath) {
            urls.add(element.toUri().toURL());
        }
        List<String> result = new ArrayList<>();
        try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), null)) {
            for (MigrationInfo info : Flyway.configure(loader)
                    .dataSource(database())
                    .locations(location)
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

    private static List<String> foundByCatalog(String location, Path... classPath) throws Exception {
        ClassPathRoots roots = ClassPathRoots.of(List.of(classPath), ModuleLayer.empty(), List.of());
        List<String> result = new ArrayList<>();
        try (MigrationCatalog catalog =
                MigrationCatalog.read(List.of(Location.parse(location)), "AUTO_MIGRATE_LOCATIONS", roots)) {
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

    private static void write(Path script, String content) throws IOException {
        Files.createDirectories(script.getParent());
        Files.writeString(script, content);
    }
}
