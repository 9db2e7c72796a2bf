package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import example.BindsPort;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.FreePort;
import io.automigrate.it.net.TcpForwarder;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers at {@code AUTO_MIGRATE_HEALTH_PORT} before the application starts. */
class HealthIT {
    @TempDir
    private Path folder;

    private final int port = FreePort.pick();

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url(path)))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void probes_are_answered_until_the_application_takes_over_the_port() throws Exception {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Application app = Application.of(BindsPort.class)
                .with(Database.POSTGRESQL.driver())
                .with(Scripts.person())
                .with(Integer.toString(port));
        try (TcpForwarder network = new TcpForwarder(PostgresServer.shared().port());
                RunningJvm jvm = UnderAgent.start(app, database.through(network.port()), folder)
                        .environment("AUTO_MIGRATE_HEALTH_PORT", Integer.toString(port))
                        .start()) {
            jvm.awaitLine("Port " + port + " answers");

            assertThat(get("/livez").statusCode()).isEqualTo(200);
            assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            HttpResponse<String> ready = get("/readyz");
            assertThat(ready.statusCode()).isEqualTo(503);
            JsonNode progress = new ObjectMapper().readTree(ready.body());
            assertThat(progress.get("state").asText()).isEqualTo("waiting");
            assertThat(progress.at("/databases/0/waitingLimitSeconds").asInt()).isEqualTo(60);

            network.open();
            jvm.awaitLine("listening");
            assertThat(get("/livez").body()).isEqualTo("application");
            assertThat(jvm.finish()).endedWith(0).told("2 applied").saidNothingElse();
        }
    }

    @Test
    void the_page_and_the_metrics_show_the_running_script() throws Exception {
        try (StuckScript stuck = StuckScript.on(Database.POSTGRESQL, folder);
                RunningJvm jvm = stuck.start("AUTO_MIGRATE_HEALTH_PORT", Integer.toString(port));
                WebClient browser = new WebClient()) {
            browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
            browser.getOptions().setJavaScriptEnabled(false);
            browser.setRefreshHandler(
                    (page, url, seconds) -> assertThat(seconds).isEqualTo(2));
            HtmlPage page = browser.getPage(url("/"));
            assertThat(page.getTitleText()).isEqualTo("Migrating the database");
            assertThat(page.getElementById("number").asNormalizedText()).isEqualTo("1 of 1");
            assertThat(page.getElementById("script").asNormalizedText()).isEqualTo("V3__rename.sql");

            assertThat(PrometheusFile.parse(get("/metrics").body().getBytes(StandardCharsets.UTF_8)))
                    .contains("auto_migrate_migrations_pending{database=\"\"} 1.0");
            assertThat(get("/readyz").body())
                    .contains("\"script\":\"V3__rename.sql\"")
                    .doesNotContain("UPDATE", "waits for");

            stuck.release();
            assertThat(jvm.endInput().finish()).endedWith(0).told("1 applied, version 3");
        }
    }

    @Test
    void a_port_in_use_causes_a_warning_and_the_application_starts() throws IOException {
        FreshDatabase database = Database.H2_FILE.create(folder);
        try (ServerSocket other = new ServerSocket(0)) {
            String taken = Integer.toString(other.getLocalPort());

            assertThat(UnderAgent.start(UnderAgent.shop(Database.H2_FILE), database, folder)
                            .environment("AUTO_MIGRATE_HEALTH_PORT", taken)
                            .run())
                    .endedWith(0)
                    .printed("person: 1 | Ada")
                    .toldMatching("AUTO_MIGRATE_HEALTH_PORT=\"" + taken + "\" can't be used: .*in use")
                    .saidNothingElse();
        }
    }

    @Test
    void a_start_that_finds_nothing_to_do_opens_no_port() {
        FreshDatabase database = Database.H2_FILE.create(folder);
        assertThat(UnderAgent.start(UnderAgent.shop(Database.H2_FILE), database, folder)
                        .run())
                .endedWith(0);

        assertThat(UnderAgent.start(UnderAgent.shop(Database.H2_FILE), database, folder)
                        .environment("AUTO_MIGRATE_HEALTH_PORT", Integer.toString(port))
                        .run()
                        .story())
                .noneMatch(line -> line.contains("Port "))
                .anyMatch(line -> line.contains("up to date at version 2"));
    }
}
