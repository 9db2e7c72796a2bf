package io.automigrate.engine.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.settings.Mode;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaInspectionTest extends EngineOnH2 {
    private SchemaEngine.Overview look() throws Exception {
        engine = engine(Mode.VALIDATE, Map.of());
        return ask(e -> e.perform(SchemaEngine.Task.INSPECT, database));
    }

    @Test
    void an_empty_schema_has_pending_migrations_and_still_no_table() throws Exception {
        script("V1__create_person.sql", "CREATE TABLE person (id INT);");
        SchemaEngine.Overview overview = look();
        assertThat(overview.schema()).isEqualTo("PUBLIC");
        assertThat(overview.version()).isEmpty();
        assertThat(overview.migrations()).singleElement().satisfies(migration -> {
            assertThat(migration.version()).contains("1");
            assertThat(migration.description()).isEqualTo("create person");
            assertThat(migration.type()).isEqualTo("SQL");
            assertThat(migration.state()).isEqualTo("Pending");
            assertThat(migration.pending()).isTrue();
            assertThat(migration.checksum()).isEqualTo(SchemaEngine.Checksum.NONE);
            assertThat(migration.script()).isEqualTo("V1__create_person.sql");
            assertThat(migration.applied()).isEmpty();
        });
        try (ResultSet tables = keepsTheDatabaseAlive.getMetaData().getTables(null, "PUBLIC", "%", null)) {
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void an_applied_migration_has_a_time_and_a_changed_one_has_a_mark() throws Exception {
        script("V1__create_person.sql", "CREATE TABLE person (id INT);");
        script("V2__add_name.sql", "ALTER TABLE person ADD name VARCHAR(9);");
        script("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS x;");
        migrate();
        script("V2__add_name.sql", "ALTER TABLE person ADD name VARCHAR(99);");
        script("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 2 AS x;");

        SchemaEngine.Overview overview = look();

        assertThat(overview.version()).contains("2");
        assertThat(overview.migrations())
                .extracting(SchemaEngine.Migration::description, SchemaEngine.Migration::checksum)
                .contains(
                        tuple("create person", SchemaEngine.Checksum.SAME),
                        tuple("add name", SchemaEngine.Checksum.CHANGED),
                        tuple("view", SchemaEngine.Checksum.CHANGED));
        assertThat(overview.migrations())
                .filteredOn(SchemaEngine.Migration::pending)
                .extracting(SchemaEngine.Migration::script)
                .isEqualTo(List.of("R__view.sql"));
        assertThat(overview.migrations().get(0).applied()).isPresent();
    }
}
