package io.automigrate.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.automigrate.migration.NameReading.Refused;
import io.automigrate.migration.NameReading.Stray;
import io.automigrate.migration.NameReading.Unrelated;
import io.automigrate.migration.NameReading.Usable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingConventionTest {
    @ParameterizedTest
    @CsvSource({
        "V1__a.sql, VERSIONED, 1, a",
        "V1__create_all_tables.sql, VERSIONED, 1, create all tables",
        "V1.2_3__x.sql, VERSIONED, 1.2.3, x",
        "V001__x.SQL, VERSIONED, 001, x",
        "V20260131235959__x.Sql, VERSIONED, 20260131235959, x",
        "V1.sql, VERSIONED, 1, ''",
        "V1_2.sql, VERSIONED, 1.2, ''",
        "V1__.sql, VERSIONED, 1, ''",
        "V1__a__b.sql, VERSIONED, 1, a  b",
        "V1__ä b.sql, VERSIONED, 1, ä b",
        "V1__a.b.sql, VERSIONED, 1, a.b",
        "V1___a.sql, VERSIONED, 1, ' a'",
        "R__views.sql, REPEATABLE, , views",
        "R__.sql, REPEATABLE, , ''",
        "R__1.sql, REPEATABLE, , 1",
        "B7__all.sql, BASELINE, 7, all",
        "B7.sql, BASELINE, 7, ''",
        "U7__back.sql, UNDO, 7, back",
        "afterMigrate.sql, CALLBACK, , ''",
        "afterMigrate__grant_rights.sql, CALLBACK, , grant rights",
        "beforeEachMigrateStatement.SQL, CALLBACK, , ''",
        "V1__a.sql.conf, CONFIGURATION, , ''",
        "afterMigrate.sql.CONF, CONFIGURATION, , ''"
    })
    void understands_the_names_that_flyway_understands(
            String fileName, ScriptKind kind, String version, String description) {
        ScriptName name =
                assertInstanceOf(Usable.class, NamingConvention.read(fileName)).name();

        assertThat(name.fileName()).isEqualTo(fileName);
        assertThat(name.kind()).isEqualTo(kind);
        assertThat(name.version().map(SchemaVersion::toString)).isEqualTo(Optional.ofNullable(version));
        assertThat(name.description()).isEqualTo(description);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "V1_a.sql",
                "V__x.sql",
                "V1.a__x.sql",
                "V1-2__x.sql",
                "V1.__x.sql",
                "V1 __x.sql",
                "V_1__x.sql",
                "V-1__x.sql",
                "V+1.sql",
                "Vlatest__x.sql",
                "Vcurrent.sql",
                "V٣__x.sql",
                "V9223372036854775807__x.sql",
                "VA__x.sql",
                "v1__a.sql",
                "r__views.sql",
                "b1__x.sql",
                "u1__x.sql",
                "R1__x.sql",
                "R_views.sql",
                "B__x.sql",
                "B1_x.sql",
                "U__x.sql",
                "U1_x.sql",
                "afterMigrate_x.sql",
                "beforeMigrate_.sql"
            })
    void refuses_names_that_look_like_a_migration_and_are_none(String fileName) {
        Refused refused = assertInstanceOf(Refused.class, NamingConvention.read(fileName));

        assertThat(refused.reason()).contains("expected");
        assertThat(refused.remedy()).isEqualTo("Rename the script, or take it out of the location.");
    }

    @Test
    void a_refusal_contains_the_defect_and_the_expected_form() {
        assertThat(NamingConvention.read("V1_a.sql"))
                .isEqualTo(new Refused(
                        "\"1_a\" is not a version, a version consists of numbers with \".\" or \"_\" between them,"
                                + " expected V<version>__<description>.sql, for example V1.2__add_index.sql",
                        "Rename the script, or take it out of the location."));
        assertThat(NamingConvention.read("v1__a.sql"))
                .isEqualTo(new Refused(
                        "Flyway's prefixes are upper-case letters, expected \"V\" at the beginning",
                        "Rename the script, or take it out of the location."));
        assertThat(NamingConvention.read("R1__a.sql"))
                .isEqualTo(new Refused(
                        "behind \"R\" there must be \"__\", expected R__<description>.sql",
                        "Rename the script, or take it out of the location."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "V3__x.sh",
                "V3__x.SH",
                "V3__x.bash",
                "V3__x.py",
                "V3__x.ps1",
                "V3__x.bat",
                "V3__x.cmd",
                "R__x.sh",
                "R.sh",
                "B3__x.sh",
                "afterMigrate.sh",
                "beforeConnect__x.sh",
                "V3__x",
                "V3",
                "R__x",
                "afterMigrate",
                "V3__x."
            })
    void refuses_what_flyway_would_give_to_a_shell(String fileName) {
        Refused refused = assertInstanceOf(Refused.class, NamingConvention.read(fileName));

        assertThat(refused.reason()).contains("program");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.sql",
                "readme.sql",
                ".sql",
                ".V1__a.sql",
                "V.sql",
                "R.sql",
                "Views.sql",
                "Rollback.sql",
                "Roles__x.sql",
                "views__all.sql",
                "afterMigration.sql",
                "AfterMigrate.sql",
                "B-tree.sql",
                "V1__a.txt",
                "V1__a.sql.bak",
                "v1__a.ddl",
                "V1_a.sh",
                "Vnext.sh",
                "R2D2",
                "Vnext.sh",
                "R2D2",
                "V1__a.sqll"
            })
    void warns_of_files_that_are_not_run(String fileName) {
        assertThat(NamingConvention.read(fileName)).isInstanceOf(Stray.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "README",
                "deploy.sh",
                "data.csv",
                ".gitkeep",
                "Vagrantfile",
                "VERSION",
                "R",
                "flyway.conf",
                "notes.txt",
                "build.gradle",
                "..."
            })
    void passes_over_files_that_are_no_scripts(String fileName) {
        assertThat(NamingConvention.read(fileName)).isInstanceOf(Unrelated.class);
    }

    @Test
    void generated_names_are_usable_only_if_flyway_runs_them_and_flyways_are_never_ignored_silently() {
        List<String> names = generatedNames();
        FlywayNaming flyway = new FlywayNaming();
        int usable = 0;
        for (String name : names) {
            NameReading reading = NamingConvention.read(name);
            Optional<ScriptName> expected = flyway.sqlScript(name);
            if (reading instanceof Usable ours && isForFlyway(ours.name().kind())) {
                assertThat(expected).as(name).contains(ours.name());
                usable++;
            } else if (expected.isPresent()) {
                assertThat(reading).as(name).isInstanceOf(Refused.class);
            } else if (flyway.isProgram(name)) {
                assertThat(reading).as(name).isInstanceOfAny(Refused.class, Stray.class);
            }
        }
        assertThat(usable).isGreaterThan(400);
    }

    private static boolean isForFlyway(ScriptKind kind) {
        return kind != ScriptKind.UNDO && kind != ScriptKind.CONFIGURATION;
    }

    private static List<String> generatedNames() {
        Random random = new Random(4711);
        String[] starts = {"V", "R", "B", "U", "v", "afterMigrate", "afterMigrateError", "beforeConnect", "x", ".", ""};
        String[] middles = {
            "1",
            "0",
            "01",
            "1.0",
            "1_1",
            "2",
            "_",
            "__",
            "a",
            "B",
            ".",
            "-1",
            "+",
            " ",
            "latest",
            "next",
            "ä",
            "9223372036854775807"
        };
        String[] ends = {".sql", ".SQL", ".sQl", ".sh", ".Bat", ".py", "", ".", ".txt", ".sql.conf", ".sql.bak", "sql"};
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder(starts[random.nextInt(starts.length)]);
            int parts = random.nextInt(5);
            for (int part = 0; part < parts; part++) {
                name.append(middles[random.nextInt(middles.length)]);
            }
            names.add(name.append(ends[random.nextInt(ends.length)]).toString());
        }
        return names;
    }
}
