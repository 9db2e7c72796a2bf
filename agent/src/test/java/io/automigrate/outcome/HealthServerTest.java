package io.automigrate.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.log.DatabaseObserver;
import io.automigrate.net.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
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
    void liveness_probes_are_answered_with_200(String path) throws IOException {
        assertThat(ask("GET " + path + " HTTP/1.1"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Type: application/json\r\n")
                .endsWith("\r\n\r\n{\"status\":\"UP\",\"state\":\"migrating\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/readyz", "/actuator/health/readiness", "/q/health/ready", "/q/health/started", "/health"})
    void readiness_probes_are_answered_with_503_and_the_progress(String path) throws IOException {
        assertThat(ask("GET " + path + " HTTP/1.1"))
                .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                .contains(
                        "\"state\":\"migrating\"",
                        "\"script\":\"V3__<b>.sql\",\"number\":2,\"total\":2,\"scriptSeconds\":75")
                .doesNotContain("secret things", "jdbc:");
    }

    @Test
    void metrics_are_served() throws IOException {
        assertThat(ask("GET /metrics HTTP/1.1"))
                .startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n")
                .contains("\nauto_migrate_state{state=\"migrating\"} 1\n");
    }

    @Test
    void the_page_shows_the_progress_and_escapes_names() throws IOException {
        assertThat(ask("GET / HTTP/1.1"))
                .startsWith("HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html; charset=utf-8\r\n")
                .contains("<meta http-equiv=\"refresh\" content=\"2\">", "2 of 2", "V3__&lt;b&gt;.sql", "75 s")
                .doesNotContain("<b>", "secret things", "src=", "href=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /livez HTTP/1.1", "GET /nothing HTTP/1.1", "nonsense", "GET /livez"})
    void a_request_that_is_not_valid_is_answered_with_a_status_of_4xx(String request) throws IOException {
        assertThat(ask(request)).startsWith("HTTP/1.1 4");
    }

    @Test
    void a_head_request_gets_the_length_without_the_body() throws IOException {
        String answer = ask("HEAD /livez HTTP/1.1");
        assertThat(answer).contains("Content-Length: 36\r\n").endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 300, 1000})
    void silent_clients_do_not_keep_a_probe_from_being_answered(int clients) throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < clients; i++) {
                silent.add(connect());
                if (i % 100 == 7) {
                    assertThat(ask("GET /livez HTTP/1.1")).startsWith("HTTP/1.1 200 OK");
                }
            }
            assertThat(ask("GET /livez HTTP/1.1")).startsWith("HTTP/1.1 200 OK");
        } finally {
            closeAll(silent);
        }
    }

    @Test
    void slow_and_talkative_clients_do_not_keep_a_probe_from_being_answered() throws IOException {
        List<Socket> others = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Socket slow = connect();
                slow.getOutputStream().write("GET /livez HT".getBytes(StandardCharsets.US_ASCII));
                others.add(slow);
                Socket talkative = connect();
                talkative.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                others.add(talkative);
            }
            for (int round = 0; round < 20; round++) {
                for (Socket socket : others) {
                    sendMore(socket);
                }
                assertThat(ask("GET /livez HTTP/1.1")).startsWith("HTTP/1.1 200 OK");
            }
        } finally {
            closeAll(others);
        }
    }

    /** The server closes the connections of clients that never stop. */
    private static void sendMore(Socket socket) {
        try {
            socket.getOutputStream().write('x');
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class);
        }
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void a_request_that_arrives_byte_by_byte_is_answered() throws IOException {
        try (Socket socket = connect()) {
            for (byte b : "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII)) {
                socket.getOutputStream().write(b);
                socket.getOutputStream().flush();
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void a_request_longer_than_8_kilobytes_is_refused() throws IOException {
        assertThat(ask("GET /" + "x".repeat(8192 - 5))).startsWith("HTTP/1.1 400");
    }

    @Test
    void the_page_lists_the_finished_scripts_with_their_times() throws IOException {
        assertThat(ask("GET / HTTP/1.1")).contains("<li><code>V2__a.sql</code>: applied in 1.0 s</li>");
    }

    @Test
    void the_page_of_a_failed_start_says_so_and_names_the_exit_code() {
        recording.record().failed(Failure.of(ExitCode.MIGRATION_FAILED, "secret things"), 70);
        recording.record().ended(70);

        assertThat(HealthPage.of(recording.outcome()))
                .contains("<h1>The start failed</h1>", "The process ends with exit code 70")
                .doesNotContain("secret things");
    }

    @Test
    void after_close_the_port_is_free_and_no_thread_is_left() throws IOException {
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
    void a_port_in_use_causes_a_warning() {
        HealthServer second = HealthServer.open(port, recording::outcome, recording.log());
        second.close();

        assertThat(recording.logged())
                .contains("WARN  [Migration] AUTO_MIGRATE_HEALTH_PORT=\"" + port + "\" can't be used: ");
    }
}
