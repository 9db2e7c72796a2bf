package io.automigrate.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.log.DatabaseObserver;
import io.automigrate.net.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServerTest {
    private final Recording recording = new Recording(Recording.SILENT);
    private int port;
    private HealthServer server;

    @BeforeEach
    void open() {
        port = FreePort.pick();
        DatabaseObserver database = recording.database();
        database.found("public", Optional.of("1"), List.of("V2__a.sql", "V3__<b>.sql"));
        database.applying(1, 2, "V2__a.sql");
        database.applied("V2__a.sql", Optional.of("2"), Duration.ofSeconds(1));
        database.applying(2, 2, "V3__<b>.sql");
        recording.after(Duration.ofSeconds(75));
        database.stillApplying(4, 17, "waits for secret things");
        server = HealthServer.open(port, recording::outcome, recording.log());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private String ask(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write((request + "\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/livez/", "/livez?verbose", "/actuator/health/liveness", "/q/health/live"})
    void the_process_lives(String path) throws IOException {
        assertThat(ask("GET " + path + " HTTP/1.1"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Type: application/json\r\n")
                .endsWith("\r\n\r\n{\"status\":\"UP\",\"state\":\"migrating\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/readyz", "/actuator/health/readiness", "/q/health/ready", "/q/health/started", "/health"})
    void the_application_is_not_ready_and_how_far_it_is_can_be_read(String path) throws IOException {
        assertThat(ask("GET " + path + " HTTP/1.1"))
                .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                .contains(
                        "\"state\":\"migrating\"",
                        "\"script\":\"V3__<b>.sql\",\"number\":2,\"total\":2,\"scriptSeconds\":75")
                .doesNotContain("secret things", "jdbc:");
    }

    @Test
    void the_metrics_are_there() throws IOException {
        assertThat(ask("GET /metrics HTTP/1.1"))
                .startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n")
                .contains("\nauto_migrate_state{state=\"migrating\"} 1\n");
    }

    @Test
    void the_page_says_the_same_in_a_form_that_holds_no_markup_of_others() throws IOException {
        assertThat(ask("GET / HTTP/1.1"))
                .startsWith("HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html; charset=utf-8\r\n")
                .contains("<meta http-equiv=\"refresh\" content=\"2\">", "2 of 2", "V3__&lt;b&gt;.sql", "75 s")
                .doesNotContain("<b>", "secret things", "src=", "href=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /livez HTTP/1.1", "GET /nothing HTTP/1.1", "nonsense", "GET /livez"})
    void what_is_not_understood_is_refused(String request) throws IOException {
        assertThat(ask(request)).startsWith("HTTP/1.1 4");
    }

    @Test
    void the_length_is_the_same_without_the_body() throws IOException {
        String answer = ask("HEAD /livez HTTP/1.1");
        assertThat(answer).contains("Content-Length: 36\r\n").endsWith("\r\n\r\n");
    }

    @Test
    void those_who_say_nothing_keep_nobody_from_being_answered() throws IOException {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            silent.add(connect());
        }
        assertThat(ask("GET /livez HTTP/1.1")).startsWith("HTTP/1.1 200 OK");
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void when_it_is_closed_the_port_is_free_and_no_thread_is_left() throws IOException {
        try (Socket silent = connect()) {
            ask("GET /livez HTTP/1.1");
            server.close();

            try (ServerSocket application = new ServerSocket()) {
                application.bind(new InetSocketAddress(port));
                assertThat(application.isBound()).isTrue();
            }
            assertThat(silent.isConnected()).isTrue();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("auto-migrate-health"));
    }

    @Test
    void a_port_in_use_is_a_warning() {
        HealthServer second = HealthServer.open(port, recording::outcome, recording.log());
        second.close();

        assertThat(recording.logged())
                .contains("WARN  [Migration] AUTO_MIGRATE_HEALTH_PORT=\"" + port + "\" can't be used: ");
    }
}
