package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first start on a database that is older than its history. */
@Execution(ExecutionMode.CONCURRENT)
class BaselineIT {
    @TempDir
    private Path folder;

    private ChildJvm app(Database kind, FreshDatabase database) {
        return UnderAgent.start(UnderAgent.hello(kind, Scripts.person()), database, folder.resolve("app"));
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "H2_FILE", "SQLITE"})
    void tables_without_a_history_are_listed_and_not_changed(Database kind) {
        FreshDatabase database = kind.create(folder).execute("CREATE TABLE legacy (id INT)");

        assertThat(app(kind, database).run())
                .endedWith(65)
                .printedNothing()
                .toldMatching("tables: +legacy")
                .told("AUTO_MIGRATE_BASELINE_ON_MIGRATE=true", "AUTO_MIGRATE_BASELINE_VERSION=latest")
                .saidNothingElse();

        assertThat(database.tables()).containsExactly("legacy");
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, 0, 2", "POSTGRESQL, 1, 1", "POSTGRESQL, latest, 0", "MARIADB, latest, 0", "SQLITE, 1, 1"})
    void a_baseline_is_written_when_the_setting_asks_for_it(Database kind, String version, int applied) {
        FreshDatabase database = kind.create(folder).execute("CREATE TABLE legacy (id INT)");
        if (!version.equals("0")) {
            database.execute("CREATE TABLE person (id INT PRIMARY KEY, name VARCHAR(100))");
        }
        ChildJvm app = app(kind, database)
                .environment("AUTO_MIGRATE_BASELINE_ON_MIGRATE", "true")
                .environment("AUTO_MIGRATE_BASELINE_VERSION", version);

        assertThat(app.run()).endedWith(0).printed("Hello").saidNothingElse();

        assertThat(database.history()).hasSize(applied);
        assertThat(app.run()).endedWith(0).toldMatching("up to date at version 2");
        assertThat(app(kind, database).run()).endedWith(0).toldMatching("up to date at version 2");
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "H2_FILE", "SQLITE"})
    void a_baseline_without_a_version_gets_the_one_that_the_schema_matches_exactly(Database kind) throws IOException {
        FreshDatabase database = kind.create(folder)
                .execute(
                        "CREATE TABLE person (id INT PRIMARY KEY, name VARCHAR(100))",
                        "ALTER TABLE person ADD COLUMN note INT");
        Scripts scripts = Scripts.none()
                .versioned("1", "person", "CREATE TABLE person (id INT PRIMARY KEY, name VARCHAR(100));")
                .versioned("2", "note", "ALTER TABLE person ADD COLUMN note INT;")
                .versioned("3", "orders", "CREATE TABLE orders (id INT);");
        ChildJvm app = UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder.resolve("app"))
                .environment("AUTO_MIGRATE_BASELINE_ON_MIGRATE", "true");

        assertThat(app.run())
                .endedWith(0)
                .told("gets a baseline at version 2", "V1__person.sql, V2__note.sql", "1 applied, version 3");

        FreshDatabase other = kind.create(Files.createDirectory(folder.resolve("other")))
                .execute("CREATE TABLE person (id INT PRIMARY KEY, name VARCHAR(100), of_nobody INT)");
        assertThat(app.environment(other.forBoth()).run())
                .endedWith(65)
                .printedNothing()
                .told("from version 1: column \"person.of_nobody\" is in no script");
    }

    /** Images with PostGIS begin with a table, a sequence, a view, a type and functions. */
    @Test
    void objects_of_extensions_do_not_make_a_schema_non_empty() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        PostgresServer.shared()
                .addExtension(
                        "like_postgis",
                        "CREATE TABLE spatial_ref_sys (srid SERIAL PRIMARY KEY, proj4text TEXT);\n"
                                + "CREATE VIEW geometry_columns AS SELECT srid FROM spatial_ref_sys;\n"
                                + "CREATE TYPE box3d AS (a INT, b INT);\n"
                                + "CREATE DOMAIN srid AS INT;\n"
                                + "CREATE TYPE kind AS ENUM ('a');\n"
                                + "CREATE FUNCTION st_area(INT) RETURNS INT LANGUAGE SQL AS 'SELECT $1';\n");
        PostgresServer.shared().createExtensions(database, "like_postgis", "hstore", "citext", "pg_stat_statements");

        assertThat(app(Database.POSTGRESQL, database).run())
                .endedWith(0)
                .printed("Hello")
                .told("2 applied, version 2")
                .saidNothingElse();

        assertThat(database.history()).hasSize(2);
        assertThat(database.tables()).contains("person", "spatial_ref_sys");
    }

    @Test
    void a_table_beside_the_extensions_makes_the_schema_non_empty() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        PostgresServer.shared().createExtensions(database, "hstore");
        database.execute("CREATE TABLE legacy (id INT)");

        assertThat(app(Database.POSTGRESQL, database).run()).endedWith(65).toldMatching("tables: +legacy");
    }
}
