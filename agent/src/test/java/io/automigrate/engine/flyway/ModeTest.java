package io.automigrate.engine.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.watch.ScriptLines;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import io.automigrate.settings.SettingsBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModeTest extends EngineOnH2 {
    @Test
    void validating_writes_nothing_and_names_what_is_pending() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        engine = in(Mode.VALIDATE);
        Failure failure = failure();
        assertThat(failure.exitCode()).isEqualTo(ExitCode.SCHEMA_MISMATCH);
        assertThat(failure.headline()).isEqualTo("Schema \"PUBLIC\" lacks 1 script, the next is V1__create.sql");
        assertThat(rows("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'PUBLIC'"))
                .containsExactly("0");
        engine = in(Mode.MIGRATE);
        migrate();
        engine = in(Mode.VALIDATE);
        assertThat(migrate()).isEqualTo(new SchemaEngine.Result("PUBLIC", 0, Optional.of("1"), false));
    }

    @Test
    void waiting_for_others_ends_at_the_deadline() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        engine = in(Mode.WAIT);
        Failure failure = failure();
        assertThat(failure.exitCode()).isEqualTo(ExitCode.LOCK_TIMEOUT);
        assertThat(failure.headline()).endsWith("the schema has no version, 1 to go, next is V1__create.sql");
    }

    @Test
    void the_line_of_a_statement_is_found_by_its_text() throws Exception {
        script(
                "V1__a.sql",
                "CREATE TABLE a (id INT);\r\n\r\nINSERT INTO a\r\nVALUES (${ID});\nINSERT INTO a VALUES (2);\n");
        try (MigrationCatalog catalog = catalog()) {
            ScriptLines lines = new ScriptLines(catalog.scripts(), Map.of("id", "7"));
            assertThat(lines.find("V1__a.sql", "INSERT INTO a\nVALUES (7)")).hasValue(3);
            assertThat(lines.find("V1__a.sql", "INSERT INTO a"))
                    .as("is there twice")
                    .isEmpty();
            assertThat(lines.find("V1__a.sql", "SELECT 1")).isEmpty();
            assertThat(lines.find("V2__b.sql", "SELECT 1")).isEmpty();
        }
    }

    private static Settings.Engine in(Mode mode) {
        return new SettingsBuilder()
                .mode(mode)
                .lockTimeout(Duration.ofMillis(100))
                .engine();
    }
}
