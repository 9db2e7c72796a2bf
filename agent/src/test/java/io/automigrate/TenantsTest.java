package io.automigrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole start without an agent, with several schemas in one H2 file. */
class TenantsTest {
    @TempDir
    private Path folder;

    private final RecordedStart start = new RecordedStart();
    private final Map<String, String> environment = start.environment();

    @BeforeEach
    void three_tenants() throws IOException {
        environment.put("AUTO_MIGRATE_URL", url());
        environment.put("AUTO_MIGRATE_USER", "sa");
        environment.put("AUTO_MIGRATE_TENANTS", "acme, umbra, zeta");
        environment.put("AUTO_MIGRATE_LOCATIONS", "filesystem:" + folder);
        script(
                "V1__first.sql",
                "CREATE TABLE person (id INT); INSERT INTO person VALUES (1); -- ${flyway:defaultSchema}");
    }

    @Test
    void each_gets_its_own_schema_and_history() throws SQLException {
        assertThat(start.run()).isZero();

        assertThat(query("SELECT table_schema || '.' || table_name FROM information_schema.tables"
                        + " WHERE table_schema NOT IN ('INFORMATION_SCHEMA') ORDER BY 1"))
                .containsExactly(
                        "acme.PERSON",
                        "acme.flyway_schema_history",
                        "umbra.PERSON",
                        "umbra.flyway_schema_history",
                        "zeta.PERSON",
                        "zeta.flyway_schema_history");
        assertThat(start.lines())
                .anyMatch(line -> line.contains("[Migration] [umbra] Migrations completed successfully: 1 applied"))
                .last()
                .asString()
                .matches(".*\\[Migration] 3 tenants: 0 up to date, 3 migrated, \\d.*");
    }

    @Test
    void up_to_date_tenants_are_counted_without_a_line_each() {
        start.run();
        environment.put("AUTO_MIGRATE_TENANTS", "acme, new, umbra");

        assertThat(start.run()).isZero();

        assertThat(start.lines())
                .noneMatch(line -> line.contains("[acme]"))
                .anyMatch(line -> line.contains("[new] Applying 1 of 1"))
                .last()
                .asString()
                .contains("3 tenants: 2 up to date, 1 migrated, ");
    }

    @Test
    void the_first_failure_is_that_of_a_tenant_and_the_others_stay_as_they_are() throws Exception {
        start.run();
        execute("CREATE TABLE \"umbra\".late (id INT)");
        script("V2__second.sql", "CREATE TABLE late (id INT)");

        assertThat(start.run()).isEqualTo(70);

        assertThat(start.lines())
                .anyMatch(line -> line.contains("[Migration] FAILED: Tenant \"umbra\": V2__second.sql, line 1:"))
                .anyMatch(line -> line.matches(".*  tenants: +of 3, before this one 0 up to date, 1 migrated"))
                .anyMatch(line -> line.matches(".*  migrated: +acme"))
                .anyMatch(line -> line.matches(".*  untouched: +zeta"));
        assertThat(query("SELECT COUNT(*) FROM \"zeta\".\"flyway_schema_history\" WHERE \"version\" = '2'"))
                .containsExactly("0");
    }

    @Test
    void where_failures_are_tolerated_the_others_follow() throws Exception {
        start.run();
        execute("CREATE TABLE \"umbra\".late (id INT)");
        script("V2__second.sql", "CREATE TABLE late (id INT)");
        environment.put("AUTO_MIGRATE_FAIL_ON_ERROR", "false");

        assertThat(start.run()).isZero();

        assertThat(start.lines())
                .anyMatch(line -> line.contains("[umbra] FAILED, but the application starts anyway: Tenant \"umbra\""))
                .anyMatch(line -> line.contains("[zeta] Migrations completed successfully"))
                .anyMatch(line ->
                        line.contains("FAILED, but the application starts anyway: 1 of 3 tenants failed: umbra"));
    }

    @Test
    void each_gets_the_initial_data_and_a_backup_of_its_own(@TempDir Path other) throws Exception {
        Files.createDirectories(other.resolve("seed"));
        Files.createDirectories(other.resolve("backup"));
        Files.writeString(other.resolve("seed").resolve("V1__data.sql"), "INSERT INTO person VALUES (2)");
        environment.put("AUTO_MIGRATE_SEED_LOCATIONS", "filesystem:" + other.resolve("seed"));
        environment.put("AUTO_MIGRATE_BACKUP", other.resolve("backup").toString());

        assertThat(start.run()).isZero();
        assertThat(start.run()).isZero();

        assertThat(query("SELECT id FROM \"zeta\".PERSON ORDER BY 1")).containsExactly("1", "2");
        try (Stream<Path> files = Files.list(other.resolve("backup"))) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("-.*", "")))
                    .containsExactlyInAnyOrder("acme", "umbra", "zeta");
        }
    }

    @Test
    void their_names_may_come_from_the_database() throws SQLException {
        environment.remove("AUTO_MIGRATE_TENANTS");
        environment.put("AUTO_MIGRATE_TENANTS_QUERY", "SELECT name FROM customer ORDER BY name");
        execute("CREATE TABLE customer (name CHAR(10))", "INSERT INTO customer VALUES ('b'), ('a'), ('b')");

        assertThat(start.run()).isZero();

        assertThat(start.lines())
                .anyMatch(line -> line.contains("[a] Applying 1 of 1"))
                .last()
                .asString()
                .contains("2 tenants: 0 up to date, 2 migrated");
    }

    @Test
    void no_tenant_is_a_warning() {
        environment.remove("AUTO_MIGRATE_TENANTS");
        environment.put("AUTO_MIGRATE_TENANTS_QUERY", "SELECT 'x' WHERE 1 = 0");

        assertThat(start.run()).isZero();

        assertThat(start.lines())
                .last()
                .asString()
                .endsWith("WARN  [Migration] AUTO_MIGRATE_TENANTS_QUERY found no tenant, nothing is migrated");
    }

    @Test
    void a_query_that_fails_is_told_before_anything_is_migrated() {
        environment.remove("AUTO_MIGRATE_TENANTS");
        environment.put("AUTO_MIGRATE_TENANTS_QUERY", "SELECT name FROM customer");

        assertThat(start.run()).isEqualTo(78);

        assertThat(start.lines())
                .anyMatch(line ->
                        line.contains("FAILED: AUTO_MIGRATE_TENANTS_QUERY can't be answered: Table \"CUSTOMER\""))
                .anyMatch(line -> line.matches(".*statement: +SELECT name FROM customer"));
    }

    @Test
    void a_tenant_without_a_name_is_refused() {
        environment.remove("AUTO_MIGRATE_TENANTS");
        environment.put("AUTO_MIGRATE_TENANTS_QUERY", "VALUES ('a'), (NULL)");

        assertThat(start.run()).isEqualTo(78);

        assertThat(start.lines()).anyMatch(line -> line.contains("found a tenant without a name"));
    }

    @Test
    void a_name_is_quoted_and_one_that_flyway_would_change_is_refused() throws SQLException {
        environment.put("AUTO_MIGRATE_TENANTS", "Two Words, c'd; --");
        assertThat(start.run()).isZero();
        assertThat(start.run()).isZero();
        assertThat(start.lines()).last().asString().contains("2 tenants: 2 up to date, 0 migrated");
        assertThat(query("SELECT table_schema FROM information_schema.tables WHERE table_name = 'PERSON' ORDER BY 1"))
                .containsExactly("Two Words", "c'd; --");

        environment.remove("AUTO_MIGRATE_TENANTS");
        environment.put("AUTO_MIGRATE_TENANTS_QUERY", "VALUES ('a\"b')");
        assertThat(start.run()).isEqualTo(78);
        assertThat(start.lines())
                .anyMatch(line -> line.contains("found the tenant \"a\"b\", whose name holds a quote"));
    }

    @Test
    void the_doctor_looks_at_the_history_of_each() throws Exception {
        environment.put("AUTO_MIGRATE_TENANTS", "acme, umbra");
        start.run();
        script("V2__second.sql", "CREATE TABLE late (id INT)");
        environment.put("AUTO_MIGRATE_TENANTS", "acme, zeta");
        environment.put("AUTO_MIGRATE_COMMAND", "doctor");

        assertThat(start.run() & 0xff).isZero();

        assertThat(start.output())
                .contains(
                        "\nHistory of acme\n",
                        "Schema \"acme\" has a history, \"flyway_schema_history\", and is at version 1",
                        "1 pending, which the next start applies: V2__second.sql",
                        "\nHistory of zeta\n",
                        "Schema \"zeta\" has no history yet",
                        "2 pending, which the next start applies: V1__first.sql, V2__second.sql")
                .doesNotContain("umbra", "PUBLIC");
    }

    @Test
    void the_doctor_tells_of_a_query_that_fails() {
        environment.remove("AUTO_MIGRATE_TENANTS");
        environment.put("AUTO_MIGRATE_TENANTS_QUERY", "SELECT name FROM customer");
        environment.put("AUTO_MIGRATE_COMMAND", "doctor");
        environment.put("COLUMNS", "300");

        assertThat(start.run() & 0xff).isEqualTo(78);

        assertThat(start.output())
                .contains("AUTO_MIGRATE_TENANTS_QUERY can't be answered: Table \"CUSTOMER\"", "Logged in to H2");
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("db");
    }

    private void script(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "sa", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
