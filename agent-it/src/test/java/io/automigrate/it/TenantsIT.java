package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.MariaDbServer;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    void up_to_date_tenants_of_a_query_cost_one_connection_and_one_statement_each() {
        try (PostgresServer server = PostgresServer.startLogging()) {
            FreshDatabase database = server.create();
            database.execute("CREATE TABLE customer (name TEXT)");
            List<String> tenants = new ArrayList<>();
            for (int i = 0; i < TENANTS; i++) {
                tenants.add("t" + (100 + i));
                database.execute("INSERT INTO customer VALUES ('t" + (100 + i) + "')");
            }
            ChildJvm app = UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, Scripts.person()), database, folder)
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
                    .hasSize(TENANTS);
            assertThat(caused).noneMatch(line -> line.contains("advisory"));
        }
    }
}
