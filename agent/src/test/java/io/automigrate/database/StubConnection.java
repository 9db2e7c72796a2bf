package io.automigrate.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;

/** A connection that remembers what was done to it. */
final class StubConnection implements InvocationHandler {
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final String product;
    private final String version;
    private boolean alive = true;
    private boolean autoCommit = true;
    private boolean old;
    private boolean broken;

    private StubConnection(String product, String version) {
        this.product = product;
        this.version = version;
    }

    static Connection open() {
        return of("Stub", "1.0");
    }

    static Connection of(String product, String version) {
        return (Connection) Proxy.newProxyInstance(
                StubConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new StubConnection(product, version));
    }

    static StubConnection behind(Connection connection) {
        return (StubConnection) Proxy.getInvocationHandler(connection);
    }

    List<String> calls() {
        return calls;
    }

    boolean isClosed() {
        return calls.contains("close");
    }

    void die() {
        alive = false;
    }

    void begin() {
        autoCommit = false;
    }

    void breakDown() {
        broken = true;
    }

    /** From now on it is of a driver older than JDBC 4.1. */
    void growOld() {
        old = true;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "stub connection";
            };
        }
        calls.add(method.getName());
        if (broken) {
            throw new SQLException("connection broken", "08006");
        }
        switch (method.getName()) {
            case "isValid":
                return alive;
            case "getAutoCommit":
                return autoCommit;
            case "setAutoCommit":
                autoCommit = (boolean) arguments[0];
                return null;
            case "setNetworkTimeout":
                if (old) {
                    throw new AbstractMethodError();
                }
                ((Executor) arguments[0]).execute(() -> assertThat(arguments[1]).isEqualTo(0));
                return null;
            case "getMetaData":
                return Proxy.newProxyInstance(
                        StubConnection.class.getClassLoader(),
                        new Class<?>[] {DatabaseMetaData.class},
                        (ignored, asked, none) -> asked.getName().equals("getDatabaseProductName") ? product : version);
            default:
                return null;
        }
    }
}
