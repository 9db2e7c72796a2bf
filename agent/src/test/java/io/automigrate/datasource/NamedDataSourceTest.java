package io.automigrate.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.StartupException;
import io.automigrate.log.RecordedLog;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Hashtable;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sources by their names, in the JNDI of an application that brings a {@code jndi.properties}. */
class NamedDataSourceTest {
    /** The answers of the naming service, the last one for ever; {@code null}: nothing is bound. */
    private static final Deque<Object> ANSWERS = new ArrayDeque<>();

    private static final Object NOTHING = new Object();

    /** Made by JNDI. */
    public static final class Names implements InitialContextFactory {
        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) {
            return (Context) Proxy.newProxyInstance(
                    Names.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                        if (!method.getName().equals("lookup")) {
                            return null;
                        }
                        Object answer = ANSWERS.size() > 1 ? ANSWERS.poll() : ANSWERS.peek();
                        if (answer == NOTHING) {
                            throw new NameNotFoundException(String.valueOf(arguments[0]));
                        }
                        return answer;
                    });
        }
    }

    @TempDir
    private Path folder;

    private final RecordedLog log = new RecordedLog();

    @BeforeEach
    void describeNames() throws Exception {
        ANSWERS.clear();
        Files.writeString(
                folder.resolve("jndi.properties"), "java.naming.factory.initial=" + Names.class.getName() + "\n");
    }

    @Test
    void a_data_source_that_is_bound_late_is_waited_for() throws Exception {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:named");
        // Both forms of a name without a scheme are asked for, twice.
        ANSWERS.add(NOTHING);
        ANSWERS.add(NOTHING);
        ANSWERS.add(NOTHING);
        ANSWERS.add(NOTHING);
        ANSWERS.add(h2);

        ApplicationDataSource found = await("jdbc/shop", Duration.ofMinutes(1));

        assertThat(found.name()).isEqualTo("jdbc/shop");
        try (Connection connection = found.connections().connect("", new Properties())) {
            assertThat(connection.getMetaData().getURL()).isEqualTo("jdbc:h2:mem:named");
        }
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith(
                        "INFO  Waiting for the data source \"jdbc/shop\": javax.naming.NameNotFoundException: jdbc/shop, ");
    }

    @Test
    void a_name_that_nobody_binds_is_a_configuration_failure() {
        ANSWERS.add(NOTHING);

        assertThatThrownBy(() -> await("java:comp/env/jdbc/shop", Duration.ZERO))
                .isInstanceOfSatisfying(StartupException.class, e -> {
                    assertThat(e.failure().exitCode()).isEqualTo(ExitCode.CONFIGURATION);
                    assertThat(e.failure().headline())
                            .startsWith("No data source is bound to \"java:comp/env/jdbc/shop\": ");
                    assertThat(e.failure().detail("remedy"))
                            .startsWith("correct the name in AUTO_MIGRATE_URL=jndi:java:comp/env/jdbc/shop, ");
                });
    }

    @Test
    void another_object_is_refused() {
        ANSWERS.add("a text");

        assertThatThrownBy(() -> await("java:comp/env/jdbc/shop", Duration.ZERO))
                .isInstanceOfSatisfying(
                        StartupException.class,
                        e -> assertThat(e.failure().headline())
                                .isEqualTo(
                                        "What is bound to \"java:comp/env/jdbc/shop\" is no data source, but a java.lang.String"));
    }

    @Test
    void a_pool_that_is_not_known_is_refused_because_its_sessions_are_the_applications() {
        ANSWERS.add(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> null));

        assertThatThrownBy(() -> await("java:comp/env/jdbc/shop", Duration.ZERO))
                .isInstanceOfSatisfying(
                        StartupException.class,
                        e -> assertThat(e.failure().headline()).endsWith(", a pool that the agent does not know"));
    }

    @Test
    void only_a_resource_of_tomee_itself_is_bound_before_an_application_is_opened() {
        assertThat(NamedDataSource.isBoundBeforeApplications("openejb:Resource/jdbc/shop"))
                .isTrue();
        assertThat(NamedDataSource.isBoundBeforeApplications("java:comp/env/jdbc/shop"))
                .isFalse();
        assertThat(NamedDataSource.isBoundBeforeApplications("jdbc/shop")).isFalse();
    }

    private ApplicationDataSource await(String name, Duration limit) throws Exception {
        try (URLClassLoader application = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            return new NamedDataSource(name, "AUTO_MIGRATE_URL=jndi:" + name, application, limit, log.log()).await();
        }
    }
}
