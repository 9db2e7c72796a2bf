package io.automigrate.engine.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.failure.OldServer;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.settings.EngineKind;
import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases that this agent had better leave alone, and says why. */
class GuardsTest extends EngineOnH2 {

    @Test
    void a_server_older_than_flyway_supports_is_told_with_what_is_needed() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        SpiedDatabase old = new SpiedDatabase(
                database,
                Map.of(
                        "getDatabaseMajorVersion", 1,
                        "getDatabaseMinorVersion", 1,
                        "getDatabaseProductVersion", "1.1.1 (2009-02-14)"));

        Failure failure = catchThrowableOfType(
                        StartupException.class,
                        () -> ask(engine -> engine.perform(SchemaEngine.Task.RUN, old.dataSource())))
                .failure();

        assertThat(failure.exitCode()).describedAs("%s", failure).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(failure.headline())
                .matches("H2 1\\.1\\S* is older than Flyway supports, which needs H2 1\\.2\\.\\d+");
        assertThat(details(failure, "state")).isEqualTo("nothing was changed");
        assertThat(details(failure, "remedy"))
                .contains("update the server to H2 1.2.", "AUTO_MIGRATE_ENGINE=application");
        assertThat(rows("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'PUBLIC'"))
                .containsExactly("0");
    }

    @Test
    void a_script_that_is_nested_too_deeply_for_the_stack_is_named() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        script("V2__deep.sql", "INSERT INTO person VALUES " + "(".repeat(50_000) + "1" + ")".repeat(50_000));

        Failure failure = failure();

        assertThat(failure.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
        assertThat(failure.headline()).startsWith("V2__deep.sql");
        assertThat(details(failure, "script")).endsWith("V2__deep.sql");
        assertThat(details(failure, "state")).contains("version 1");
    }

    /** As the class in Flyway of this name. */
    private static final class FlywayDbUpgradeRequiredException extends FlywayException {
        private static final long serialVersionUID = 1;

        FlywayDbUpgradeRequiredException(String message) {
            super(message);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PostgreSQL upgrade required: PostgreSQL 8.4 is outdated and no longer supported by Flyway. Flyway currently supports"
                + " PostgreSQL 9.0 and newer., PostgreSQL 8.4, PostgreSQL 9.0",
        "Flyway Teams Edition or PostgreSQL upgrade required: PostgreSQL 9.4 is no longer supported by Flyway Community Edition,"
                + " PostgreSQL 9.4, ''",
    })
    void the_versions_are_in_flyways_words(String words, String server, String oldest) {
        assertThat(OldServer.of(new FlywayDbUpgradeRequiredException(words)))
                .contains(new OldServer(server, oldest, words));
        assertThat(OldServer.of(new FlywayException(words))).isEmpty();
        assertThat(details(new OldServer(server, oldest, words).failure(EngineKind.APPLICATION), "remedy"))
                .contains("older org.flywaydb:flyway-core")
                .doesNotContain("AUTO_MIGRATE_ENGINE");
    }

    @Test
    void the_history_of_flyway_4_goes_on_under_its_name() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        migrate();
        execute("ALTER TABLE \"flyway_schema_history\" RENAME TO \"schema_version\"");
        script("V2__more.sql", "CREATE TABLE more (id INT)");

        Failure failure = failure();

        assertThat(failure.exitCode()).isEqualTo(ExitCode.SCHEMA_MISMATCH);
        assertThat(failure.headline())
                .isEqualTo("Schema \"PUBLIC\" has the history table of an old Flyway, \"schema_version\", and no"
                        + " \"flyway_schema_history\"");
        assertThat(details(failure, "history")).contains("Flyway 4");
        assertThat(details(failure, "remedy")).contains("AUTO_MIGRATE_TABLE=schema_version");

        history = new Settings.History(List.of(), Optional.empty(), "schema_version");
        assertThat(migrate().applied()).isEqualTo(1);
        assertThat(rows("SELECT \"version\" FROM \"schema_version\" ORDER BY \"installed_rank\""))
                .contains("1", "2");
    }

    @Test
    void the_history_of_flyway_3_needs_an_older_flyway_first() throws Exception {
        execute("CREATE TABLE \"schema_version\" (\"version_rank\" INT NOT NULL, \"installed_rank\" INT NOT NULL,"
                + " \"version\" VARCHAR(50) NOT NULL PRIMARY KEY)");
        script("V1__create.sql", "CREATE TABLE person (id INT)");

        Failure failure = failure();

        assertThat(details(failure, "history")).contains("Flyway 3", "\"version_rank\"");
        assertThat(details(failure, "remedy")).contains("Flyway 4.2").contains("AUTO_MIGRATE_TABLE=schema_version");
    }

    @Test
    void an_old_history_is_not_stamped_over() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        script("V2__more.sql", "INSERT INTO person VALUES (2)");
        migrate();
        execute("ALTER TABLE \"flyway_schema_history\" RENAME TO \"schema_version\"");
        engine = engine(Mode.MIGRATE, Map.of("baselineOnMigrate", "true"));

        assertThat(failure().headline()).contains("history table of an old Flyway");
        assertThat(rows("SELECT id FROM person")).containsExactly("2");
    }

    @Test
    void a_table_of_that_name_that_is_not_flyways_says_nothing() throws Exception {
        execute("CREATE TABLE \"schema_version\" (id INT)");
        script("V1__create.sql", "CREATE TABLE person (id INT)");

        assertThat(failure().headline()).contains("is not empty and has no history table");
    }

    @Test
    void a_history_under_another_name_than_the_setting_is_named() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        migrate();
        history = new Settings.History(List.of(), Optional.empty(), "flyway");

        Failure failure = failure();

        assertThat(failure.exitCode()).isEqualTo(ExitCode.SCHEMA_MISMATCH);
        assertThat(details(failure, "history"))
                .isEqualTo("flyway_schema_history: a history of Flyway; AUTO_MIGRATE_TABLE names the one to use");
    }

    @Test
    void a_baseline_beside_another_history_names_that_history() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        migrate();
        history = new Settings.History(List.of(), Optional.empty(), "billing_history");
        engine = engine(Mode.MIGRATE, Map.of("baselineOnMigrate", "true", "baselineVersion", "1"));

        migrate();

        assertThat(lines()).anySatisfy(line -> assertThat(line)
                .startsWith("Schema \"PUBLIC\" has no history table \"billing_history\", only the history"
                        + " flyway_schema_history, and gets a baseline at version 1"));
    }

    /** H2 reads the names in statements as capitals; a name in a setting stays as it is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public|WARN  Schema \"public\" does not exist and will be created; the database has the schema \"PUBLIC\", whose name"
                        + " differs only in case: if that one is meant, set AUTO_MIGRATE_SCHEMAS=PUBLIC",
                "Public|WARN  Schema \"Public\" does not exist and will be created; the database has the schema \"PUBLIC\", whose name"
                        + " differs only in case: if that one is meant, set AUTO_MIGRATE_SCHEMAS=PUBLIC",
                "shop|INFO  Schema \"shop\" does not exist and will be created",
                "PUBLIC|",
                "PRESENT|"
            })
    void a_schema_that_will_be_created_is_told_once(String schema, String line) throws Exception {
        execute("CREATE SCHEMA present");
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        history = new Settings.History(List.of(schema), Optional.empty(), "flyway_schema_history");

        migrate();
        migrate();

        assertThat(log.lines())
                .filteredOn(logged -> logged.contains("will be created"))
                .isEqualTo(line == null ? List.of() : List.of(line));
    }

    @Test
    void a_schema_of_the_history_alone_is_told_too_but_not_where_flyway_must_not_create_it() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        history = new Settings.History(List.of("PUBLIC"), Optional.of("audit"), "flyway_schema_history");
        migrate();
        assertThat(lines()).contains("Schema \"audit\" does not exist and will be created");

        history = new Settings.History(List.of("gone"), Optional.empty(), "flyway_schema_history");
        engine = engine(Mode.MIGRATE, Map.of("createSchemas", "false"));
        failure();
        assertThat(lines()).noneMatch(line -> line.contains("\"gone\" does not exist and will be created"));
    }

    @Test
    void an_account_that_may_not_make_the_history_is_refused_at_the_first_attempt() throws Exception {
        execute("CREATE USER reader PASSWORD 'reader'");
        JdbcDataSource reader = new JdbcDataSource();
        reader.setURL(database.getURL());
        reader.setUser("READER");
        reader.setPassword("reader");
        SpiedDatabase spied = new SpiedDatabase(reader, Map.of());
        script("V1__create.sql", "CREATE TABLE person (id INT)");

        Failure failure = catchThrowableOfType(
                        StartupException.class,
                        () -> ask(engine -> engine.perform(SchemaEngine.Task.RUN, spied.dataSource())))
                .failure();

        assertThat(failure.exitCode()).isEqualTo(ExitCode.ACCESS_REFUSED);
        assertThat(failure.headline()).startsWith("The database refused: ");
        assertThat(spied.executed())
                .filteredOn(sql -> sql.startsWith("CREATE TABLE"))
                .hasSize(1);
    }
}
