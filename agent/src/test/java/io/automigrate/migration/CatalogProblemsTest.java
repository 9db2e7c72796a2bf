package io.automigrate.migration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.classpath.TestJar;
import io.automigrate.settings.ScriptNaming;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogProblemsTest extends CatalogFixture {
    @Test
    void a_missing_location_is_a_failure_that_lists_the_searched_places() throws Exception {
        for (int i = 0; i < 12; i++) {
            classPath.add(Files.createDirectories(folder.resolve("f" + i)));
        }
        Files.createDirectories(classes);
        script("db/migration/V1__a.sql", "x");

        Failure failure = failure(
                "classpath:db/migrations", "filesystem:no/such", "filesystem:pom.xml", "classpath:db/migration");

        assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(failure.headline())
                .isEqualTo(
                        "Locations \"classpath:db/migrations\", \"filesystem:no/such\", \"filesystem:pom.xml\" do not exist");
        assertThat(texts(failure, "setting")).containsExactly("AUTO_MIGRATE_LOCATIONS");
        assertThat(texts(failure, "searched"))
                .contains(
                        "filesystem:no/such: \"" + Path.of("no/such").toAbsolutePath() + "\", which does not exist",
                        "filesystem:pom.xml: \"" + Path.of("pom.xml").toAbsolutePath()
                                + "\", which is a file, not a folder");
        assertThat(texts(failure, "searched").get(1))
                .startsWith("classpath:db/migrations: in 13 jars and folders of the class path: " + classes + ", ")
                .endsWith("/f8 and 3 more");
        assertThat(texts(failure, "remedy")).containsExactly("correct AUTO_MIGRATE_LOCATIONS, or create the folder");
    }

    /** The scripts are in {@code db/migration} on the class path and in the folder {@code disk}. */
    @ParameterizedTest
    @CsvSource({
        "classpath:{disk},                                    filesystem:{disk}",
        "{disk},                                              filesystem:{disk}",
        "filesystem:db/migration,                             classpath:db/migration",
        "filesystem:/db/migration,                            classpath:db/migration",
        "src/main/resources/db/migration,                     classpath:db/migration",
        "filesystem:src/main/resources/db/migration,          classpath:db/migration",
        "filesystem:/app/BOOT-INF/classes/db/migration,       classpath:db/migration",
        "classpath:/WEB-INF/classes/db/migration/,            classpath:db/migration",
        "db.migration,                                        classpath:db/migration",
        "classpath:db/migration/V1__a.sql,                    classpath:db/migration",
        "filesystem:{disk}/V1__a.sql,                         filesystem:{disk}",
        "db/migratoin,                                        classpath:db/migration",
        "DB/Migration,                                        classpath:db/migration"
    })
    void a_location_in_the_wrong_words_is_named_in_the_right_ones(String written, String meant) throws Exception {
        script("db/migration/V1__a.sql", "x");
        Path disk = Files.createDirectories(folder.resolve("disk/scripts"));
        Files.writeString(disk.resolve("V1__a.sql"), "x");

        Failure failure = failure(written.replace("{disk}", disk.toString()));

        String right = meant.replace("{disk}", disk.toString());
        assertThat(texts(failure, "found")).containsExactly("SQL files in " + right);
        assertThat(texts(failure, "remedy"))
                .containsExactly("set AUTO_MIGRATE_LOCATIONS=" + right + ", or create the folder");
    }

    @Test
    void a_location_of_one_backslash_has_no_other_reading() throws Exception {
        assertThat(texts(failure("classpath:\\"), "remedy"))
                .containsExactly("correct AUTO_MIGRATE_LOCATIONS, or create the folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"db/migration;db/seed", "db/migration db/seed", "db/migration | db/seed", "a\nb"})
    void a_list_without_commas_is_told_to_have_commas(String written) throws Exception {
        script("db/migration/V1__a.sql", "x");

        assertThat(texts(failure(written), "remedy"))
                .containsExactly("separate the locations in AUTO_MIGRATE_LOCATIONS by commas, or create the folder");
    }

    @Test
    void a_folder_whose_name_has_a_blank_is_found_by_its_misspelt_name() throws Exception {
        script("db/my scripts/V1__a.sql", "x");

        assertThat(texts(failure("db/my scirpts"), "remedy"))
                .containsExactly("set AUTO_MIGRATE_LOCATIONS=classpath:db/my scripts, or create the folder");
    }

    @Test
    void without_fail_on_missing_locations_a_location_that_does_not_exist_is_a_warning() throws Exception {
        script("db/here/V1__a.sql", "x");

        try (MigrationCatalog catalog = MigrationCatalog.read(
                scripts(
                        ScriptNaming.DEFAULT,
                        false,
                        "classpath:db/here",
                        "classpath:db/gone",
                        "filesystem:" + folder.resolve("gone")),
                roots())) {
            assertThat(catalog.scripts()).hasSize(1);
            assertThat(catalog.warnings())
                    .containsExactly(
                            "AUTO_MIGRATE_LOCATIONS: location \"classpath:db/gone\" does not exist;"
                                    + " failOnMissingLocations=false lets the start go on",
                            "AUTO_MIGRATE_LOCATIONS: location \"filesystem:" + folder.resolve("gone")
                                    + "\" does not exist; failOnMissingLocations=false lets the start go on");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FFFE 4300 5200, UTF-16",
        "FEFF 0043 0052, UTF-16",
        "FFFE0000 43000000, UTF-32",
        "4352E4 0A, <its encoding>",
        "FF, <its encoding>"
    })
    void the_remedy_for_malformed_text_names_the_encoding_that_the_bytes_show(String hex, String encoding)
            throws Exception {
        Path script = script("db/migration/V1__a.sql", "");
        Files.write(script, HexFormat.of().parseHex(hex.replace(" ", "")));

        assertThat(texts(failure("classpath:db/migration"), "remedy"))
                .singleElement()
                .asString()
                .startsWith("Save the script as UTF-8: \"iconv -f " + encoding + " -t UTF-8\" converts it");
    }

    @Test
    void text_that_is_malformed_in_the_encoding_of_the_settings_is_a_failure() throws Exception {
        Path script = script("db/migration/V1__a.sql", "");
        Files.write(script, new byte[] {'x', (byte) 0xE4});
        ScriptNaming ascii = new ScriptNaming("V", "R", "U", "__", List.of(".sql"), StandardCharsets.US_ASCII);

        Failure failure = catchThrowableOfType(
                        StartupException.class,
                        () -> MigrationCatalog.read(scripts(ascii, true, "classpath:db/migration"), roots()))
                .failure();

        assertThat(failure.headline())
                .startsWith("Migration script \"V1__a.sql\" can't be used: it is not US-ASCII text");
    }

    @Test
    void a_broken_jar_is_named_when_a_location_is_missing() throws Exception {
        Path broken = Files.writeString(folder.resolve("app.jar"), "no jar");
        classPath.add(broken);

        assertThat(texts(failure("classpath:db/migration"), "warning").get(0)).contains(broken.toString());
    }

    @Test
    void a_wildcard_below_a_folder_that_does_not_exist_is_a_failure_too() {
        assertThat(failure("classpath:db/*").headline()).isEqualTo("Location \"classpath:db/*\" does not exist");
    }

    @Test
    void a_misspelt_name_of_a_migration_is_a_failure() throws Exception {
        Path script = script("db/migration/V1_a.sql", "x");

        Failure failure = failure("classpath:db/migration");

        assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(failure.headline())
                .startsWith("Migration script \"V1_a.sql\" can't be used: \"1_a\" is not a version");
        assertThat(texts(failure, "script")).containsExactly(script.toString());
        assertThat(texts(failure, "remedy")).containsExactly("Rename the script, or take it out of the location.");
    }

    @Test
    void a_program_with_the_name_of_a_migration_is_a_failure() throws Exception {
        Path script = script("db/migration/V3__x.sh", "x");

        Failure failure = failure("classpath:db/migration");

        assertThat(failure.headline())
                .isEqualTo("Migration script \"V3__x.sh\" can't be used:"
                        + " Flyway would run it as a program, which this agent never does");
        assertThat(texts(failure, "script")).containsExactly(script.toString());
    }

    @Test
    void the_same_version_twice_is_a_failure_that_names_both_places() throws Exception {
        TestJar content = new TestJar().with("db/migration/V1__a.sql", "x");
        Path one = content.writeTo(folder.resolve("one.jar"));
        Path two = content.writeTo(folder.resolve("two.jar"));
        classPath.addAll(List.of(one, two));
        Path three = script("db/migration/V1.0__b.sql", "x");

        Failure failure = failure("classpath:db/migration");

        assertThat(failure.headline())
                .isEqualTo("Version 1.0 belongs to 3 scripts: \"V1.0__b.sql\", \"V1__a.sql\", \"V1__a.sql\"");
        assertThat(texts(failure, "script"))
                .containsExactly(
                        three.toString(),
                        "jar:" + one + "!/db/migration/V1__a.sql",
                        "jar:" + two + "!/db/migration/V1__a.sql");
    }

    @Test
    void duplicate_repeatable_scripts_baselines_and_callbacks_are_a_failure() throws Exception {
        for (String name : List.of(
                "R__a_b.sql",
                "R__a b.sql",
                "B1__x.sql",
                "B1.0__y.sql",
                "one/afterMigrate.sql",
                "two/afterMigrate.SQL")) {
            script("db/migration/" + name, "x");
        }
        Failure failure = failure("classpath:db/migration");

        assertThat(failure.headline()).isEqualTo("3 problems with the migration scripts");
        assertThat(texts(failure, "problem"))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith(
                                        "2 repeatable scripts have the description \"a b\": \"R__a b.sql\", \"R__a_b.sql\"\n"),
                        second -> assertThat(second).startsWith("Version 1.0 belongs to 2 baseline scripts"),
                        third -> assertThat(third).startsWith("2 callbacks have the same name"));
    }

    @Test
    void scripts_that_flyway_tells_apart_are_accepted_together() throws Exception {
        for (String name : List.of(
                "V1__x.sql",
                "B1__x.sql",
                "U1__x.sql",
                "U1.0__x.sql",
                "R__x.sql",
                "afterMigrate.sql",
                "afterMigrate__x.sql")) {
            script("db/migration/" + name, "x");
        }
        try (MigrationCatalog catalog = read("classpath:db/migration")) {
            assertThat(catalog.scripts()).hasSize(5);
        }
    }

    @Test
    void a_script_that_is_not_utf_8_is_a_failure() throws Exception {
        Path script = script("db/migration/V1__a.sql", "");
        Files.write(script, "select 1;\n-- Gr\u00FC\u00DFe".getBytes(ISO_8859_1));

        Failure failure = failure("classpath:db/migration");

        assertThat(failure.headline())
                .isEqualTo("Migration script \"V1__a.sql\" can't be used:"
                        + " it is not UTF-8: the byte at offset 15, in line 2, does not begin a character");
        assertThat(texts(failure, "script")).containsExactly(script.toString());
        assertThat(texts(failure, "remedy").get(0)).contains("UTF-8");
    }

    @Test
    @Timeout(60)
    void a_pipe_with_the_name_of_a_script_is_refused_without_waiting_for_a_writer() throws Exception {
        Path pipe = script("db/migration/V1__a.sql", "");
        Files.delete(pipe);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        Failure failure = failure("filesystem:" + pipe.getParent());

        assertThat(failure.headline())
                .isEqualTo("Migration script \"V1__a.sql\" can't be used:"
                        + " it can't be read: it is a pipe or a device, and not a file");
    }

    @Test
    void a_configuration_may_give_a_script_another_encoding() throws Exception {
        Path script = script("db/migration/V1__a.sql", "");
        Files.write(script, "-- Gr\u00FC\u00DFe".getBytes(ISO_8859_1));
        script("db/migration/V1__a.sql.conf", "encoding=ISO-8859-1");

        try (MigrationCatalog catalog = read("filesystem:" + script.getParent())) {
            assertThat(catalog.scripts().get(0).content()).isEmpty();
        }
    }

    @Test
    void on_the_class_path_flyway_ignores_the_encoding_of_a_configuration() throws Exception {
        Path script = script("db/migration/V1__a.sql", "");
        Files.write(script, "-- Gr\u00FC\u00DFe".getBytes(ISO_8859_1));
        script("db/migration/V1__a.sql.conf", "encoding=ISO-8859-1");

        Failure failure = failure("classpath:db/migration");

        assertThat(failure.headline()).startsWith("Migration script \"V1__a.sql\" can't be used: it is not UTF-8");
        assertThat(texts(failure, "remedy").get(0)).contains("only in filesystem: locations");
    }

    @Test
    void a_script_that_can_not_be_read_is_a_failure() throws Exception {
        Files.createDirectories(classes.resolve("db/migration"));
        Files.createSymbolicLink(classes.resolve("db/migration/V1__a.sql"), Path.of("nowhere"));

        assertThat(failure("classpath:db/migration").headline())
                .isEqualTo(
                        "Migration script \"V1__a.sql\" can't be used: it is a link, and the target of the link does not exist");
    }

    @Test
    void a_script_that_the_account_may_not_read_is_a_failure() throws Exception {
        Path script = script("db/migration/V1__a.sql", "x");
        script("other/V2__b.sql", "x");
        Files.setPosixFilePermissions(script, Set.of());
        Files.setPosixFilePermissions(classes.resolve("other"), Set.of());
        assumeFalse(Files.isReadable(script), "root may read everything");
        try {
            assertThat(failure("classpath:db/migration").headline())
                    .isEqualTo(
                            "Migration script \"V1__a.sql\" can't be used: the application's account may not read the file");
            assertThat(failure("filesystem:" + classes.resolve("other")).headline())
                    .isEqualTo("Location \"filesystem:" + classes.resolve("other") + "\" can't be read");
            assertThat(failure("classpath:other").headline())
                    .isEqualTo("The folder \"" + classes + "\" of the class path can't be read");
        } finally {
            Files.setPosixFilePermissions(classes.resolve("other"), Set.of(PosixFilePermission.values()));
        }
    }

    @Test
    void all_problems_are_reported_at_once() throws Exception {
        for (int i = 0; i < 30; i++) {
            script("db/migration/V" + i + "_a.sql", "x");
        }
        script("db/migration/V3__x.sh", "x");
        Files.write(script("db/migration/V99__x.sql", ""), new byte[] {(byte) 0xFF});

        Failure failure = failure("classpath:db/migration");

        assertThat(failure.headline()).isEqualTo("32 problems with the migration scripts");
        assertThat(texts(failure, "problem")).hasSize(21).endsWith("and 12 more");
        assertThat(texts(failure, "remedy").get(0).lines()).hasSize(3);
    }
}
