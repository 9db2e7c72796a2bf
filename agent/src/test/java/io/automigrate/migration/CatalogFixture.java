package io.automigrate.migration;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.settings.Location;
import io.automigrate.settings.ScriptNaming;
import io.automigrate.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder of classes, on a class path that may get more elements, and catalogs of it. */
abstract class CatalogFixture {
    @TempDir
    Path folder;

    final List<Path> classPath = new ArrayList<>();
    Path classes;

    @BeforeEach
    void one_folder_is_on_the_class_path() {
        classes = folder.resolve("classes");
        classPath.add(classes);
    }

    Path script(String name, String content) throws IOException {
        Path script = classes.resolve(name);
        Files.createDirectories(script.getParent());
        return Files.writeString(script, content);
    }

    MigrationCatalog read(String... locations) throws StartupException {
        return MigrationCatalog.read(scripts(ScriptNaming.DEFAULT, true, locations), roots());
    }

    static Settings.Scripts scripts(ScriptNaming naming, boolean failOnMissingLocations, String... locations) {
        return new Settings.Scripts(
                locations(locations), "AUTO_MIGRATE_LOCATIONS", Map.of(), naming, failOnMissingLocations);
    }

    Failure failure(String... locations) {
        return catchThrowableOfType(StartupException.class, () -> read(locations))
                .failure();
    }

    ClassPathRoots roots() {
        return ClassPathRoots.of(classPath, ModuleLayer.empty(), List.of());
    }

    static List<Location> locations(String... locations) {
        List<Location> result = new ArrayList<>();
        for (String location : locations) {
            result.add(Location.parse(location));
        }
        return result;
    }

    static List<String> texts(Failure failure, String label) {
        List<String> texts = new ArrayList<>();
        for (Failure.Detail detail : failure.details()) {
            if (detail.label().equals(label)) {
                texts.add(detail.text());
            }
        }
        return texts;
    }
}
