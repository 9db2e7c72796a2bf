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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Databases that must not be changed, or can't be. */
@Execution(ExecutionMode.CONCURRENT)
class GuardsIT {
    private static final Scripts ONE_MORE =
            Scripts.person().versioned("3", "late", "ALTER TABLE person ADD COLUMN age INT;");

    @TempDir
    private Path folder;

    private ChildJvm app(Database kind, Scripts scripts, FreshDatabase database) {
        return UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder);
    }

    @Test
    void the_agent_does_not_connect_to_a_database_that_does_not_match() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        String name = database.user();

        assertThat(app(Database.POSTGRESQL, Scripts.person(), database)
                        .environment("AUTO_MIGRATE_EXPECT_DATABASE", "prod-\\d/" + name)
                        .run())
                .endedWith(78)
                .printedNothing()
                .told(
                        "AUTO_MIGRATE_EXPECT_DATABASE=\"prod-\\d/" + name + "\"",
                        "is \"localhost/" + name + "\"",
                        "the database was not touched")
                .saidNothingElse();
        assertThat(database.tables()).isEmpty();
        assertThat(app(Database.POSTGRESQL, Scripts.person(), database)
                        .environment("AUTO_MIGRATE_EXPECT_DATABASE", "(localhost|127\\.0\\.0\\.1)/" + name)
                        .run())
                .endedWith(0)
                .told("2 applied");
    }

    @Test
    void where_transactions_are_read_only_a_start_with_nothing_pending_goes_on() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        PostgresServer.shared()
                .administer("ALTER DATABASE " + database.user() + " SET default_transaction_read_only = on");
        assertThat(app(Database.POSTGRESQL, Scripts.person(), database).run())
                .endedWith(77)
                .printedNothing()
                .told("is read-only", "default_transaction_read_only is on")
                .saidNothingElse();

        PostgresServer.shared()
                .administer("ALTER DATABASE " + database.user() + " SET default_transaction_read_only = off");
        assertThat(app(Database.POSTGRESQL, Scripts.person(), database).run()).endedWith(0);
        PostgresServer.shared()
                .administer("ALTER DATABASE " + database.user() + " SET default_transaction_read_only = on");

        assertThat(app(Database.POSTGRESQL, Scripts.person(), database).run())
                .endedWith(0)
                .printed("Hello")
                .toldMatching("up to date at version 2")
                .saidNothingElse();
        assertThat(app(Database.POSTGRESQL, ONE_MORE, database).run())
                .endedWith(77)
                .told("is read-only", "default_transaction_read_only is on", "at version 2")
                .saidNothingElse();
    }

    @Test
    void a_replica_of_postgresql_is_named() {
        try (PostgresServer server = PostgresServer.start()) {
            FreshDatabase database = server.create();
            assertThat(app(Database.POSTGRESQL, Scripts.person(), database).run())
                    .endedWith(0);
            server.restartAsReplica();

            assertThat(app(Database.POSTGRESQL, Scripts.person(), database).run())
                    .endedWith(0)
                    .toldMatching("up to date at version 2")
                    .saidNothingElse();
            assertThat(app(Database.POSTGRESQL, ONE_MORE, database).run())
                    .endedWith(77)
                    .printedNothing()
                    .told(
                            "The server localhost:" + server.port() + " is read-only",
                            "it is in recovery, a replica",
                            "at version 2")
                    .saidNothingElse();
        }
    }

    @Test
    void a_read_only_server_of_mariadb_is_named() {
        try (MariaDbServer server = MariaDbServer.start()) {
            FreshDatabase database = server.create();
            assertThat(app(Database.MARIADB, Scripts.person(), database).run()).endedWith(0);
            server.administer("SET GLOBAL read_only = 1");

            assertThat(app(Database.MARIADB, Scripts.person(), database).run())
                    .endedWith(0)
                    .toldMatching("up to date at version 2")
                    .saidNothingElse();
            assertThat(app(Database.MARIADB, ONE_MORE, database).run())
                    .endedWith(77)
                    .printedNothing()
                    .told("The server localhost:" + server.port() + " is read-only", "read_only is on", "at version 2")
                    .saidNothingElse();
            assertThat(database.history()).containsExactly("1 create person", "2 insert ada");
        }
    }
}
