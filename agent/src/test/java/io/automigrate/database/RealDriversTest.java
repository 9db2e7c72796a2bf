package io.automigrate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.automigrate.Eventually;
import io.automigrate.database.driver.JdbcDriver;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.StartupException;
import io.automigrate.log.RecordedLog;
import io.automigrate.net.FreePort;
import io.automigrate.settings.Settings;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RealDriversTest {
    private static final ClassLoader TESTS = RealDriversTest.class.getClassLoader();
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** What comes at once takes longer on a busy machine, where a driver's classes are loaded for the first time. */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RecordedLog log = new RecordedLog();

    @TempDir
    Path folder;

    @Test
    void an_embedded_database_is_there_at_once() throws Exception {
        try (ConnectionSource source = source("jdbc:h2:mem:gate", MINUTE);
                Connection connection = gate(source, MINUTE).await().connection()) {
            assertThat(connection.isValid(1)).isTrue();
            assertThat(connection.getAutoCommit()).isTrue();
        }
        assertThat(log.lines()).isEmpty();
        assertNoThreadOfOurs();
    }

    @Test
    void the_gates_connection_is_the_next_one_of_the_source() throws Exception {
        try (ConnectionSource source = source("jdbc:h2:mem:handover", MINUTE)) {
            ReadyDatabase ready = gate(source, MINUTE).await();
            assertThat(ReadyDatabase.product(ready.connection())).isEqualTo("H2 2.4.240");

            source.reuse(ready.connection());

            try (Connection next = source.getConnection()) {
                assertThat(next).isSameAs(ready.connection());
            }
        }
    }

    @Test
    void a_server_that_comes_up_is_noticed() throws Exception {
        int port = FreePort.pick();
        Server server = Server.createTcpServer("-tcpPort", String.valueOf(port), "-ifNotExists");
        CompletableFuture<Void> starter = CompletableFuture.runAsync(() -> {
            try {
                Eventually.until("the wait is logged", () -> !log.lines().isEmpty());
                server.start();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        try (ConnectionSource source = source("jdbc:h2:tcp://127.0.0.1:" + port + "/mem:late", Duration.ofSeconds(5))) {
            gate(source, Duration.ofSeconds(30)).await().connection().close();
        } finally {
            starter.join();
            server.stop();
        }

        assertThat(log.lines().get(0))
                .startsWith("INFO  Waiting for database: connection refused (127.0.0.1:" + port + "), ");
        assertThat(log.lines()).last().asString().startsWith("INFO  Database is ready: H2 2.4.240 after ");
    }

    @Test
    void a_wrong_password_is_told_from_a_database_that_is_not_ready() throws Exception {
        String url = "jdbc:h2:" + folder.resolve("shop");
        DriverManager.getConnection(url, "shop", "another").close();

        try (ConnectionSource source = source(url, SECOND)) {
            StartupException failure = catchThrowableOfType(
                    StartupException.class, () -> gate(source, Duration.ZERO).await());

            assertThat(failure.failure().exitCode()).isEqualTo(ExitCode.ACCESS_REFUSED);
            assertThat(failure.failure().headline()).contains("Wrong user name or password");
        }
    }

    @Test
    void a_missing_file_is_a_missing_database() throws Exception {
        try (ConnectionSource source = source("jdbc:h2:" + folder.resolve("none") + ";IFEXISTS=TRUE", SECOND)) {
            StartupException failure = catchThrowableOfType(
                    StartupException.class, () -> gate(source, Duration.ZERO).await());

            assertThat(failure.failure().exitCode()).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(failure.failure().headline()).startsWith("The server does not have the database: ");
        }
    }

    @Test
    void a_url_that_can_not_work_ends_the_wait_at_once() throws Exception {
        try (ConnectionSource source = source("jdbc:h2:mem:x;NO_SUCH_SETTING=1", SECOND)) {
            StartupException failure =
                    catchThrowableOfType(StartupException.class, () -> gate(source, Duration.ofSeconds(60))
                            .await());

            assertThat(failure.failure().headline()).contains("Unsupported connection setting");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb"})
    void a_closed_port_is_not_listening(String subprotocol) throws Exception {
        int port = FreePort.pick();

        try (ConnectionSource source = source("jdbc:" + subprotocol + "://127.0.0.1:" + port + "/shop", SECOND)) {
            StartupException failure = catchThrowableOfType(
                    StartupException.class, () -> gate(source, SECOND).await());

            assertThat(failure.failure().headline())
                    .isEqualTo(
                            "The database was not reachable within 1 s: connection refused (127.0.0.1:" + port + ")");
        }
        assertNoThreadOfOurs();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb"})
    void the_host_is_unknown(String subprotocol) throws Exception {
        try (ConnectionSource source = source("jdbc:" + subprotocol + "://nosuchhost.invalid/shop", SECOND)) {
            StartupException failure = catchThrowableOfType(
                    StartupException.class, () -> gate(source, Duration.ZERO).await());

            assertThat(failure.failure().headline())
                    .isEqualTo("The database is not reachable: unknown host \"nosuchhost.invalid\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "h2:tcp"})
    void a_server_that_never_answers_is_left_in_time(String subprotocol) throws Exception {
        try (SilentServer server = new SilentServer();
                ConnectionSource source = source(
                        "jdbc:" + subprotocol + "://127.0.0.1:" + server.port() + "/shop", Duration.ofMillis(300))) {
            // The server never answers: to return at all is to have left it.
            assertThatThrownBy(source::getConnection)
                    .isInstanceOf(SQLTimeoutException.class)
                    .hasMessage("no answer within 0.3 s (127.0.0.1:" + server.port() + ")");
        }
        // The server is gone and its sockets with it, which ends what waits for it.
        awaitEndOf(threadOfOurs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb"})
    void the_drivers_own_limit_ends_the_thread_that_was_left(String subprotocol) throws Exception {
        try (SilentServer server = new SilentServer();
                ConnectionSource source = source(
                        "jdbc:" + subprotocol + "://127.0.0.1:" + server.port() + "/shop", Duration.ofMillis(300))) {
            assertThatThrownBy(source::getConnection).isInstanceOf(SQLTimeoutException.class);
            Thread left = threadOfOurs();
            assertThat(left).isNotNull();

            awaitEndOf(left);
        }
    }

    private static ConnectionSource source(String url, Duration connectTimeout) throws StartupException {
        Settings.Account account = new Settings.Account(
                new JdbcUrl(url), Optional.of("shop"), Optional.of(new Secret("geheim")), "AUTO_MIGRATE_URL");
        return new ConnectionSource(
                JdbcDriver.find(account.url(), TESTS), account, new Settings.Waiting(Duration.ZERO, connectTimeout));
    }

    private DatabaseGate gate(ConnectionSource source, Duration timeout) {
        return new DatabaseGate(source, new Settings.Waiting(timeout, SECOND), log.log());
    }

    private static void awaitEndOf(Thread thread) throws InterruptedException {
        if (thread != null) {
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private static void assertNoThreadOfOurs() {
        assertThat(threadOfOurs()).isNull();
    }

    private static Thread threadOfOurs() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("auto-migrate-connect")) {
                return thread;
            }
        }
        return null;
    }
}
