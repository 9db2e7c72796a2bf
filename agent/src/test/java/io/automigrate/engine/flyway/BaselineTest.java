package io.automigrate.engine.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.settings.Mode;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that had tables before it had a history. */
class BaselineTest extends EngineOnH2 {
    @BeforeEach
    void scripts() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        script("V2__more.sql", "CREATE TABLE more (id INT)");
        script("V10__much.sql", "CREATE TABLE much (id INT)");
    }

    private void stamp(String version) {
        engine = engine(Mode.MIGRATE, Map.of("baselineOnMigrate", "true", "baselineVersion", version));
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "2, 1", "latest, 0", "LATEST, 0", "10, 0"})
    void a_schema_with_tables_is_stamped_and_what_is_newer_applied(String version, int applied) throws Exception {
        execute("CREATE TABLE legacy (id INT)");
        stamp(version);

        SchemaEngine.Result result = migrate();

        assertThat(result.applied()).isEqualTo(applied);
        assertThat(result.version()).contains("10");
        assertThat(result.foundEmpty()).isFalse();
        assertThat(migrate().applied()).isZero();
    }

    @Test
    void an_empty_schema_is_not_stamped() throws Exception {
        stamp("latest");

        assertThat(migrate().applied()).isEqualTo(3);
        assertThat(rows("SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"type\" = 'BASELINE'"))
                .isEmpty();
    }

    @Test
    void the_newest_of_no_versions_is_refused() throws Exception {
        for (String name : new String[] {"V1__create.sql", "V2__more.sql", "V10__much.sql"}) {
            java.nio.file.Files.delete(scripts.resolve(name));
        }
        script("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS x");
        stamp("latest");

        Failure failure = failure();

        assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(failure.headline()).contains("AUTO_MIGRATE_BASELINE_VERSION=latest");
    }

    @Test
    void without_a_setting_for_a_baseline_the_tables_are_shown_and_the_choice_is_explained() throws Exception {
        for (int i = 10; i < 22; i++) {
            execute("CREATE TABLE t" + i + " (id INT)");
        }

        Failure failure = failure();

        assertThat(failure.exitCode()).isEqualTo(ExitCode.SCHEMA_MISMATCH);
        assertThat(details(failure, "tables")).isEqualTo("T10, T11, T12, T13, T14, T15, T16, T17, T18, T19 and 2 more");
        assertThat(details(failure, "remedy"))
                .contains("AUTO_MIGRATE_URL", "AUTO_MIGRATE_BASELINE_ON_MIGRATE=true")
                .contains("AUTO_MIGRATE_BASELINE_VERSION=latest", "AUTO_MIGRATE_BASELINE_VERSION=0");
    }
}
