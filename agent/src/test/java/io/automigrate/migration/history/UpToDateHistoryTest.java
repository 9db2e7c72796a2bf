package io.automigrate.migration.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automigrate.kind.known.DatabaseKinds;
import io.automigrate.kind.oracle.Oracle;
import io.automigrate.settings.Settings;
import io.automigrate.url.JdbcUrl;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which histories the check believes. */
class UpToDateHistoryTest extends MigratedSchema {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"success\" = FALSE",
                "\"checksum\" = NULL",
                "\"checksum\" = 1",
                "\"type\" = 'JDBC'",
                "\"type\" = 'SCRIPT'",
                "\"type\" = 'CUSTOM'",
                "\"type\" = 'DELETE'",
                "\"type\" = 'SCHEMA'",
                "\"type\" = 'BASELINE'",
                "\"type\" = 'SQL_BASELINE'",
                "\"type\" = 'UNDO_SQL'",
                "\"type\" = 'sql'",
                "\"version\" = NULL",
                "\"version\" = '3'",
                "\"version\" = '1'",
                "\"version\" = 'two'",
                "\"description\" = 'filled'",
                "\"description\" = '<< no description >>'",
                "\"installed_rank\" = -100"
            })
    void a_row_that_is_not_plain_is_left_to_flyway(String change) throws Exception {
        execute("UPDATE " + TABLE + " SET " + change + " WHERE \"version\" = '2'");

        assertThat(ask()).isInstanceOf(UpToDateCheck.Doubt.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"version\" = '02.0'",
                "\"script\" = 'elsewhere/V2__fill.sql'",
                "\"installed_by\" = 'somebody'",
                "\"execution_time\" = 7",
                "\"installed_rank\" = 70"
            })
    void a_fact_that_flyway_does_not_compare_is_not_compared(String change) throws Exception {
        execute("UPDATE " + TABLE + " SET " + change + " WHERE \"version\" = '2'");

        assertThat(ask()).isInstanceOf(UpToDateCheck.UpToDate.class);
    }

    @Test
    void a_row_that_flyway_ignores_is_ignored() throws Exception {
        execute("UPDATE " + TABLE + " SET \"success\" = FALSE WHERE \"type\" = 'TABLE'");

        assertThat(version()).contains("2");
    }

    @Test
    void a_schema_with_a_baseline_is_left_to_flyway() throws Exception {
        execute("DROP TABLE " + TABLE);
        flyway().baselineVersion("2").load().baseline();

        assertThat(doubt()).contains("BASELINE");
    }

    @Test
    void a_schema_with_a_baseline_below_all_scripts_is_up_to_date_when_all_are_applied() throws Exception {
        execute("INSERT INTO " + TABLE
                + " SELECT 90, '0', '<< Flyway Baseline >>', 'BASELINE', '<< Flyway Baseline >>',"
                + " NULL, 'sa', NOW(), 0, TRUE");

        assertThat(version()).contains("2");
    }

    @Test
    void a_script_of_the_baseline_version_is_left_to_flyway() throws Exception {
        execute("INSERT INTO " + TABLE
                + " SELECT 90, '0', '<< Flyway Baseline >>', 'BASELINE', '<< Flyway Baseline >>',"
                + " NULL, 'sa', NOW(), 0, TRUE");
        Files.writeString(scripts.resolve("V0__first.sql"), "SELECT 1");

        assertThat(doubt()).contains("not in the history");
    }

    @Test
    void a_missing_history_is_recognised() throws Exception {
        execute("DROP TABLE " + TABLE);

        assertThat(ask())
                .isInstanceOfSatisfying(UpToDateCheck.Doubt.class, doubt -> assertThat(doubt.isHistoryMissing())
                        .isTrue());
    }

    @Test
    void the_order_of_installation_does_not_matter() throws Exception {
        execute("UPDATE " + TABLE + " SET \"installed_rank\" = 30 WHERE \"version\" = '1'");

        assertThat(version()).contains("2");
    }

    @Test
    void a_schema_that_flyway_created_is_read_by_its_name() throws Exception {
        settings = history(List.of("shop"), null, "history of the shop");
        migrate();

        assertThat(ask()).isEqualTo(new UpToDateCheck.UpToDate("shop", Optional.of("2"), Optional.empty()));
    }

    @Test
    void a_default_schema_alone_is_enough() throws Exception {
        settings = history(List.of(), "shop", Settings.History.DEFAULT_TABLE);
        migrate();

        assertThat(ask()).isEqualTo(new UpToDateCheck.UpToDate("shop", Optional.of("2"), Optional.empty()));
    }

    @Test
    void with_several_schemas_one_may_be_missing() throws Exception {
        settings = history(List.of("PUBLIC", "audit"), null, Settings.History.DEFAULT_TABLE);

        assertThat(doubt()).contains("several schemas");
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "missing"})
    void the_name_of_a_schema_is_taken_as_it_is_written(String schema) throws Exception {
        settings = history(List.of(schema), null, Settings.History.DEFAULT_TABLE);

        assertThat(doubt()).contains("can't be read");
    }

    @Test
    void names_that_need_quoting_rules_are_left_to_flyway() throws Exception {
        settings = history(List.of(), null, "a \"history\"");

        assertThat(doubt()).contains("no plain ones");
    }

    @Test
    void the_history_of_an_old_flyway_is_not_the_history() throws Exception {
        execute("ALTER TABLE " + TABLE + " RENAME TO \"schema_version\"");

        assertThat(doubt()).contains("can't be read");
    }

    @Test
    void a_history_in_another_schema_of_the_search_path_is_left_to_flyway() throws Exception {
        execute("CREATE SCHEMA shop", "SET SCHEMA shop", "SET SCHEMA_SEARCH_PATH shop, PUBLIC");

        assertThat(doubt()).contains("can't be read");
    }

    @Test
    void the_schema_of_the_connection_is_the_one_that_is_read() throws Exception {
        execute("CREATE SCHEMA shop", "SET SCHEMA shop");
        execute("CREATE TABLE shop." + TABLE + " AS SELECT * FROM PUBLIC." + TABLE + " WHERE \"version\" = '1'");
        Files.delete(scripts.resolve("V2__fill.sql"));

        assertThat(ask()).isEqualTo(new UpToDateCheck.UpToDate("SHOP", Optional.of("1"), Optional.empty()));
    }

    @Test
    void an_empty_history_is_left_to_flyway() throws Exception {
        execute("DELETE FROM " + TABLE);
        Files.delete(scripts.resolve("V1__create.sql"));
        Files.delete(scripts.resolve("V2__fill.sql"));

        assertThat(doubt()).isEqualTo("the history is empty");
    }

    @Test
    void like_flyway_the_check_does_not_notice_a_dropped_table() throws Exception {
        execute("DROP TABLE person");

        assertThat(version()).contains("2");
    }

    @Test
    void every_start_asks_anew() throws Exception {
        assertThat(version()).contains("2");

        execute("DELETE FROM " + TABLE + " WHERE \"version\" = '2'");

        assertThat(doubt()).isEqualTo("1 of 2 scripts is not in the history");
    }

    @Test
    void without_a_history_the_connection_stays_usable() throws Exception {
        execute("DROP TABLE " + TABLE);

        assertThat(doubt()).contains("can't be read");
        assertThat(connection.getAutoCommit()).isTrue();
        execute("SELECT 1");
    }

    @Test
    void the_check_does_not_wait_for_another_instance_that_holds_the_lock() throws Exception {
        try (Connection other = database.getConnection();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("SELECT * FROM " + TABLE + " FOR UPDATE");

            assertThat(version()).contains("2");
        }
    }

    @Test
    void an_unknown_database_is_left_to_flyway() throws Exception {
        assertThat(reason(new UpToDateCheck(catalog(inFolder()), settings, Oracle.kind()).ask(connection)))
                .contains("not known");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql, 15.19 (Debian 15.19-1), ''",
        "postgresql, 18beta1, ''",
        "postgresql, 19.0, PostgreSQL 19.0 | PostgreSQL is 18",
        "postgresql, 9.6.24, ''",
        "mysql, 8.4.3, ''",
        "mysql, 5.6.24, ''",
        "mysql, 5.7.44-log, ''",
        "mysql, 9.4.9, ''",
        "mysql, 9.5.0, MySQL 9.5 | MySQL is 9.4",
        "mysql, 9.7.4-2, MySQL 9.7 | MySQL is 9.4",
        "mysql, 5.5.60-MariaDB, ''",
        "mariadb, 11.4.5-MariaDB-log, ''",
        "mysql, 12.4.1-MariaDB, MariaDB 12.4 | MariaDB is 12.3",
        "h2, 1.4.200, ''",
        "h2, 2.4.240, ''",
        "h2, 2.5.253, H2 2.5.253 | H2 is 2.5.252",
        "sqlite, 3.50.3, ''"
    })
    void a_server_that_is_newer_than_flyway_knows_gets_flyways_warning(String kind, String version, String parts) {
        Optional<String> warning =
                UpToDateCheck.warning(DatabaseKinds.of(new JdbcUrl("jdbc:" + kind + "://db/shop")), version);
        String[] words = parts.split(" \\| ");
        assertThat(warning.orElse(""))
                .isEqualTo(
                        parts.isEmpty()
                                ? ""
                                : "Using " + words[0]
                                        + " which is newer than the version Flyway has been verified with."
                                        + " The latest verified version of " + words[1] + ".");
    }

    @ParameterizedTest
    @CsvSource({"postgresql, 8.4.22", "postgresql, unknown", "mysql, 5.0.96", "h2, 1.2.136"})
    void a_server_that_flyway_refuses_is_left_to_flyway(String kind, String version) {
        assertThatThrownBy(() ->
                        UpToDateCheck.warning(DatabaseKinds.of(new JdbcUrl("jdbc:" + kind + "://db/shop")), version))
                .hasMessageContaining("server version " + version);
    }

    /** Fails when there is a new setting: the author has to adapt the check, or to show that the setting changes nothing here. */
    @Test
    void the_check_knows_every_setting_that_changes_what_flyway_does() {
        assertThat(names(Settings.class))
                .containsExactly(
                        "account",
                        "scripts",
                        "history",
                        "waiting",
                        "engine",
                        "seed",
                        "backup",
                        "classPath",
                        "onFailure",
                        "asked",
                        "database",
                        "tenants");
        // A start with any option of Flyway in "flyway" gets no check: SchemaStart. A baseline at start needs a
        // database without a history,
        // and a repair at start changes nothing in a history that agrees with the scripts.
        assertThat(names(Settings.Engine.class))
                .containsExactly(
                        "mode",
                        "kind",
                        "lockStrategy",
                        "lockTimeout",
                        "statementLockTimeout",
                        "progressInterval",
                        "flyway",
                        "baselineAtStart",
                        "repairAtStart");
        assertThat(names(Settings.Scripts.class))
                .containsExactly("locations", "locationsSource", "placeholders", "naming", "failOnMissingLocations");
        assertThat(names(Settings.History.class)).containsExactly("schemas", "defaultSchema", "table");
    }

    private static List<String> names(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
