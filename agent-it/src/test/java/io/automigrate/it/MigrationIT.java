package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Application;
import io.automigrate.it.app.JarBuilder;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;

/** The kinds of scripts, their places, and the history table. */
@Execution(ExecutionMode.CONCURRENT)
class MigrationIT {
    private static final Database H2 = Database.H2_FILE;

    @TempDir
    private Path folder;

    private ChildJvm hello(Scripts scripts, FreshDatabase database) {
        return UnderAgent.start(UnderAgent.hello(H2, scripts), database, folder);
    }

    @ParameterizedTest
    @SampledEnumSource
    void flyway_itself_accepts_what_the_agent_wrote(Database kind) {
        FreshDatabase database = kind.create(folder);
        Application app = UnderAgent.shop(kind);
        assertThat(UnderAgent.start(app, database, folder).run()).endedWith(0);

        Flyway flyway = flyway(database);
        flyway.validate();

        assertThat(flyway.info().pending()).isEmpty();
        assertThat(flyway.migrate().migrationsExecuted).isZero();
    }

    @ParameterizedTest
    @SampledEnumSource
    void the_agent_accepts_what_flyway_itself_wrote(Database kind) {
        FreshDatabase database = kind.create(folder);
        ChildJvm app = UnderAgent.start(UnderAgent.shop(kind), database, folder);

        assertThat(flyway(database).migrate().migrationsExecuted).isEqualTo(2);

        assertThat(app.run()).endedWith(0).printed("person: 1 | Ada").toldMatching("up to date at version 2\\b");
        assertThat(database.history()).containsExactly("1 create person", "2 insert ada");
    }

    private Flyway flyway(FreshDatabase database) {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("filesystem:" + folder.resolve("app/resources/db/migration"))
                .load();
    }

    @Test
    void repeatable_scripts_run_again_when_they_change() {
        FreshDatabase database = H2.create(folder);
        Scripts scripts =
                Scripts.person().repeatable("names", "CREATE OR REPLACE VIEW names AS SELECT name FROM person;");

        assertThat(hello(scripts, database).run()).endedWith(0).told("Applying 3 of 3: R__names.sql");
        assertThat(hello(scripts, database).run()).endedWith(0).toldMatching("nothing pending");

        Scripts changed =
                scripts.repeatable("names", "CREATE OR REPLACE VIEW names AS SELECT UPPER(name) AS name FROM person;");
        assertThat(hello(changed, database).run()).endedWith(0).told("Applying 1 of 1: R__names.sql");
        assertThat(database.query("SELECT name FROM names")).containsExactly("ADA");
    }

    @Test
    void sql_callbacks_run() {
        FreshDatabase database = H2.create(folder);
        Scripts scripts = Scripts.person()
                .file("beforeMigrate.sql", "CREATE TABLE IF NOT EXISTS called (name VARCHAR(50));")
                .file("afterEachMigrate.sql", "INSERT INTO called VALUES ('after each');")
                .file("afterMigrate__thanks.sql", "INSERT INTO called VALUES ('after all');");

        assertThat(hello(scripts, database).run()).endedWith(0).told("2 applied");

        assertThat(database.query("SELECT name FROM called")).containsExactly("after each", "after each", "after all");
    }

    @Test
    void placeholders_are_replaced_in_any_case_of_their_names() {
        FreshDatabase database = H2.create(folder);
        Scripts scripts = Scripts.person()
                .versioned(
                        "3",
                        "insert owner",
                        "INSERT INTO person (id, name) VALUES (3, '${ownerName}, ${flyway:table}');");

        assertThat(hello(scripts, database)
                        .environment("AUTO_MIGRATE_PLACEHOLDERS_OWNERNAME", "Grace")
                        .run())
                .endedWith(0);

        assertThat(database.query("SELECT name FROM person WHERE id = 3"))
                .containsExactly("Grace, flyway_schema_history");
    }

    @Test
    void scripts_come_from_several_locations_and_folders_below_them() {
        FreshDatabase database = H2.create(folder);
        Path outside = Scripts.none()
                .in("more/2026")
                .versioned("3", "insert grace", "INSERT INTO person (id, name) VALUES (2, 'Grace');")
                .writeTo(folder.resolve("outside"));
        Scripts scripts = Scripts.person().in("db/migration/later").versioned("4", "drop person", "DROP TABLE person;");

        assertThat(hello(scripts, database)
                        .environment("AUTO_MIGRATE_LOCATIONS", "classpath:db/migration, filesystem:" + outside)
                        .run())
                .endedWith(0)
                .told("4 scripts in classpath:db/migration, filesystem:" + outside);

        assertThat(database.history())
                .containsExactly("1 create person", "2 insert ada", "3 insert grace", "4 drop person");
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"H2_FILE", "POSTGRESQL", "MARIADB", "SQLITE"})
    void the_vendor_chooses_the_scripts(Database kind) {
        FreshDatabase database = kind.create(folder);
        Scripts scripts = Scripts.none();
        for (String vendor : new String[] {"h2", "postgresql", "mariadb", "sqlite"}) {
            scripts = scripts.in("db/" + vendor)
                    .versioned("1", "for " + vendor, "CREATE TABLE of_" + vendor + " (id INT);");
        }

        assertThat(UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder)
                        .environment("AUTO_MIGRATE_LOCATIONS", "classpath:db/{vendor}")
                        .run())
                .endedWith(0);

        assertThat(database.history())
                .containsExactly("1 for " + kind.name().replace("_FILE", "").toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void the_history_has_the_name_that_it_is_given() {
        FreshDatabase database = H2.create(folder);

        assertThat(hello(Scripts.person(), database)
                        .environment("AUTO_MIGRATE_TABLE", "my_history")
                        .run())
                .endedWith(0);

        assertThat(database.history("my_history")).hasSize(2);
    }

    @Test
    void schemas_are_made_and_the_history_is_in_the_default_one() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Scripts scripts = Scripts.none()
                .versioned("1", "orders", "CREATE TABLE orders.item (id INT);")
                .versioned("2", "audit", "CREATE TABLE entry (id INT);");
        ChildJvm app = UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, scripts), database, folder)
                .environment("AUTO_MIGRATE_SCHEMAS", "orders,audit")
                .environment("AUTO_MIGRATE_DEFAULT_SCHEMA", "audit");

        assertThat(app.run()).endedWith(0).told("Schema \"audit\"");
        assertThat(app.run()).endedWith(0).toldMatching("Schema \"audit\" is up to date at version 2\\b");

        assertThat(database.query("SELECT table_schema || '.' || table_name FROM information_schema.tables"
                        + " WHERE table_schema IN ('orders', 'audit', 'public') ORDER BY 1"))
                .containsExactly("audit.entry", "audit.flyway_schema_history", "orders.item");
    }

    @Test
    void driver_and_scripts_come_from_an_additional_class_path() throws IOException {
        FreshDatabase database = H2.create(folder);
        Path lib = folder.resolve("lib");
        new JarBuilder().add(Scripts.person()).write(lib.resolve("scripts.jar"));
        Files.copy(Library.H2.file(), lib.resolve("h2.jar"));

        FinishedJvm jvm = UnderAgent.start(Application.of(example.Hello.class), database, folder)
                .environment("AUTO_MIGRATE_CLASSPATH", lib + "/*")
                .run();

        assertThat(jvm).endedWith(0).printed("Hello").told("2 scripts in classpath:db/migration", "2 applied");
        assertThat(database.history()).hasSize(2);
    }

    @Test
    void the_migration_account_may_differ_from_the_applications() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        FreshDatabase reader = new FreshDatabase(database.url(), database.user() + "_app", "reader");
        database.execute("CREATE TABLE unused (id INT)", "DROP TABLE unused");
        io.automigrate.it.database.PostgresServer.shared()
                .administer("CREATE ROLE " + reader.user() + " LOGIN PASSWORD 'reader'");
        Scripts scripts = Scripts.person()
                .versioned(
                        "3", "let the application read", "GRANT SELECT ON person, flyway_schema_history TO ${reader};");

        assertThat(UnderAgent.start(UnderAgent.shop(Database.POSTGRESQL).with(scripts), database, folder)
                        .environment(reader.forApplication())
                        .environment("AUTO_MIGRATE_PLACEHOLDERS_READER", reader.user())
                        .run())
                .endedWith(0)
                .printed("person: 1 | Ada")
                .told(" as " + database.user());
    }
}
