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
import io.automigrate.it.net.FreePort;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code doctor}: what a person would look at, on real databases. */
@Execution(ExecutionMode.CONCURRENT)
class DoctorIT {
    @TempDir
    private Path folder;

    private ChildJvm doctor(Database kind, Scripts scripts, FreshDatabase database) {
        return UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder.resolve("app"))
                .environment("COLUMNS", "300")
                .environment("AUTO_MIGRATE_COMMAND", "doctor");
    }

    private ChildJvm doctor(Database kind, FreshDatabase database) {
        return doctor(kind, Scripts.person(), database);
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "SQLITE"})
    void a_working_setup_is_reported_as_good_and_not_changed(Database kind) {
        FreshDatabase database = kind.create(folder);

        FinishedJvm jvm = doctor(kind, database).run();

        assertThat(jvm)
                .endedWith(0)
                .printed(
                        "JAVA_TOOL_OPTIONS names the agent",
                        database.password().isEmpty() ? "AUTO_MIGRATE_URL=" : "AUTO_MIGRATE_PASSWORD=****",
                        "Scripts: 2 versioned in classpath:db/migration",
                        "Driver: ",
                        kind == Database.SQLITE ? "Logged in to SQLite" : ", not encrypted\n",
                        "has no history yet",
                        "2 pending",
                        "\nAll is well.\n")
                .didNotPrint("Hello from")
                .saidNothingElse();
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void rights_that_are_missing_are_named_with_the_statement_that_grants_them() {
        FreshDatabase postgres = Database.POSTGRESQL.create(folder);
        FreshDatabase reader = new FreshDatabase(postgres.url(), postgres.user() + "_reader", "reader");
        PostgresServer.shared().administer("CREATE ROLE " + reader.user() + " LOGIN PASSWORD 'reader'");
        postgres.execute("CREATE SCHEMA " + reader.user(), "GRANT USAGE ON SCHEMA " + reader.user() + " TO PUBLIC");
        assertThat(doctor(Database.POSTGRESQL, reader).run())
                .endedWith(77)
                .printed("may not make tables in schema \"" + reader.user() + "\"", "GRANT USAGE, CREATE ON SCHEMA")
                .saidNothingElse();

        FreshDatabase maria = Database.MARIADB.create(folder);
        FreshDatabase little = new FreshDatabase(maria.url(), "little_" + maria.user(), "little");
        String name = maria.url().replaceAll(".*/([^/?]+).*", "$1");
        MariaDbServer.shared()
                .administer(
                        "CREATE USER '" + little.user() + "'@'%' IDENTIFIED BY 'little'",
                        "GRANT SELECT ON `" + name + "`.* TO '" + little.user() + "'@'%'");
        assertThat(doctor(Database.MARIADB, little).run())
                .endedWith(77)
                .printed("The account lacks ALTER, CREATE,", "GRANT ALTER, CREATE,")
                .saidNothingElse();
    }

    @Test
    void encryption_and_a_read_only_postgresql_are_reported() {
        try (PostgresServer server = PostgresServer.startEncrypted()) {
            FreshDatabase database = server.create();
            String readOnly = "ALTER DATABASE " + database.user() + " SET default_transaction_read_only = ";
            server.administer(readOnly + "on");
            assertThat(doctor(Database.POSTGRESQL, database).run())
                    .endedWith(77)
                    .printed(
                            ", encrypted with TLSv1.",
                            "! The database can't be written: default_transaction_read_only is on for this role",
                            "2 pending, which can't be applied where nothing can be written")
                    .saidNothingElse();

            server.administer(readOnly + "off");
            assertThat(doctor(Database.POSTGRESQL, database)
                            .environment("AUTO_MIGRATE_COMMAND", "migrate")
                            .run())
                    .endedWith(0);
            server.restartAsReplica();
            assertThat(doctor(Database.POSTGRESQL, database).run())
                    .endedWith(0)
                    .printed(
                            "! The database can't be written: it is in recovery, a replica",
                            "Nothing is pending",
                            "\nno problems, 1 warning\n")
                    .saidNothingElse();
        }
    }

    @Test
    void an_encrypted_read_only_mariadb_is_reported() {
        try (MariaDbServer server = MariaDbServer.startEncrypted()) {
            FreshDatabase plain = server.create();
            FreshDatabase database = new FreshDatabase(plain.url() + "?sslMode=trust", plain.user(), plain.password());
            server.administer("SET GLOBAL read_only = 1");
            assertThat(doctor(Database.MARIADB, database).run())
                    .endedWith(77)
                    .printed(
                            ", encrypted with TLSv1.",
                            "! The database can't be written: read_only is on, as on a replica",
                            "2 pending, which can't be applied where nothing can be written")
                    .saidNothingElse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void the_holder_of_the_lock_is_named(Database kind) throws SQLException {
        FreshDatabase database = kind.create(folder);
        assertThat(doctor(kind, database)
                        .environment("AUTO_MIGRATE_COMMAND", "migrate")
                        .run())
                .endedWith(0);
        String table = kind == Database.POSTGRESQL
                ? "\"public\".\"flyway_schema_history\""
                : "`" + database.url().replaceAll(".*/([^/?]+).*", "$1") + "`.`flyway_schema_history`";
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute(
                    kind == Database.POSTGRESQL
                            ? "SELECT pg_advisory_lock(" + (0x466C79776179L + table.hashCode()) + ")"
                            : "SELECT GET_LOCK('Flyway-" + table.hashCode() + "', 1)");

            assertThat(doctor(kind, database).run())
                    .endedWith(0)
                    .printed("The migration lock is held by", "is at version 2", "Nothing is pending")
                    .saidNothingElse();
        }
    }

    @Test
    void a_missing_server_a_wrong_name_and_a_wrong_password_have_different_messages() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);

        assertThat(doctor(Database.POSTGRESQL, database.through(FreePort.pick()))
                        .environment("AUTO_MIGRATE_WAIT_TIMEOUT", "3s")
                        .run())
                .endedWith(69)
                .printed("can't be reached", "Driver: org.postgresql.Driver", "Scripts: 2 versioned");
        assertThat(doctor(
                                Database.POSTGRESQL,
                                new FreshDatabase("jdbc:postgresql://no-such-host.invalid/shop", "shop", "shop"))
                        .environment("AUTO_MIGRATE_WAIT_TIMEOUT", "3s")
                        .run())
                .endedWith(69)
                .printed("The name \"no-such-host.invalid\" has no address here");
        assertThat(doctor(Database.POSTGRESQL, new FreshDatabase(database.url(), database.user(), "wrong-pa55word"))
                        .run())
                .endedWith(77)
                .printed("The database refused the account")
                .didNotPrint("wrong-pa55word");
    }

    @Test
    void scripts_that_can_not_be_used_do_not_hide_the_rest() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Scripts twice = Scripts.person().versioned("2", "again", "SELECT 1;");

        assertThat(doctor(Database.POSTGRESQL, twice, database)
                        .environment("AUTO_MIGRATE_LOG_LEVEL", "loud")
                        .environment("AUTO_MIGRATE_PIZZA", "x")
                        .run())
                .endedWith(78)
                .printed(
                        "AUTO_MIGRATE_LOG_LEVEL=\"loud\": no such level",
                        "AUTO_MIGRATE_PIZZA: unknown setting",
                        "V2__again.sql",
                        "Logged in to PostgreSQL");
    }
}
