package io.automigrate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WatchedConnectionsTest {
    private static final Map<Class<?>, Object> EXAMPLES = Map.of(
            String.class,
            "text",
            Class.class,
            Connection.class,
            boolean.class,
            true,
            byte.class,
            (byte) 3,
            short.class,
            (short) 3,
            int.class,
            3,
            long.class,
            3L,
            float.class,
            3f,
            double.class,
            3d);

    private final Activity activity = new Activity(new LockStatements("h2"), System::nanoTime);
    private final WatchedConnections connections = new WatchedConnections(database(), activity, Optional.empty());
    private final List<String> calls = new ArrayList<>();

    static Stream<Method> methodsOfAConnection() {
        return methods(Connection.class);
    }

    static Stream<Method> methodsOfAStatement() {
        return methods(Statement.class);
    }

    static Stream<Method> methodsOfAPreparedStatement() {
        return methods(PreparedStatement.class);
    }

    @ParameterizedTest
    @MethodSource("methodsOfAConnection")
    void a_connection_leaves_every_call_to_the_drivers(Method method) throws Exception {
        Connection driver = driver(Connection.class);

        assertCalls(method, new WatchedConnection(driver, connections) {}, driver);
    }

    @ParameterizedTest
    @MethodSource("methodsOfAStatement")
    void a_statement_leaves_every_call_to_the_drivers(Method method) throws Exception {
        Statement driver = driver(Statement.class);

        assertCalls(method, new WatchedStatement(driver, driver(Connection.class), connections, ""), driver);
    }

    @ParameterizedTest
    @MethodSource("methodsOfAPreparedStatement")
    void a_prepared_statement_leaves_every_call_to_the_drivers(Method method) throws Exception {
        PreparedStatement driver = driver(PreparedStatement.class);

        assertCalls(method, new WatchedPreparedStatement(driver, driver(Connection.class), connections, "sql"), driver);
    }

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

    /** Calls the method on the one that stands for the driver's, and looks what the driver's was asked. */
    private void assertCalls(Method method, Object watched, Object driver) throws Exception {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(WatchedConnectionsTest::example)
                .toArray();

        Object result = method.invoke(watched, arguments);

        if (method.getName().equals("getConnection")) {
            assertThat(result).isInstanceOf(Connection.class);
            assertThat(calls).isEmpty();
            return;
        }
        assertThat(calls).first().isEqualTo(call(method, arguments));
        if (result instanceof Statement && watched instanceof Connection) {
            assertThat(((Statement) result).getConnection()).isSameAs(watched);
        } else if (method.getReturnType() != void.class) {
            assertThat(result).isEqualTo(example(method.getReturnType()));
        }
        assertThat(watched).hasToString(driver.toString());
    }

    private static Stream<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(method -> !Modifier.isStatic(method.getModifiers()));
    }

    private static String call(Method method, Object[] arguments) {
        return method.toGenericString() + Arrays.deepToString(arguments);
    }

    private <T> T driver(Class<T> type) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return "the driver's";
            }
            calls.add(call(method, arguments == null ? new Object[0] : arguments));
            return Statement.class.isAssignableFrom(method.getReturnType())
                    ? driver(method.getReturnType())
                    : example(method.getReturnType());
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Returns a value that is no default, where there is one at hand. */
    private static Object example(Class<?> type) {
        if (EXAMPLES.containsKey(type)) {
            return EXAMPLES.get(type);
        }
        return type.isArray() && !type.getComponentType().isPrimitive()
                ? Array.newInstance(type.getComponentType(), 1)
                : null;
    }

    private static JdbcDataSource database() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:");
        return source;
    }
}
