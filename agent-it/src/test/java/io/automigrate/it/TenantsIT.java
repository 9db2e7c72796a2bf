package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.MariaDbServer;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;

/** {@code AUTO_MIGRATE_TENANTS}: several schemas of one database. */
@Execution(ExecutionMode.CONCURRENT)
class TenantsIT {
    private static final int TENANTS = 8;

    @TempDir
    private Path folder;

    private ChildJvm app(Database kind, Scripts scripts, FreshDatabase database, List<String> tenants) {
        return UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder)
                .environment("AUTO_MIGRATE_TENANTS", String.join(",", tenants));
    }

    /** On MariaDB a schema is a database, and all tests share the server. */
    private static List<String> tenants(Database kind, FreshDatabase database) {
        String prefix = kind == Database.MARIADB ? database.user() + "_" : "";
        if (kind == Database.MARIADB) {
            MariaDbServer.shared().administer("GRANT ALL ON `" + prefix + "%`.* TO '" + database.user() + "'@'%'");
        }
        return List.of(prefix + "acme", prefix + "umbra", prefix + "zeta");
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "H2_FILE"})
    void each_has_its_own_tables_and_its_own_failures(Database kind) {
        FreshDatabase database = kind.create(folder);
        List<String> tenants = tenants(kind, database);

        assertThat(app(kind, Scripts.person(), database, tenants).run())
                .endedWith(0)
                .printed("Hello")
                .told("[" + tenants.get(1) + "] Applying 2 of 2", "3 tenants: 0 up to date, 3 migrated");
        assertThat(app(kind, Scripts.person(), database, tenants).run())
                .endedWith(0)
                .told("3 tenants: 3 up to date, 0 migrated")
                .saidNothingElse();

        String quote = kind == Database.MARIADB ? "`" : "\"";
        String umbra = quote + tenants.get(1) + quote;
        database.execute("CREATE TABLE " + umbra + ".late (id INT)");
        Scripts late = Scripts.person().versioned("3", "late", "CREATE TABLE late (id INT);");
        assertThat(app(kind, late, database, tenants).run())
                .endedWith(70)
                .printedNothing()
                .told("FAILED: Tenant \"" + tenants.get(1) + "\": V3__late.sql, line 1")
                .toldMatching("migrated: +" + tenants.get(0))
                .toldMatching("untouched: +" + tenants.get(2))
                .saidNothingElse();
    }

    @Test
    void up_to_date_tenants_of_a_query_cost_one_connection_and_one_statement() {
        try (PostgresServer server = PostgresServer.startLogging()) {
            FreshDatabase database = server.create();
            database.execute("CREATE TABLE customer (name TEXT)");
            List<String> tenants = new ArrayList<>();
            for (int i = 0; i < TENANTS; i++) {
                tenants.add("t" + (100 + i));
                database.execute("INSERT INTO customer VALUES ('t" + (100 + i) + "')");
            }
            // On a busy machine a login may take longer than the default limit, and the next attempt is one more
            // connection.
            ChildJvm app = UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, Scripts.person()), database, folder)
                    .environment("AUTO_MIGRATE_CONNECT_TIMEOUT", "60s")
                    .environment("AUTO_MIGRATE_TENANTS_QUERY", "SELECT name FROM public.customer ORDER BY name");
            assertThat(app.run()).endedWith(0).told(TENANTS + " tenants: 0 up to date, " + TENANTS + " migrated");
            List<String> before = server.log(database.user());
            database.execute("DROP SCHEMA t105 CASCADE");
            assertThat(app.run()).endedWith(0).told(TENANTS + " tenants: " + (TENANTS - 1) + " up to date, 1 migrated");
            int checked = server.log(database.user()).size();

            assertThat(app.run())
                    .endedWith(0)
                    .told(TENANTS + " tenants: " + TENANTS + " up to date, 0 migrated")
                    .saidNothingElse();

            List<String> log = server.log(database.user());
            List<String> caused = log.subList(checked, log.size());
            assertThat(before).isNotEmpty();
            assertThat(caused)
                    .filteredOn(line -> line.contains("connection authorized"))
                    .hasSize(1);
            assertThat(caused)
                    .filteredOn(line -> line.contains("flyway_schema_history"))
                    .hasSize(1);
            assertThat(caused).noneMatch(line -> line.contains("advisory"));
        }
    }

    /** What can be wrong with the history of a tenant; {@code #} is the name of the schema. */
    private static final Map<String, List<String>> DOUBTFUL = Map.of(
            "failed", List.of("UPDATE #.flyway_schema_history SET success = FALSE WHERE version = '2'"),
            "changed", List.of("UPDATE #.flyway_schema_history SET checksum = 7 WHERE version = '2'"),
            "short", List.of("DELETE FROM #.flyway_schema_history WHERE version = '2'"),
            "empty", List.of("DELETE FROM #.flyway_schema_history"),
            "bare", List.of("DROP TABLE #.flyway_schema_history"),
            "gone", List.of("DROP SCHEMA # CASCADE"),
            "unreadable", List.of("REVOKE SELECT ON #.flyway_schema_history FROM READER"),
            "barred", List.of("REVOKE USAGE ON SCHEMA # FROM READER"));

    /**
     * The statement for all tenants fails if one of the tables has other columns. Then each tenant gets a statement of its own. Both ways have
     * to judge each tenant alike.
     */
    @Test
    void one_statement_for_all_judges_each_tenant_as_a_statement_of_its_own_does() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        FreshDatabase reader = new FreshDatabase(database.url(), database.user() + "_reader", "reader");
        PostgresServer.shared().administer("CREATE ROLE " + reader.user() + " LOGIN PASSWORD 'reader'");
        List<String> tenants = new ArrayList<>(List.of("acme", "two words's", "odd"));
        tenants.addAll(DOUBTFUL.keySet());
        assertThat(app(Database.POSTGRESQL, Scripts.person(), database, tenants).run())
                .endedWith(0);
        for (String tenant : tenants) {
            String name = '"' + tenant + '"';
            database.execute(
                    "GRANT USAGE ON SCHEMA " + name + " TO " + reader.user(),
                    "GRANT SELECT ON " + name + ".flyway_schema_history TO " + reader.user());
            for (String sql : DOUBTFUL.getOrDefault(tenant, List.of())) {
                database.execute(sql.replace("#", name).replace("READER", reader.user()));
            }
        }
        ChildJvm app = app(Database.POSTGRESQL, Scripts.person(), reader, tenants)
                .environment("AUTO_MIGRATE_MODE", "validate")
                .environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false");

        FinishedJvm together = app.run();
        database.execute("ALTER TABLE odd.flyway_schema_history RENAME COLUMN checksum TO sum");
        FinishedJvm apart = app.run();

        assertThat(together)
                .endedWith(0)
                .told("3 up to date, 0 migrated, " + DOUBTFUL.size() + " failed")
                .saidNothingElse();
        assertThat(failures(together)).hasSize(DOUBTFUL.size());
        assertThat(apart).endedWith(0).told("2 up to date, 0 migrated, " + (DOUBTFUL.size() + 1) + " failed");
        assertThat(failures(apart))
                .filteredOn(line -> !line.startsWith("[odd]"))
                .isEqualTo(failures(together));
    }

    private static List<String> failures(FinishedJvm start) {
        return start.story().stream()
                .filter(line -> line.startsWith("[") && line.contains("] FAILED"))
                .toList();
    }

    @Test
    void a_held_history_is_waited_for_in_the_name_of_its_tenant() throws SQLException {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        ChildJvm app = app(Database.POSTGRESQL, Scripts.person(), database, tenants(Database.POSTGRESQL, database));
        assertThat(app.run()).endedWith(0);
        try (Connection holder = database.connect();
                Statement sql = holder.createStatement()) {
            holder.setAutoCommit(false);
            sql.execute("LOCK TABLE umbra.flyway_schema_history");

            assertThat(app.environment("AUTO_MIGRATE_WAIT_TIMEOUT", "8s").run())
                    .printedNothing()
                    .toldMatching("^\\[umbra] Waiting for database: no answer yet from the history table"
                            + " \"flyway_schema_history\", waits for .*\\(pid [0-9]+")
                    .toldMatching("FAILED: The history table \"flyway_schema_history\" could not be read within 8 s: ")
                    .told("nothing was changed");

            try (RunningJvm patient = app.start()) {
                patient.awaitLine("[umbra] Waiting for database");
                sql.execute("ROLLBACK");
                assertThat(patient.endInput().finish()).endedWith(0).told("3 tenants: 3 up to date, 0 migrated");
            }
        }
    }
}
