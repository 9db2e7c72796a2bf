package io.automigrate.engine.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.StartupException;
import io.automigrate.settings.ScriptNaming;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts with other names and encodings than Flyway's default ones. */
class ScriptNamingTest extends EngineOnH2 {
    private static final String ROWS =
            "SELECT \"installed_rank\" || '|' || COALESCE(\"version\", '') || '|' || \"description\" || '|'"
                    + " || \"type\" || '|' || \"script\" || '|' || \"checksum\" || '|' || \"success\""
                    + " FROM \"flyway_schema_history\" WHERE \"type\" <> 'TABLE' ORDER BY 1";

    static Stream<Arguments> namings() {
        Charset utf8 = StandardCharsets.UTF_8;
        return Stream.of(
                Arguments.of(
                        new ScriptNaming("V", "R", "U", "__", List.of("POSTGRESQL.sql"), utf8),
                        List.of(
                                "V1_12_15__baseline___POSTGRESQL.sql",
                                "V1_12_16__more_POSTGRESQL.sql",
                                "R__v_POSTGRESQL.sql")),
                Arguments.of(
                        new ScriptNaming("M", "Rep", "Undo", "-", List.of(".ddl", ".dml"), utf8),
                        List.of("M1-a.ddl", "M2.1-b.DML", "Rep-c.ddl")),
                Arguments.of(
                        new ScriptNaming("", "R", "U", "_", List.of(".sql"), StandardCharsets.UTF_16LE),
                        List.of("1_a.sql", "2_b_c.SQL", "R_d.sql")),
                Arguments.of(
                        new ScriptNaming("V", "R", "U", "__", List.of(".sql"), Charset.forName("windows-1251")),
                        List.of("V1__a.sql", "V2__b.SQL", "R__c.sql")));
    }

    @ParameterizedTest
    @MethodSource("namings")
    void the_history_is_the_one_that_flyway_itself_writes(ScriptNaming naming, List<String> files) throws Exception {
        this.naming = naming;
        int number = 1;
        for (String file : files) {
            String sql = "CREATE TABLE t" + number++ + " (x VARCHAR(9) DEFAULT 'Ж');\r\n";
            Files.write(scripts.resolve(file), sql.getBytes(naming.encoding()));
        }
        Files.writeString(scripts.resolve("V9__other.h2"), "no script");

        SchemaEngine.Result result = migrate();

        assertThat(result.applied()).isEqualTo(files.size());
        assertThat(rows(ROWS)).isEqualTo(rowsOfFlyway());
        assertThat(rows("SELECT column_default FROM information_schema.columns WHERE table_name = 'T1'"))
                .containsExactly("U&'\\0416'");
        assertThat(migrate().applied()).isZero();
    }

    private SchemaEngine.RolledBack rollback() throws Exception {
        return ask(engine -> engine.perform(SchemaEngine.Task.ROLLBACK, database));
    }

    private List<String> rowsOfFlyway() throws Exception {
        String url = database.getURL();
        database.setURL("jdbc:h2:mem:other" + System.nanoTime());
        try (Connection keepsAlive = database.getConnection()) {
            Flyway.configure()
                    .dataSource(database)
                    .locations("filesystem:" + scripts)
                    .sqlMigrationPrefix(naming.versioned())
                    .repeatableSqlMigrationPrefix(naming.repeatable())
                    .sqlMigrationSeparator(naming.separator())
                    .sqlMigrationSuffixes(naming.suffixes().toArray(String[]::new))
                    .encoding(naming.encoding())
                    .load()
                    .migrate();
            assertThat(keepsAlive.isClosed()).isFalse();
            return rows(ROWS);
        } finally {
            database.setURL(url);
        }
    }

    @Test
    void undo_scripts_have_the_prefix_of_the_settings() throws Exception {
        naming = new ScriptNaming("M", "R", "UNDO_", "-", List.of(".ddl"), StandardCharsets.UTF_8);
        script("M1-create.ddl", "CREATE TABLE person (id INT)");
        script("M2-more.ddl", "CREATE TABLE more (id INT)");
        script("UNDO_2-more.ddl", "DROP TABLE more");
        migrate();

        assertThat(rollback().steps())
                .containsExactly(new SchemaEngine.Undo("2", "more", "UNDO_2-more.ddl", "DROP TABLE more"));
        assertThat(rows("SELECT table_name FROM information_schema.tables WHERE table_name IN ('MORE', 'PERSON')"))
                .containsExactly("PERSON");
    }

    @Test
    void a_missing_undo_script_is_called_by_its_name_in_the_settings() throws Exception {
        naming = new ScriptNaming("M", "R", "UNDO_", "-", List.of(".ddl"), StandardCharsets.UTF_8);
        script("M1-create_it.ddl", "CREATE TABLE person (id INT)");
        migrate();

        assertThat(catchThrowableOfType(StartupException.class, this::rollback)
                        .failure()
                        .headline())
                .isEqualTo("Nothing is rolled back: there is no script UNDO_1-create_it.ddl");
    }
}
