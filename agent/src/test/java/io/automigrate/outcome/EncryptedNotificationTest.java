package io.automigrate.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver with a self-signed certificate for "localhost". */
class EncryptedNotificationTest {
    private static final String PASSWORD = "changeit";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    @TempDir
    private static Path folder;

    private final Recording recording = new Recording(Recording.SILENT);
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private HttpsServer receiver;

    @BeforeAll
    static void make_a_certificate() throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        store().toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    private static Path store() {
        return folder.resolve("receiver.p12");
    }

    @BeforeEach
    void listen() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        receiver = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setHttpsConfigurator(new HttpsConfigurator(context));
        receiver.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE + "Password");
    }

    private static void trust() {
        System.setProperty(TRUST_STORE, store().toString());
        System.setProperty(TRUST_STORE + "Password", PASSWORD);
    }

    private void send(String host) {
        URI url = URI.create("https://" + host + ":" + receiver.getAddress().getPort() + "/hook");
        new Notification(url, recording.log()).send("{\"text\":\"done\"}\n");
    }

    @Test
    void a_certificate_that_the_jvm_trusts_is_accepted() {
        trust();

        send("localhost");

        assertThat(recording.logged()).isEmpty();
        assertThat(bodies).containsExactly("{\"text\":\"done\"}\n");
    }

    @Test
    void a_certificate_that_the_jvm_does_not_trust_causes_a_warning_and_nothing_is_sent() {
        send("localhost");

        assertThat(recording.logged()).contains("could not be sent to https://localhost", "certification path");
        assertThat(bodies).isEmpty();
    }

    @Test
    void a_certificate_for_another_host_causes_a_warning_and_nothing_is_sent() {
        trust();

        send("127.0.0.1");

        assertThat(recording.logged())
                .contains("could not be sent to https://127.0.0.1", "No subject alternative names");
        assertThat(bodies).isEmpty();
    }
}
