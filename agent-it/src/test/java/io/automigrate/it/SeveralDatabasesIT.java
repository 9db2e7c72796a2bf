package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import example.Hello;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.net.FreePort;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code AUTO_MIGRATE_DATABASES}: one application, databases of several vendors. */
@Execution(ExecutionMode.CONCURRENT)
class SeveralDatabasesIT {
    private static final String[] NAMES = {"orders", "audit", "cache"};

    @TempDir
    private Path folder;

    private final FreshDatabase[] databases = new FreshDatabase[3];

    private ChildJvm app(Scripts scripts) {
        ChildJvm app = UnderAgent.start(
                        Application.of(Hello.class)
                                .with(
                                        Database.POSTGRESQL.driver(),
                                        Database.MARIADB.driver(),
                                        Database.H2_FILE.driver())
                                .with(scripts),
                        folder)
                .environment("AUTO_MIGRATE_DATABASES", String.join(",", NAMES));
        Database[] kinds = {Database.POSTGRESQL, Database.MARIADB, Database.H2_FILE};
        for (int i = 0; i < NAMES.length; i++) {
            databases[i] = databases[i] == null ? kinds[i].create(folder) : databases[i];
            String prefix = "AUTO_MIGRATE_" + NAMES[i].toUpperCase(Locale.ROOT);
            app = app.environment(prefix + "_URL", databases[i].url())
                    .environment(prefix + "_USER", databases[i].user())
                    .environment(prefix + "_PASSWORD", databases[i].password());
        }
        return app;
    }

    private static Scripts scripts(String audit) {
        return Scripts.none()
                .file("orders/V1__orders.sql", "CREATE TABLE orders (id INT);")
                .file("audit/V1__audit.sql", audit)
                .file("cache/V1__cache.sql", "CREATE TABLE cache (id INT);");
    }

    @Test
    void each_gets_its_own_scripts_and_the_next_start_finds_nothing_to_do() {
        ChildJvm app = app(scripts("CREATE TABLE audit (id INT);"));

        assertThat(app.run())
                .endedWith(0)
                .printed("Hello")
                .told(
                        "[orders] Migrations completed successfully: 1 applied, version 1",
                        "[audit] Migrations completed successfully: 1 applied, version 1",
                        "[cache] Migrations completed successfully: 1 applied, version 1");
        for (int i = 0; i < NAMES.length; i++) {
            assertThat(databases[i].tables()).containsExactlyInAnyOrder(NAMES[i], "flyway_schema_history");
        }

        assertThat(app.run())
                .endedWith(0)
                .toldMatching("\\[orders] .*up to date at version 1")
                .toldMatching("\\[audit] .*up to date at version 1")
                .toldMatching("\\[cache] .*up to date at version 1")
                .saidNothingElse();
    }

    @Test
    void the_failure_of_the_second_keeps_the_third_as_it_is() {
        assertThat(app(scripts("CREATE TABLE audit (id NOTYPE);")).run())
                .endedWith(70)
                .printedNothing()
                .told("[orders] Migrations completed successfully", "[audit] FAILED: V1__audit.sql, line 1")
                .toldMatching("\\[audit] +done: +orders")
                .toldMatching("\\[audit] +untouched: +cache")
                .saidNothingElse();
        assertThat(databases[2].tables()).isEmpty();
    }

    @Test
    void one_that_is_not_reachable_is_a_warning_when_failures_are_tolerated() {
        assertThat(app(scripts("CREATE TABLE audit (id INT);"))
                        .environment("AUTO_MIGRATE_ORDERS_URL", "jdbc:postgresql://localhost:" + FreePort.pick() + "/x")
                        .environment("AUTO_MIGRATE_ORDERS_WAIT_TIMEOUT", "0")
                        .environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false")
                        .run())
                .endedWith(0)
                .printed("Hello")
                .told(
                        "[orders] FAILED, but the application starts anyway: The database is not reachable",
                        "without it the exit code would be 69",
                        "[audit] Migrations completed successfully",
                        "[cache] Migrations completed successfully")
                .saidNothingElse();
    }

    @Test
    void a_wrong_setting_of_any_database_ends_the_start_before_the_first_database() {
        assertThat(app(scripts("CREATE TABLE audit (id INT);"))
                        .environment("AUTO_MIGRATE_CACHE_MODE", "sleep")
                        .environment("AUTO_MIGRATE_AUDTI_TABLE", "x")
                        .run())
                .endedWith(78)
                .told(
                        "AUTO_MIGRATE_CACHE_MODE=\"sleep\": no such choice",
                        "AUTO_MIGRATE_AUDTI_TABLE: unknown setting, did you mean AUTO_MIGRATE_AUDIT_TABLE?");
        assertThat(databases[0].tables()).isEmpty();
    }
}
