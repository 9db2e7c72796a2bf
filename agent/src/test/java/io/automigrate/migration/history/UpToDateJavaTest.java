package io.automigrate.migration.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.kind.h2.H2;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.settings.Location;
import io.automigrate.settings.Settings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the check knows of Java migrations, compared with what Flyway itself does with the same classes. */
class UpToDateJavaTest extends MigratedSchema {
    private static final String HEAD = "package db.migration; import org.flywaydb.core.api.*;"
            + " import org.flywaydb.core.api.migration.*; public ";
    private static final String RUN = "public void migrate(Context context) {} ";

    /** Two states of the class path; the first one has been applied. */
    enum Classes {
        UNCHANGED(true, "V3__rows", extending(""), extending("")),
        OTHER_BODY(true, "V3__rows", extending(""), extending("void more() {}")),
        SEVERAL_PARTS(true, "V3_1_2__many_rows", extending(""), extending("")),
        A_CLASS_BESIDE(true, "Rows", "class Rows {}", "class Rows implements java.io.Serializable {}"),
        AN_INTERFACE_BESIDE(true, "Shape", "interface Shape extends JavaMigration {}", "interface Shape {}"),
        A_CHECKSUM(false, "V3__rows", extending("public Integer getChecksum() { return 7; }"), null),
        A_NEW_CHECKSUM(false, "V3__rows", extending(""), extending("public Integer getChecksum() { return 7; }")),
        ITS_OWN_VERSION(
                false,
                "V3__rows",
                extending(""),
                extending("public MigrationVersion getVersion() { return MigrationVersion.fromVersion(\"4\"); }")),
        ITS_OWN_DESCRIPTION(
                false, "V3__rows", extending(""), extending("public String getDescription() { return \"lines\"; }")),
        REPEATABLE(false, "R__rows", extending(""), extending("")),
        NO_MIGRATION_ANY_MORE(false, "V3__rows", extending(""), "class V3__rows {}"),
        A_MIGRATION_NOW(false, "V3__rows", "class V3__rows {}", extending("")),
        TAKEN_AWAY(false, "V3__rows", extending(""), ""),
        NEW(false, "V3__rows", "", extending(""));

        private final boolean isKnown;
        private final String name;
        private final String before;
        private final String after;

        Classes(boolean isKnown, String name, String before, String after) {
            this.isKnown = isKnown;
            this.name = name;
            this.before = before;
            this.after = after == null ? before : after;
        }
    }

    private static String extending(String members) {
        return "class NAME extends BaseJavaMigration { " + RUN + members + " }";
    }

    private Path classFiles() {
        return folder.resolve("classes/db/migration");
    }

    private void compile(String name, String source) throws IOException {
        Path file = classFiles().resolve(name + ".class");
        Files.deleteIfExists(file);
        if (source.isEmpty()) {
            return;
        }
        Path written = Files.createDirectories(folder.resolve("source")).resolve(name + ".java");
        Files.writeString(written, HEAD + source.replace("NAME", name));
        String flyway =
                Flyway.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        int result = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-nowarn",
                        "-cp",
                        flyway,
                        "-d",
                        "" + folder.resolve("classes"),
                        "" + written);
        assertThat(result).isZero();
    }

    private Map<String, String> migrateWithJava() throws IOException {
        URL[] urls = {folder.resolve("classes").toUri().toURL()};
        Map<String, String> outcome = new TreeMap<>();
        try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
            Flyway flyway = Flyway.configure(loader)
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .load();
            outcome.put("executed", "" + flyway.migrate().migrationsExecuted);
        } catch (FlywayException e) {
            outcome.put("refused", e.getMessage());
        }
        return outcome;
    }

    private UpToDateCheck.Answer askWithJava() throws Exception {
        try (MigrationCatalog catalog = MigrationCatalog.read(
                Settings.Scripts.named(
                        List.of(Location.parse("classpath:db/migration")), "AUTO_MIGRATE_LOCATIONS", Map.of()),
                ClassPathRoots.ofThisJvm(List.of(folder.resolve("classes"))))) {
            return new UpToDateCheck(catalog, settings, H2.kind()).ask(connection);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_check_is_sure_only_where_flyway_has_nothing_to_do(Classes classes) throws Exception {
        Files.createDirectories(classFiles());
        for (String script : List.of("V1__create.sql", "V2__fill.sql")) {
            Files.copy(scripts.resolve(script), classFiles().resolve(script));
        }
        compile(classes.name, classes.before);
        migrateWithJava();
        compile(classes.name, classes.after);

        UpToDateCheck.Answer answer = askWithJava();
        Map<String, String> flyway = migrateWithJava();

        assertThat(answer instanceof UpToDateCheck.UpToDate).as("%s", answer).isEqualTo(classes.isKnown);
        if (classes.isKnown) {
            assertThat(flyway).containsExactly(Map.entry("executed", "0"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "executeInTransaction=false",
                "# long\n\nexecuteInTransaction = true ",
                "placeholderReplacement=true",
                "placeholderReplacement=false\nexecuteInTransaction=false"
            })
    void a_configuration_that_matters_only_when_the_script_runs_is_known(String text) throws Exception {
        script("V3__more.sql", "INSERT INTO person VALUES (3); -- ${flyway:user}");
        script("R__view.sql", "CREATE OR REPLACE VIEW one AS SELECT 1 AS x;");
        migrate();
        script("V2__fill.sql.conf", text);
        script("V3__more.sql.conf", text);
        script("R__view.sql.conf", text);

        assertThat(version()).contains("3");
        assertThat(flyway().load().migrate().migrationsExecuted).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"executeInTransaction=perhaps", "encoding=UTF-16", "placeholderReplacement", "unheard=1"})
    void any_other_configuration_is_left_to_flyway(String line) throws Exception {
        script("V2__fill.sql.conf", line);

        assertThat(doubt()).contains("V2__fill.sql.conf", line);
    }
}
