package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import example.PrintsTraces;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Packaging;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.FreePort;
import io.automigrate.it.net.HttpReceiver;
import io.automigrate.it.net.TcpForwarder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The reports of a start: the status file, the metrics, the notification, the termination message, the JSON log. */
@Execution(ExecutionMode.CONCURRENT)
class OutcomeIT {
    private static final Scripts BROKEN =
            Scripts.person().versioned("3", "broken", "CREATE TABLE early (id INT);\n\nCREATE TABLE x (id NOTYPE);\n");

    @TempDir
    private Path folder;

    private StatusFile status() {
        return new StatusFile(folder.resolve("status.json"));
    }

    private ChildJvm reporting(ChildJvm app) {
        return app.environment("AUTO_MIGRATE_STATUS_FILE", status().path().toString())
                .environment(
                        "AUTO_MIGRATE_METRICS_FILE", folder.resolve("shop.prom").toString());
    }

    private List<String> metrics() throws IOException {
        return PrometheusFile.read(folder.resolve("shop.prom"));
    }

    @Test
    void a_long_migration_is_seen_from_outside_and_so_are_those_who_wait_for_it() throws Exception {
        try (StuckScript stuck = StuckScript.on(Database.POSTGRESQL, folder)) {
            ChildJvm app = reporting(stuck.app()).environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms");
            StatusFile waiting = new StatusFile(folder.resolve("waiting.json"));
            try (RunningJvm first = app.start()) {
                JsonNode migrating = status().await(
                                now -> now.at("/databases/0/running/line").asInt() == 3);
                assertThat(migrating.get("state").asText()).isEqualTo("migrating");
                assertThat(migrating.get("outcome").isNull()).isTrue();
                assertThat(migrating.at("/databases/0/running/script").asText()).isEqualTo("V3__rename.sql");
                assertThat(migrating.at("/databases/0/running/detail").asText()).contains("waits for");
                assertThat(migrating.at("/databases/0/versionBefore").asText()).isEqualTo("2");
                assertThat(metrics()).contains("auto_migrate_state{state=\"migrating\"} 1.0");

                try (RunningJvm second = app.environment(
                                "AUTO_MIGRATE_STATUS_FILE", waiting.path().toString())
                        .start()) {
                    JsonNode locked =
                            waiting.await(now -> now.get("state").asText().equals("locked"));
                    assertThat(locked.at("/databases/0/waiting/limitSeconds").asInt())
                            .isEqualTo(600);
                    stuck.release();
                    assertThat(first.endInput().finish()).endedWith(0);
                    assertThat(second.endInput().finish()).endedWith(0);
                }
            }
            assertThat(status().read().at("/databases/0/migrations/0/state").asText())
                    .isEqualTo("applied");
            JsonNode waited = waiting.read();
            assertThat(waited.get("outcome").asText()).isEqualTo("succeeded");
            assertThat(waited.at("/databases/0/applied").asInt()).isZero();
            assertThat(waited.at("/databases/0/versionAfter").asText()).isEqualTo("3");
            assertThat(waited.at("/databases/0/waitedForLockSeconds").asDouble())
                    .isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void a_failure_reaches_everyone_before_the_process_ends() throws IOException {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Path termination = Files.writeString(folder.resolve("termination-log"), "");
        try (HttpReceiver receiver = new HttpReceiver()) {
            FinishedJvm jvm = reporting(
                            UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, BROKEN), database, folder))
                    .environment("AUTO_MIGRATE_NOTIFY_URL", receiver.url("/services/T0123456"))
                    .environment("AUTO_MIGRATE_TERMINATION_MESSAGE_PATH", termination.toString())
                    .run();

            assertThat(jvm).endedWith(70).printedNothing().saidNothingElse().neverSaid("T0123456");
            JsonNode failed = status().read();
            assertThat(failed.get("outcome").asText()).isEqualTo("failed");
            assertThat(failed.get("exitCode").asInt()).isEqualTo(70);
            assertThat(failed.get("applicationStarts").asBoolean()).isFalse();
            assertThat(failed.at("/error/sqlState").asText()).isEqualTo("42704");
            assertThat(failed.at("/error/script").asText()).isEqualTo("V3__broken.sql");
            assertThat(failed.at("/error/line").asInt()).isEqualTo(3);
            assertThat(failed.at("/error/remedy").asText()).contains("correct the script");
            assertThat(failed.at("/databases/0/migrations/2/state").asText()).isEqualTo("failed");
            assertThat(failed.at("/databases/0/versionAfter").asText()).isEqualTo("2");
            assertThat(metrics()).contains("auto_migrate_success 0.0", "auto_migrate_exit_code 70.0");
            assertThat(termination)
                    .content()
                    .startsWith("V3__broken.sql, line 3: ")
                    .endsWith("exit code: 70\n");
            assertThat(receiver.bodies()).hasSize(1);
            assertThat(StatusFile.valid(receiver.bodies().get(0)).get("text").asText())
                    .contains("FAILED: V3__broken.sql, line 3: ");
        }
    }

    @Test
    void an_interrupted_process_ends_while_it_waits_for_the_database() throws IOException {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        try (TcpForwarder nobody = new TcpForwarder(1);
                RunningJvm jvm = reporting(UnderAgent.start(
                                UnderAgent.shop(Database.POSTGRESQL), database.through(nobody.port()), folder))
                        .start()) {
            JsonNode waiting = status().await(now -> now.get("state").asText().equals("waiting"));
            assertThat(waiting.at("/databases/0/waiting/reason").asText()).contains("refused");

            assertThat(jvm.terminate().finish()).endedWith(143);

            assertThat(status().read().get("outcome").asText()).isEqualTo("interrupted");
        }
    }

    @Test
    void an_application_sees_nothing_of_all_that_and_its_logging_library_is_not_started() throws IOException {
        Path classes = folder.resolve("classes.txt");
        FreshDatabase database = Database.H2_FILE.create(folder);
        Application tracer = Application.of(PrintsTraces.class)
                .with(Database.H2_FILE.driver())
                .with(Scripts.person());
        ChildJvm app = Packaging.FOLDERS.install(
                ChildJvm.of(Jdk.running()).options("--add-opens", "java.base/java.lang=ALL-UNNAMED"),
                tracer,
                folder.resolve("app"));
        FinishedJvm alone = app.run();
        try (HttpReceiver receiver = new HttpReceiver()) {
            FinishedJvm jvm = reporting(app)
                    .options("-Xlog:class+init=info:file=" + classes + "::filecount=0")
                    .environment(database.forAgent())
                    .environment("AUTO_MIGRATE_NOTIFY_URL", receiver.url("/"))
                    .environment("AUTO_MIGRATE_NOTIFY_WHEN", "always")
                    .environment("AUTO_MIGRATE_HEALTH_PORT", Integer.toString(FreePort.pick()))
                    .agentVariable(AgentJar.path())
                    .run();

            assertThat(jvm).endedWith(0).told("2 applied", "answers /livez").saidNothingElse();
            assertThat(jvm.out().text()).isEqualTo(alone.out().text());
            assertThat(receiver.bodies()).hasSize(1);
        }
        assertThat(status().read().get("outcome").asText()).isEqualTo("succeeded");
        String untilMain = Files.readString(classes).split("Initializing 'example/PrintsTraces'")[0];
        assertThat(untilMain.contains("Initializing 'io/automigrate/outcome/HttpPost'"))
                .isTrue();
        assertThat(untilMain.contains("Initializing 'java/lang/System$LoggerFinder'"))
                .isFalse();
    }

    @Test
    void the_log_is_one_object_a_line_in_the_words_of_the_elastic_common_schema() throws IOException {
        FreshDatabase database = Database.H2_FILE.create(folder);
        ChildJvm app = UnderAgent.start(UnderAgent.hello(Database.H2_FILE, BROKEN), database, folder)
                .environment("AUTO_MIGRATE_LOG_FORMAT", "json");

        JsonNode failure = null;
        for (String line : app.run().errWithoutPickedUp().lines().toList()) {
            JsonNode object = new ObjectMapper().readTree(line);
            assertThat(object.get("@timestamp").asText()).endsWith("Z");
            assertThat(object.get("log.level").asText()).isIn("INFO", "WARN", "ERROR");
            assertThat(object.get("ecs.version").asText()).startsWith("8.");
            assertThat(object.get("message").asText()).startsWith("[Migration] ");
            failure = object.has("error.message") ? object : failure;
        }

        assertThat(failure).isNotNull();
        assertThat(failure.get("event.outcome").asText()).isEqualTo("failure");
        assertThat(failure.get("error.code").asText()).isEqualTo("70");
        assertThat(failure.get("error.message").asText()).startsWith("V3__broken.sql, line 3: ");
        assertThat(failure.get("auto_migrate.sqlstate").asText()).isEqualTo("HY004");
        assertThat(failure.get("auto_migrate.remedy").asText()).contains("correct the script");
    }
}
