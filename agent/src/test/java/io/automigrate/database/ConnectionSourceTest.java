package io.automigrate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automigrate.database.driver.JdbcDriver;
import io.automigrate.url.JdbcUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConnectionSourceTest {
    private static final String URL = "jdbc:stub://db:5432/shop";
    private static final ClassLoader APPLICATION = new ClassLoader() {};

    private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

    @Test
    void the_account_goes_to_the_driver_in_the_properties() throws Exception {
        BlockingQueue<Properties> given = new LinkedBlockingQueue<>();
        ConnectionSource source = source(properties -> {
            given.add(properties);
            return StubConnection.open();
        });

        source.getConnection();

        assertThat(given.take()).containsExactlyInAnyOrderEntriesOf(Map.of("user", "shop", "password", "geheim"));
    }

    @Test
    void the_driver_runs_on_a_thread_of_its_own_that_has_ended_when_the_connection_is_there() throws Exception {
        BlockingQueue<ClassLoader> contexts = new LinkedBlockingQueue<>();
        ConnectionSource source = source(properties -> {
            contexts.add(Thread.currentThread().getContextClassLoader());
            return StubConnection.open();
        });

        source.getConnection();

        Thread thread = threads.take();
        assertThat(contexts.take()).isSameAs(APPLICATION);
        assertThat(thread.getName()).isEqualTo("auto-migrate-connect");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void thread_locals_are_not_inherited() throws Exception {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        local.set("of the application");
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        ConnectionSource source = source(properties -> {
            seen.add(String.valueOf(local.get()));
            return StubConnection.open();
        });

        source.getConnection();

        assertThat(seen.take()).isEqualTo("null");
        local.remove();
    }

    @Test
    void the_drivers_exception_is_thrown_as_it_is() {
        SQLException refused = new SQLException("no", "28000");

        assertThatThrownBy(source(properties -> {
                    throw refused;
                })::getConnection)
                .isSameAs(refused);
    }

    @Test
    void an_unchecked_exception_of_a_driver_becomes_an_sql_exception() {
        assertThatThrownBy(source(properties -> {
                    throw new NoClassDefFoundError("org/ietf/jgss/GSSException");
                })::getConnection)
                .isInstanceOf(SQLException.class)
                .hasCauseInstanceOf(NoClassDefFoundError.class);
        assertThatThrownBy(source(properties -> {
                    throw new IllegalArgumentException("port");
                })::getConnection)
                .isInstanceOf(SQLException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_error_of_the_jvm_is_thrown_as_it_is() {
        assertThatThrownBy(source(properties -> {
                    throw new OutOfMemoryError("for test");
                })::getConnection)
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void an_attempt_ends_with_its_time_and_a_connection_that_comes_later_is_closed() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        Connection late = StubConnection.open();
        ConnectionSource source = source(Duration.ofMillis(200), properties -> {
            await(answer);
            return late;
        });

        assertThatThrownBy(source::getConnection)
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessage("no answer within 0.2 s (db:5432)");
        answer.countDown();
        threads.take().join();

        assertThat(StubConnection.behind(late).isClosed()).isTrue();
    }

    @Test
    void an_interrupt_ends_the_attempt_and_stays_set() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        Connection late = StubConnection.open();
        ConnectionSource source = source(properties -> {
            await(answer);
            return late;
        });

        Thread.currentThread().interrupt();
        assertThatThrownBy(source::getConnection).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        answer.countDown();
        threads.take().join();

        assertThat(StubConnection.behind(late).isClosed()).isTrue();
    }

    @Test
    void the_limit_on_reading_is_lifted_after_the_login() throws Exception {
        String url = "jdbc:mysql://db/shop";
        JdbcDriver driver = new JdbcDriver(new StubDriver(), new JdbcUrl(url), APPLICATION);
        ConnectionSource source = new ConnectionSource(
                driver, Accounts.shop(url), Accounts.waiting(Duration.ZERO, Duration.ofSeconds(20)));

        assertThat(StubConnection.behind(source.getConnection()).calls()).containsExactly("setNetworkTimeout");
    }

    @Test
    void a_driver_that_can_not_lift_its_read_limit_connects_again_without_it() throws Exception {
        BlockingQueue<Properties> given = new LinkedBlockingQueue<>();
        JdbcDriver driver = new JdbcDriver(
                new StubDriver(properties -> {
                    given.add(properties);
                    Connection connection = StubConnection.open();
                    StubConnection.behind(connection).growOld();
                    return connection;
                }),
                new JdbcUrl("jdbc:oracle:thin:@//db/shop"),
                APPLICATION);
        ConnectionSource source = new ConnectionSource(
                driver,
                Accounts.shop("jdbc:oracle:thin:@//db/shop"),
                Accounts.waiting(Duration.ZERO, Duration.ofSeconds(20)));

        Connection connection = source.getConnection();

        assertThat(given.take()).containsKeys("oracle.jdbc.ReadTimeout", "oracle.net.CONNECT_TIMEOUT");
        assertThat(given.take()).containsOnlyKeys("user", "password");
        assertThat(StubConnection.behind(connection).calls()).isEmpty();
    }

    @Test
    void a_connection_given_back_is_given_out_once() throws Exception {
        ConnectionSource source = source(properties -> StubConnection.open());
        Connection first = source.getConnection();

        source.reuse(first);

        assertThat(source.getConnection()).isSameAs(first);
        assertThat(source.getConnection()).isNotSameAs(first);
        assertThat(StubConnection.behind(first).isClosed()).isFalse();
    }

    @Test
    void a_connection_given_back_in_a_transaction_is_rolled_back() throws Exception {
        ConnectionSource source = source(properties -> StubConnection.open());
        Connection connection = source.getConnection();
        StubConnection.behind(connection).begin();

        source.reuse(connection);

        assertThat(StubConnection.behind(connection).calls()).containsSequence("rollback", "setAutoCommit");
        assertThat(source.getConnection()).isSameAs(connection);
    }

    @Test
    void a_connection_that_died_meanwhile_is_replaced() throws Exception {
        ConnectionSource source = source(properties -> StubConnection.open());
        Connection dead = source.getConnection();
        source.reuse(dead);
        StubConnection.behind(dead).die();

        assertThat(source.getConnection()).isNotSameAs(dead);
        assertThat(StubConnection.behind(dead).isClosed()).isTrue();
    }

    @Test
    void a_broken_connection_is_not_taken_back() throws Exception {
        ConnectionSource source = source(properties -> StubConnection.open());
        Connection broken = source.getConnection();
        StubConnection.behind(broken).breakDown();

        source.reuse(broken);

        assertThat(StubConnection.behind(broken).isClosed()).isTrue();
        assertThat(source.getConnection()).isNotSameAs(broken);
    }

    @Test
    void closing_closes_what_was_given_back() throws Exception {
        ConnectionSource source = source(properties -> StubConnection.open());
        Connection first = source.getConnection();
        Connection second = source.getConnection();
        source.reuse(first);
        source.reuse(second);
        assertThat(StubConnection.behind(first).isClosed()).isTrue();

        source.close();

        assertThat(StubConnection.behind(second).isClosed()).isTrue();
    }

    @Test
    void a_pool_can_ask_what_pools_ask() throws Exception {
        ConnectionSource source = source(properties -> StubConnection.open());

        source.setLoginTimeout(3);
        source.setLogWriter(null);

        assertThat(source.getLoginTimeout()).isZero();
        assertThat(source.getLogWriter()).isNull();
        assertThat(source.isWrapperFor(DataSource.class)).isTrue();
        assertThat(source.unwrap(DataSource.class)).isSameAs(source);
        assertThatThrownBy(() -> source.unwrap(Connection.class)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> source.getConnection("a", "b")).isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(source::getParentLogger).isInstanceOf(SQLFeatureNotSupportedException.class);
    }

    private ConnectionSource source(StubDriver.Connecting connecting) {
        return source(Duration.ofSeconds(20), connecting);
    }

    private ConnectionSource source(Duration limit, StubDriver.Connecting connecting) {
        JdbcDriver driver = new JdbcDriver(
                new StubDriver(properties -> {
                    threads.add(Thread.currentThread());
                    return connecting.connect(properties);
                }),
                new JdbcUrl(URL),
                APPLICATION);
        return new ConnectionSource(driver, Accounts.shop(URL), Accounts.waiting(Duration.ofSeconds(1), limit));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
