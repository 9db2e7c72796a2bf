package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.ChildJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;

/** The doctor, the plan and the start agree on real servers; the table with all situations is {@code AgreementTest}. */
@Execution(ExecutionMode.CONCURRENT)
class AgreementIT {
    @TempDir
    private Path folder;

    private ChildJvm start(Database kind, Scripts scripts, FreshDatabase database) {
        return UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder.resolve("app"));
    }

    private void assertAllEndWith(int code, Database kind, Scripts scripts, FreshDatabase database) {
        assertThat(start(kind, scripts, database)
                        .environment("AUTO_MIGRATE_COMMAND", "doctor")
                        .run())
                .endedWith(code);
        assertThat(start(kind, scripts, database)
                        .environment("AUTO_MIGRATE_COMMAND", "plan")
                        .run())
                .endedWith(code);
        assertThat(start(kind, scripts, database).run()).endedWith(code);
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "SQLITE"})
    void a_table_without_history_ends_all_with_65_and_the_likely_version_is_named(Database kind) {
        FreshDatabase database = kind.create(folder);
        Scripts scripts = Scripts.none()
                .versioned("1", "person", "CREATE TABLE person (id INT);")
                .versioned("2", "name", "ALTER TABLE person ADD COLUMN name VARCHAR(50);")
                .versioned("3", "orders", "CREATE TABLE orders (id INT);");
        database.execute("CREATE TABLE person (id INT, name VARCHAR(50))");

        assertAllEndWith(65, kind, scripts, database);

        assertThat(start(kind, scripts, database).run())
                .endedWith(65)
                .told("looks like: version 2", "AUTO_MIGRATE_BASELINE_VERSION=2");
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "SQLITE"})
    void a_placeholder_without_a_value_ends_all_with_78_before_the_first_script(Database kind) {
        FreshDatabase database = kind.create(folder);
        Scripts scripts = Scripts.person().versioned("3", "third", "-- one\nINSERT INTO person VALUES (${first});");

        assertAllEndWith(78, kind, scripts, database);

        assertThat(database.tables()).isEmpty();
    }

    @Test
    void a_url_without_a_database_ends_all_with_78_on_mariadb() {
        FreshDatabase database = Database.MARIADB.create(folder);
        FreshDatabase server =
                new FreshDatabase(database.url().replaceAll("/[^/]*$", "/"), database.user(), database.password());

        assertAllEndWith(78, Database.MARIADB, Scripts.person(), server);

        assertThat(start(Database.MARIADB, Scripts.person(), server).run())
                .endedWith(78)
                .told("FAILED: The URL names no database", "AUTO_MIGRATE_SCHEMAS");
    }

    @Test
    void an_account_without_rights_ends_all_with_77() {
        FreshDatabase postgres = Database.POSTGRESQL.create(folder);
        FreshDatabase reader = new FreshDatabase(postgres.url(), postgres.user() + "_reader", "reader");
        PostgresServer.shared().administer("CREATE ROLE " + reader.user() + " LOGIN PASSWORD 'reader'");
        postgres.execute("CREATE SCHEMA " + reader.user(), "GRANT USAGE ON SCHEMA " + reader.user() + " TO PUBLIC");

        assertAllEndWith(77, Database.POSTGRESQL, Scripts.person(), reader);
    }
}
