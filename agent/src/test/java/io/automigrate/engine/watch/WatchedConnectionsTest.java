package io.automigrate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.engine.jdbc.DelegatingDataSource;
import io.automigrate.kind.h2.H2;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class WatchedConnectionsTest {
    private final Activity activity = new Activity(H2.kind(), System::nanoTime);
    private final WatchedConnections connections = new WatchedConnections(database(), activity, Optional.empty());

    @Test
    void a_statement_of_any_kind_is_noted_and_knows_the_connection_that_made_it() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement plain = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("SELECT 2");
                CallableStatement call = connection.prepareCall("CALL 3")) {
            plain.execute("SELECT 1");
            assertThat(activity.lastSql()).isEqualTo("SELECT 1");
            prepared.executeQuery();
            assertThat(activity.lastSql()).isEqualTo("SELECT 2");
            call.execute();
            assertThat(activity.lastSql()).isEqualTo("CALL 3");

            assertThat(List.of(plain.getConnection(), prepared.getConnection(), call.getConnection()))
                    .allSatisfy(made -> assertThat(made).isSameAs(connection));
            assertThat(connections.latest()).isSameAs(connection.unwrap(Connection.class));
        }
    }

    @Test
    void the_class_of_a_connection_has_a_loader_that_sees_the_driver_and_nothing_else_of_the_agent_twice()
            throws Exception {
        try (Connection connection = connections.getConnection()) {
            ClassLoader loader = connection.getClass().getClassLoader();

            assertThat(loader).isNotSameAs(WatchedConnections.class.getClassLoader());
            assertThat(loader.loadClass("org.h2.jdbc.JdbcConnection"))
                    .isSameAs(connection.unwrap(Connection.class).getClass());
            assertThat(loader.loadClass(WatchedConnection.class.getName())).isSameAs(WatchedConnection.class);
        }
    }

    /** Drivers ask the server also between two statements, and such a question can stay without an answer. */
    @Test
    void each_method_that_may_ask_the_server_is_a_call() throws Exception {
        Set<String> noted = new TreeSet<>();
        Set<String> local = new TreeSet<>();
        InvocationHandler driver = (proxy, method, arguments) -> {
            (activity.isCalling() ? noted : local).add(method.getName());
            return method.getName().equals("unwrap") ? proxy : answer(method.getReturnType());
        };
        DataSource source = new DelegatingDataSource(database()) {
            @Override
            public Connection getConnection() {
                return connection(driver);
            }
        };
        Connection connection = new WatchedConnections(source, activity, Optional.empty()).getConnection();
        for (Method method : Connection.class.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                method.invoke(
                        connection,
                        Stream.of(method.getParameterTypes())
                                .map(WatchedConnectionsTest::answer)
                                .toArray());
                assertThat(activity.isCalling()).as("after " + method).isFalse();
            }
        }

        assertThat(local).containsOnly("abort", "equals", "isClosed", "isWrapperFor", "unwrap");
        assertThat(noted)
                .contains("commit", "getMetaData", "prepareStatement", "rollback", "setAutoCommit", "setSchema");
    }

    @Test
    void a_question_for_metadata_is_a_call() throws SQLException {
        AtomicBoolean isCalling = new AtomicBoolean();
        InvocationHandler asked = (proxy, method, arguments) -> {
            isCalling.set(activity.isCalling());
            return answer(method.getReturnType());
        };
        DatabaseMetaData metaData = proxy(DatabaseMetaData.class, asked);
        DataSource source = new DelegatingDataSource(database()) {
            @Override
            public Connection getConnection() {
                return connection((proxy, method, arguments) -> switch (method.getName()) {
                    case "unwrap" -> proxy;
                    case "getMetaData" -> metaData;
                    default -> answer(method.getReturnType());
                });
            }
        };

        new WatchedConnections(source, activity, Optional.empty())
                .getConnection()
                .getMetaData()
                .getTables(null, null, null, null);

        assertThat(isCalling).isTrue();
        assertThat(activity.isCalling()).isFalse();
    }

    private static Connection connection(InvocationHandler handler) {
        return proxy(Connection.class, handler);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(WatchedConnectionsTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Returns a value that a method of this type may return. */
    private static Object answer(Class<?> type) {
        return type == boolean.class ? Boolean.FALSE : type == int.class ? Integer.valueOf(0) : null;
    }

    private static JdbcDataSource database() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:");
        return source;
    }
}
