package io.automigrate.engine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DelegatingConnectionTest {
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

    static Stream<Method> methodsOfACallableStatement() {
        return methods(CallableStatement.class);
    }

    @ParameterizedTest
    @MethodSource("methodsOfAConnection")
    void a_connection_leaves_every_call_to_the_drivers(Method method) throws Exception {
        Connection driver = driver(Connection.class);

        assertCalls(method, new DelegatingConnection(driver) {}, driver);
    }

    @ParameterizedTest
    @MethodSource("methodsOfAStatement")
    void a_statement_leaves_every_call_to_the_drivers(Method method) throws Exception {
        Statement driver = driver(Statement.class);

        assertCalls(method, new DelegatingStatement(driver, connection(), ""), driver);
    }

    @ParameterizedTest
    @MethodSource("methodsOfAPreparedStatement")
    void a_prepared_statement_leaves_every_call_to_the_drivers(Method method) throws Exception {
        PreparedStatement driver = driver(PreparedStatement.class);

        assertCalls(method, new DelegatingPreparedStatement(driver, connection(), "sql"), driver);
    }

    @ParameterizedTest
    @MethodSource("methodsOfACallableStatement")
    void a_callable_statement_leaves_every_call_to_the_drivers(Method method) throws Exception {
        CallableStatement driver = driver(CallableStatement.class);

        assertCalls(method, new DelegatingCallableStatement(driver, connection(), "sql"), driver);
    }

    @Test
    void each_execution_of_a_statement_passes_through_the_connection_with_its_text() throws SQLException {
        List<String> executed = new ArrayList<>();
        try (Connection h2 = DriverManager.getConnection("jdbc:h2:mem:");
                Connection noting = noting(h2, executed);
                Statement plain = noting.createStatement();
                PreparedStatement prepared = noting.prepareStatement("SELECT 2");
                CallableStatement call = noting.prepareCall("CALL 3")) {
            plain.execute("SELECT 1");
            prepared.executeQuery();
            call.execute();
            plain.addBatch("SET @a = 1");
            plain.executeBatch();

            assertThat(executed).containsExactly("SELECT 1", "SELECT 2", "CALL 3", "");
            assertThat(List.of(plain.getConnection(), prepared.getConnection(), call.getConnection()))
                    .allSatisfy(made -> assertThat(made).isSameAs(noting));
        }
    }

    private static Connection noting(Connection connection, List<String> executed) {
        return new DelegatingConnection(connection) {
            @Override
            protected <T> T execute(Statement statement, String sql, Execution<T> execution) throws SQLException {
                executed.add(sql);
                return super.execute(statement, sql, execution);
            }
        };
    }

    private DelegatingConnection connection() {
        return new DelegatingConnection(driver(Connection.class)) {};
    }

    /** Calls the method on the wrapper, and asserts that the driver's object got the same call. */
    private void assertCalls(Method method, Object wrapper, Object driver) throws Exception {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(DelegatingConnectionTest::example)
                .toArray();

        Object result = method.invoke(wrapper, arguments);

        if (method.getName().equals("getConnection")) {
            assertThat(result).isInstanceOf(Connection.class);
            assertThat(calls).isEmpty();
            return;
        }
        assertThat(calls).first().isEqualTo(call(method, arguments));
        if (result instanceof Statement && wrapper instanceof Connection) {
            assertThat(((Statement) result).getConnection()).isSameAs(wrapper);
        } else if (method.getReturnType() != void.class) {
            assertThat(result).isEqualTo(example(method.getReturnType()));
        }
        assertThat(wrapper).hasToString(driver.toString());
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
}
