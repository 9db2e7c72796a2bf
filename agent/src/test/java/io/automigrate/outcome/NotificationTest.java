package io.automigrate.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotificationTest {
    private static final String SECRET = "T0123456/B0123456/abcdefghijkl";

    private final Recording recording = new Recording(Recording.SILENT);
    private ServerSocket receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        receiver.close();
    }

    private URI url(String before) {
        return URI.create("http://" + before + "localhost:" + receiver.getLocalPort() + "/services/" + SECRET + "?a=b");
    }

    private CompletableFuture<String> answer(String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket socket = receiver.accept()) {
                StringBuilder request = new StringBuilder();
                while (!request.toString().contains("}\n")) {
                    int read = socket.getInputStream().read();
                    if (read < 0) {
                        throw new IOException("the request ends early: " + request);
                    }
                    request.append((char) read);
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                return request.toString();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void the_outcome_is_posted_as_json() {
        CompletableFuture<String> request = answer("HTTP/1.1 204 No Content\r\n\r\n");

        new Notification(url("user:s3cr3t@"), recording.log()).send("{\"text\":\"done\"}\n");

        assertThat(request.join())
                .startsWith("POST /services/" + SECRET + "?a=b HTTP/1.1\r\nHost: localhost:" + receiver.getLocalPort())
                .contains("\r\nContent-Type: application/json\r\nContent-Length: 16\r\n")
                .contains("\r\nAuthorization: Basic dXNlcjpzM2NyM3Q=\r\n")
                .endsWith("\r\n\r\n{\"text\":\"done\"}\n");
        assertThat(recording.logged()).isEmpty();
    }

    @Test
    void a_refused_post_causes_a_warning_without_the_secret_part_of_the_address() {
        answer("HTTP/1.1 403 Forbidden\r\n\r\n");

        new Notification(url(""), recording.log()).send("{}\n");

        assertThat(recording.logged())
                .contains("WARN  [Migration] The outcome could not be sent to http://localhost:"
                        + receiver.getLocalPort() + " (AUTO_MIGRATE_NOTIFY_URL): the response was HTTP 403")
                .doesNotContain("T0123456", "a=b");
    }

    @Test
    void a_receiver_that_never_answers_causes_a_warning_after_three_seconds() {
        new Notification(url(""), recording.log()).send("{}\n");

        assertThat(recording.logged()).containsAnyOf("no answer within 3 s", "timed out");
    }

    @Test
    void a_closed_port_causes_a_warning() throws IOException {
        receiver.close();

        new Notification(url(""), recording.log()).send("{}\n");

        assertThat(recording.logged()).contains("refused").doesNotContain("T0123456");
    }

    @Test
    void a_response_that_is_not_http_causes_a_warning() {
        answer("220 mail.example.com ESMTP\r\n");

        new Notification(url(""), recording.log()).send("{}\n");

        assertThat(recording.logged()).contains("the response is not HTTP");
    }
}
