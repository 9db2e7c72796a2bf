package io.automigrate.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.automigrate.migration.NameReading.Refused;
import io.automigrate.migration.NameReading.Stray;
import io.automigrate.migration.NameReading.Unrelated;
import io.automigrate.migration.NameReading.Usable;
import io.automigrate.settings.ScriptNaming;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingConventionTest {
    private static final String[] MIDDLES =
            "1 0 01 1.0 1_1 2 _ __ a B . -1 + latest next ä 9223372036854775807".split(" ");
    private static final NamingConvention CONVENTION = new NamingConvention(ScriptNaming.DEFAULT);

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
                assertInstanceOf(Usable.class, CONVENTION.read(fileName)).name();

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
        Refused refused = assertInstanceOf(Refused.class, CONVENTION.read(fileName));

        assertThat(refused.reason()).contains("expected");
        assertThat(refused.remedy()).isEqualTo("Rename the script, or take it out of the location.");
    }

    @Test
    void a_refusal_contains_the_defect_and_the_expected_form() {
        assertThat(CONVENTION.read("V1_a.sql"))
                .isEqualTo(new Refused(
                        "\"1_a\" is not a version, a version consists of numbers with \".\" or \"_\" between them,"
                                + " expected V<version>__<description>.sql, for example V1.2__add_index.sql",
                        "Rename the script, or take it out of the location."));
        assertThat(CONVENTION.read("v1__a.sql"))
                .isEqualTo(new Refused(
                        "Flyway's prefixes depend on the case of letters, expected \"V\" at the beginning",
                        "Rename the script, or take it out of the location."));
        assertThat(CONVENTION.read("R1__a.sql"))
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
        Refused refused = assertInstanceOf(Refused.class, CONVENTION.read(fileName));

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
        assertThat(CONVENTION.read(fileName)).isInstanceOf(Stray.class);
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
        assertThat(CONVENTION.read(fileName)).isInstanceOf(Unrelated.class);
    }

    @Test
    void generated_names_are_usable_only_if_flyway_runs_them_and_flyways_are_never_ignored_silently() {
        assertThat(compareWithFlyway(ScriptNaming.DEFAULT, 20_000)).isGreaterThan(400);
    }

    @Test
    void with_any_prefixes_separator_and_suffixes_the_usable_names_are_those_that_flyway_runs() {
        Random random = new Random(2026);
        int usable = 0;
        for (int i = 0; i < 300; i++) {
            usable += compareWithFlyway(generatedNaming(random), 400);
        }
        assertThat(usable).isGreaterThan(2000);
    }

    /** Returns how many of the names are usable. */
    private static int compareWithFlyway(ScriptNaming naming, int count) {
        NamingConvention convention = new NamingConvention(naming);
        FlywayNaming flyway = new FlywayNaming(naming);
        int usable = 0;
        for (String name : generatedNames(naming, count)) {
            NameReading reading = convention.read(name);
            Optional<ScriptName> expected = flyway.sqlScript(name);
            String what = name + " with " + naming;
            if (reading instanceof Usable ours && isForFlyway(ours.name().kind())) {
                assertThat(expected).as(what).contains(ours.name());
                usable++;
            } else if (expected.isPresent() && !isUndo(reading)) {
                assertThat(reading).as(what).isInstanceOfAny(Refused.class, Stray.class);
            } else if (flyway.isProgram(name)) {
                assertThat(reading).as(what).isNotInstanceOf(Unrelated.class);
            }
        }
        return usable;
    }

    /** Flyway's open edition has no undo scripts, so that a prefix for them hides what Flyway reads otherwise. */
    private static boolean isUndo(NameReading reading) {
        return reading instanceof Usable usable && usable.name().kind() == ScriptKind.UNDO;
    }

    private static ScriptNaming generatedNaming(Random random) {
        String[] versioned = {"V", "", "M", "v", "Ver_", "after", "VU", "mig-"};
        String[] repeatable = {"R", "RR", "r", "X", "Rep_"};
        String[] undo = {"U", "UNDO_", "V_", "u", "Undo"};
        String[] separators = {"__", "_", "-", "--", "~", "___"};
        List<List<String>> suffixes = List.of(
                List.of(".sql"),
                List.of(".psql", ".sql"),
                List.of("POSTGRESQL.sql"),
                List.of(".sql", ".pkg.sql"),
                List.of(".ddl", ".dml"),
                List.of("sql", "x.sql", ".SQL"));
        return new ScriptNaming(
                versioned[random.nextInt(versioned.length)],
                repeatable[random.nextInt(repeatable.length)],
                undo[random.nextInt(undo.length)],
                separators[random.nextInt(separators.length)],
                suffixes.get(random.nextInt(suffixes.size())),
                StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "V1_12_15__baseline___POSTGRESQL.sql, VERSIONED, 1.12.15, 'baseline   '",
        "V1.1__a.POSTGRESQL.sql, VERSIONED, 1.1, a.",
        "R__viewsPOSTGRESQL.sql, REPEATABLE, , views",
        "U1__aPostgresql.SQL, UNDO, 1, a"
    })
    void a_suffix_may_name_the_database(String fileName, ScriptKind kind, String version, String description) {
        ScriptNaming naming = new ScriptNaming("V", "R", "U", "__", List.of("POSTGRESQL.sql"), StandardCharsets.UTF_8);
        ScriptName name = assertInstanceOf(Usable.class, new NamingConvention(naming).read(fileName))
                .name();

        assertThat(name.kind()).isEqualTo(kind);
        assertThat(name.version().map(SchemaVersion::toString)).isEqualTo(Optional.ofNullable(version));
        assertThat(name.description()).isEqualTo(description);
    }

    @ParameterizedTest
    @CsvSource({
        "M1-a.psql, Usable",
        "MV-all.psql, Usable",
        "undo1-a.psql, Usable",
        "M1-a.ddl, Usable",
        "M1_a.psql, Refused",
        "m1-a.psql, Refused",
        "UNDO1-a.psql, Refused",
        "MV_all.psql, Refused",
        "M1-a.sql, OtherSuffix",
        "V1-a.psql, Stray",
        "data.psql, Stray",
        "M1-a.sh, Refused",
        "readme.txt, Unrelated"
    })
    void names_nearly_like_the_settings_are_not_ignored_silently(String fileName, String reading) {
        ScriptNaming naming =
                new ScriptNaming("M", "MV", "undo", "-", List.of(".psql", ".ddl"), StandardCharsets.UTF_8);

        assertThat(new NamingConvention(naming).read(fileName).getClass().getSimpleName())
                .isEqualTo(reading);
    }

    private static boolean isForFlyway(ScriptKind kind) {
        return kind != ScriptKind.UNDO && kind != ScriptKind.CONFIGURATION;
    }

    private static List<String> generatedNames(ScriptNaming naming, int count) {
        Random random = new Random(4711 + naming.hashCode());
        String[] starts = {
            naming.versioned(),
            naming.repeatable(),
            "B",
            naming.undo(),
            "v",
            "afterMigrate",
            "afterMigrateError",
            "beforeConnect",
            "x",
            ".",
            ""
        };
        String suffix = naming.suffixes().get(random.nextInt(naming.suffixes().size()));
        String[] ends = {
            suffix,
            suffix.toUpperCase(Locale.ROOT),
            ".sQl",
            ".sh",
            ".Bat",
            ".py",
            "",
            ".",
            ".txt",
            ".sql.conf",
            ".sql.bak",
            "sql"
        };
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder name = new StringBuilder(starts[random.nextInt(starts.length)]);
            int parts = random.nextInt(5);
            for (int part = 0; part < parts; part++) {
                int middle = random.nextInt(MIDDLES.length + 2);
                name.append(
                        middle < MIDDLES.length
                                ? MIDDLES[middle]
                                : middle == MIDDLES.length ? " " : naming.separator());
            }
            names.add(name.append(ends[random.nextInt(ends.length)]).toString());
        }
        return names;
    }
}
