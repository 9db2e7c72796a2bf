package io.automigrate.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.automigrate.migration.classpath.TestJar;
import io.automigrate.settings.Location;
import io.automigrate.settings.ScriptNaming;
import io.automigrate.settings.Settings;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationCatalogTest extends CatalogFixture {
    @Test
    void the_catalog_has_the_scripts_in_flyways_order() throws Exception {
        for (String name : List.of(
                "V10__j.sql",
                "V9.1__i.sql",
                "R__b.sql",
                "afterMigrate.sql",
                "B5__base.sql",
                "U9__undo.sql",
                "sub/V2__b.sql",
                "R__a.sql",
                "V2.1__c.sql.conf",
                "V2.1__c.sql")) {
            script("db/migration/" + name, "select 1;");
        }

        try (MigrationCatalog catalog = read("classpath:db/migration")) {
            assertThat(catalog.scripts())
                    .extracting(Script::path)
                    .containsExactly(
                            "sub/V2__b.sql",
                            "V2.1__c.sql",
                            "V9.1__i.sql",
                            "V10__j.sql",
                            "R__a.sql",
                            "R__b.sql",
                            "B5__base.sql",
                            "afterMigrate.sql",
                            "V2.1__c.sql.conf");
            assertThat(catalog.scripts(ScriptKind.UNDO))
                    .extracting(Script::path)
                    .containsExactly("U9__undo.sql");
            assertThat(catalog.scripts(ScriptKind.CALLBACK)).hasSize(1);
            assertThat(catalog.warnings()).isEmpty();
            assertThat(catalog.isEmpty()).isFalse();
        }
    }

    @Test
    void a_script_has_a_name_a_path_a_content_and_a_file() throws Exception {
        Path jar = new TestJar()
                .with("db/migration/sub/V1.2__add_ö.sql", "\uFEFFselect '${x}';\r\n")
                .writeTo(folder.resolve("app.jar"));
        classPath.add(jar);

        try (MigrationCatalog catalog = read("classpath:db/migration")) {
            Script script = catalog.scripts().get(0);
            assertThat(script.name().fileName()).isEqualTo("V1.2__add_ö.sql");
            assertThat(script.name().version()).contains(SchemaVersion.parse("1.2"));
            assertThat(script.name().description()).isEqualTo("add ö");
            assertThat(script.kind()).isEqualTo(ScriptKind.VERSIONED);
            assertThat(script.location()).isEqualTo(Location.parse("classpath:db/migration"));
            assertThat(script.path()).isEqualTo("sub/V1.2__add_ö.sql");
            assertThat(script.file().size()).isEqualTo(19);
            assertThat(script)
                    .hasToString("\"sub/V1.2__add_ö.sql\" (jar:" + jar + "!/db/migration/sub/V1.2__add_ö.sql)");
            ScriptContent content = script.content().orElseThrow();
            assertThat(content.isBlank()).isFalse();
            assertThat(content.containsPlaceholder()).isTrue();
            try (InputStream in = script.file().open()) {
                assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("\uFEFFselect '${x}';\r\n");
            }
        }
    }

    @Test
    void collects_one_location_from_several_jars() throws Exception {
        script("db/migration/V1__a.sql", "x");
        classPath.add(new TestJar().with("db/migration/V2__b.sql", "x").writeTo(folder.resolve("b.jar")));
        classPath.add(new TestJar()
                .withoutFolderEntries()
                .with("db/migration/V3__c.sql", "x")
                .writeTo(folder.resolve("c.jar")));

        try (MigrationCatalog catalog = read("classpath:db/migration")) {
            assertThat(catalog.scripts())
                    .extracting(Script::path)
                    .containsExactly("V1__a.sql", "V2__b.sql", "V3__c.sql");
        }
    }

    @Test
    void a_file_that_is_reached_twice_is_one_script_with_the_path_below_the_upper_location() throws Exception {
        script("db/migration/pg/V1__a.sql", "x");
        script("db/migration/V2__b.sql", "x");
        Files.createSymbolicLink(folder.resolve("link"), classes);
        classPath.add(folder.resolve("link"));

        try (MigrationCatalog catalog = read(
                "classpath:db/migration/pg",
                "classpath:db/migration",
                "classpath:db/migration",
                "classpath:db/*/pg",
                "filesystem:" + classes.resolve("db"))) {
            assertThat(catalog.scripts()).extracting(Script::path).containsExactly("pg/V1__a.sql", "V2__b.sql");
            assertThat(catalog.scripts())
                    .extracting(Script::location)
                    .containsOnly(Location.parse("classpath:db/migration"));
            assertThat(catalog.warnings()).isEmpty();
        }
    }

    @Test
    void two_names_of_one_file_are_two_scripts() throws Exception {
        Path script = script("db/migration/V1__a.sql", "x");
        Files.createSymbolicLink(script.resolveSibling("V2__b.sql"), script);

        try (MigrationCatalog catalog = read("classpath:db/migration")) {
            assertThat(catalog.scripts()).hasSize(2);
        }
    }

    @Test
    void reads_folders_of_the_file_system_with_wildcards() throws Exception {
        script("sql/one/V1__a.sql", "x");
        script("sql/two/sub/V2__b.sql", "x");
        script("other/V3__c.sql", "x");

        try (MigrationCatalog catalog = read("filesystem:" + classes + "/s*/*")) {
            assertThat(catalog.scripts()).extracting(Script::path).containsExactly("V1__a.sql", "sub/V2__b.sql");
        }
        try (MigrationCatalog catalog =
                read("filesystem:" + classes + "/sql", "filesystem:" + classes + "/../classes/other/")) {
            assertThat(catalog.scripts())
                    .extracting(Script::path)
                    .containsExactly("one/V1__a.sql", "two/sub/V2__b.sql", "V3__c.sql");
        }
    }

    @Test
    void a_folder_of_the_file_system_is_relative_to_the_working_directory() throws Exception {
        Path below = Files.createDirectories(Path.of("target"));
        Path sql = Files.createTempDirectory(below, "sql");
        Path script = Files.writeString(sql.resolve("V1__a.sql"), "x");
        try (MigrationCatalog catalog = read("filesystem:" + sql)) {
            assertThat(sql).isRelative();
            assertThat(catalog.scripts().get(0).file().place())
                    .isEqualTo(script.toAbsolutePath().toString());
        } finally {
            Files.delete(script);
            Files.delete(sql);
        }
    }

    @Test
    void the_default_location_need_not_exist() throws Exception {
        try (MigrationCatalog catalog = MigrationCatalog.read(
                Settings.Scripts.named(locations("classpath:db/migration"), "default", Map.of()), roots())) {
            assertThat(catalog.isEmpty()).isTrue();
            assertThat(catalog.searched()).containsExactly("classpath:db/migration: the class path is empty");
        }
    }

    @Test
    void an_empty_location_makes_an_empty_catalog() throws Exception {
        Files.createDirectories(classes.resolve("db/migration"));

        try (MigrationCatalog catalog = read("classpath:db/migration")) {
            assertThat(catalog.isEmpty()).isTrue();
            assertThat(catalog.searched())
                    .containsExactly("classpath:db/migration: in 1 jar or folder of the class path: " + classes);
            assertThat(catalog.warnings()).isEmpty();
        }
    }

    @Test
    void a_catalog_with_only_callbacks_configurations_and_undo_scripts_is_empty() throws Exception {
        script("db/migration/afterMigrate.sql", "x");
        script("db/migration/U1__x.sql", "x");

        try (MigrationCatalog catalog = read("classpath:db/migration")) {
            assertThat(catalog.isEmpty()).isTrue();
        }
    }

    @Test
    void warns_of_a_location_without_scripts_beside_others() throws Exception {
        script("db/migration/V1__a.sql", "x");
        script("db/seed/readme.md", "x");

        try (MigrationCatalog catalog = read("classpath:db/migration", "classpath:db/seed", "classpath:db/x*")) {
            assertThat(catalog.warnings())
                    .containsExactly(
                            "AUTO_MIGRATE_LOCATIONS: location \"classpath:db/seed\" holds no scripts",
                            "AUTO_MIGRATE_LOCATIONS: location \"classpath:db/x*\" holds no scripts");
        }
    }

    @Test
    void warns_of_files_that_are_not_run() throws Exception {
        script("db/migration/V1__a.sql", "x");
        Path data = script("db/migration/data.sql", "x");
        script("db/migration/README.md", "x");

        try (MigrationCatalog catalog = read("classpath:db/migration")) {
            assertThat(catalog.scripts()).hasSize(1);
            assertThat(catalog.warnings())
                    .containsExactly("\"data.sql\" is not run: its name is not one that Flyway knows (" + data + ")");
        }
    }

    @Test
    void one_warning_covers_all_files_with_another_suffix_than_the_settings_name() throws Exception {
        script("db/migration/V1__a.postgresql.sql", "x");
        script("db/migration/V1__a.h2.sql", "x");
        Path first = classes.resolve("db/migration/V1__a.h2.sql");
        script("db/migration/V2__b.oracle.sql", "x");
        ScriptNaming naming = new ScriptNaming("V", "R", "U", "__", List.of(".postgresql.sql"), StandardCharsets.UTF_8);

        try (MigrationCatalog catalog =
                MigrationCatalog.read(scripts(naming, true, "classpath:db/migration"), roots())) {
            assertThat(catalog.scripts()).hasSize(1);
            assertThat(catalog.warnings())
                    .containsExactly(
                            "\"V1__a.h2.sql\" and 1 more of this kind are not run: the names begin like a migration's, but do"
                                    + " not end in \".postgresql.sql\" (" + first + ")");
        }
    }

    @Test
    void warns_of_a_configuration_without_a_script() throws Exception {
        script("db/migration/V1__a.sql", "x");
        script("db/migration/v1__A.sql.conf", "x");
        script("db/migration/afterMigrate.sql", "x");
        script("db/migration/afterMigrate.sql.conf", "x");
        Path lonely = script("db/migration/V2__b.sql.conf", "x");

        try (MigrationCatalog catalog = read("classpath:db/migration")) {
            assertThat(catalog.warnings())
                    .containsExactly("\"V2__b.sql.conf\" is not used: its script is missing (" + lonely + ")");
        }
    }

    @Test
    void the_number_of_warnings_is_limited() throws Exception {
        for (int i = 0; i < 30; i++) {
            script("db/migration/data" + i + ".sql", "x");
        }
        try (MigrationCatalog catalog = read("classpath:db/migration")) {
            assertThat(catalog.warnings()).hasSize(21).endsWith("10 more files in the locations are not run");
        }
    }

    @Test
    void lists_java_migrations_and_callbacks_without_nested_classes() throws Exception {
        for (String name : List.of(
                "db/migration/V3__Java.class",
                "db/migration/V3__Java$1.class",
                "db/migration/sub/R__Other.class",
                "db/migration/package-info.class",
                "db/callback/Audit.class",
                "db/callback/Audit$Nested.class",
                "db/callback/notes.txt")) {
            script(name, "x");
        }
        try (MigrationCatalog catalog = read("classpath:db/migration", "classpath:db")) {
            assertThat(catalog.javaMigrations())
                    .extracting(MigrationClass::className, MigrationClass::place)
                    .containsExactly(
                            tuple(
                                    "db.migration.V3__Java",
                                    classes.resolve("db/migration/V3__Java.class")
                                            .toString()),
                            tuple(
                                    "db.migration.sub.R__Other",
                                    classes.resolve("db/migration/sub/R__Other.class")
                                            .toString()));
            assertThat(catalog.javaCallbacks())
                    .extracting(MigrationClass::className)
                    .containsExactly("db.callback.Audit");
            assertThat(catalog.isEmpty()).isFalse();
            assertThat(catalog.warnings()).isEmpty();
        }
    }

    @Test
    void warns_of_classes_where_flyway_does_not_look_for_them() throws Exception {
        Path type = script("sql/V3__Java.class", "x");

        try (MigrationCatalog catalog = read("filesystem:" + classes.resolve("sql"))) {
            assertThat(catalog.javaMigrations()).isEmpty();
            assertThat(catalog.warnings())
                    .containsExactly(
                            "\"V3__Java.class\" is not run: Flyway looks for Java migrations on the class path only ("
                                    + type + ")");
        }
    }

    @Test
    void blank_scripts_are_marked() throws Exception {
        script("db/migration/V1__empty.sql", "");
        script("db/migration/V2__white.sql", "\uFEFF \r\n\t");
        script("db/migration/V3__full.sql", "select 1;");

        try (MigrationCatalog catalog = read("classpath:db/migration")) {
            assertThat(catalog.scripts())
                    .extracting(script -> script.content().orElseThrow().isBlank())
                    .containsExactly(true, true, false);
        }
    }
}
