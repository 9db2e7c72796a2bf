package io.automigrate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automigrate.database.driver.ExtraClassPath;
import io.automigrate.database.driver.JdbcDriver;
import io.automigrate.failure.StartupException;
import io.automigrate.settings.Settings;
import io.automigrate.url.JdbcUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes on while the scripts are read. */
@Timeout(30)
class HeadStartTest {
    private static final Settings.Waiting WAITING = Accounts.waiting(Duration.ofSeconds(1), Duration.ofSeconds(20));

    private final BlockingQueue<Connection> made = new LinkedBlockingQueue<>();

    @Test
    void the_attempt_that_was_begun_early_is_the_first_one() throws Exception {
        try (ConnectionSource source = stub("jdbc:stub://db:5432/shop")) {
            source.beginEarly();
            Connection early = made.take();

            assertThat(source.getConnection()).isSameAs(early);
            assertThat(source.getConnection()).isNotSameAs(early);
        }
    }

    @Test
    void an_unused_early_attempt_leaves_neither_connection_nor_thread() throws Exception {
        ConnectionSource source = stub("jdbc:stub://db:5432/shop");
        source.beginEarly();

        source.close();

        assertThat(StubConnection.behind(made.take()).isClosed()).isTrue();
        assertThat(threads()).doesNotContain("auto-migrate-connect");
    }

    private static ExtraClassPath classPath() throws StartupException {
        return ExtraClassPath.open(List.of(), HeadStartTest.class.getClassLoader());
    }

    @Test
    void a_database_in_this_process_is_not_opened_before_it_is_needed(@TempDir Path folder) throws Exception {
        Settings.Account account = Accounts.shop("jdbc:h2:file:" + folder.resolve("shop"));

        try (HeadStart headStart = HeadStart.begin(account, WAITING, classPath())) {
            assertThat(headStart.source().driver())
                    .hasToString(new JdbcDriver(
                                    new org.h2.Driver(),
                                    account.url(),
                                    getClass().getClassLoader())
                            .toString());
        }

        assertThat(folder).isEmptyDirectory();
        assertThat(threads()).doesNotContain("auto-migrate-driver", "auto-migrate-connect");
    }

    @Test
    void a_missing_driver_is_told_when_the_connections_are_asked_for() throws Exception {
        try (HeadStart headStart = HeadStart.begin(Accounts.shop("jdbc:unheard-of://db/shop"), WAITING, classPath())) {
            assertThatThrownBy(headStart::source)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("unheard-of");
        }
    }

    private ConnectionSource stub(String url) {
        StubDriver driver = new StubDriver(properties -> {
            Connection connection = StubConnection.open();
            made.add(connection);
            return connection;
        });
        return new ConnectionSource(
                new JdbcDriver(driver, new JdbcUrl(url), new ClassLoader() {}), Accounts.shop(url), WAITING);
    }

    private static Iterable<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
