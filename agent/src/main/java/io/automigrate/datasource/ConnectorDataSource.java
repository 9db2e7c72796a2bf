package io.automigrate.datasource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.security.auth.Subject;

/**
 * The factory of physical connections behind the data source of a server with connectors (JCA): WildFly, Payara. No transaction of the
 * server knows its connections.
 */
final class ConnectorDataSource {
    private static final String REQUEST = "com.sun.gjc.spi.ConnectionRequestInfoImpl";

    private final Reflected factory;

    private ConnectorDataSource(Reflected factory) {
        this.factory = factory;
    }

    static ApplicationDataSource of(Reflected factory) throws ReflectiveOperationException {
        return ApplicationDataSource.of(
                "server",
                null,
                null,
                factory.text(factory.has("getUser") ? "getUser" : "getUserName"),
                null,
                new GivenConnections(
                        factory.target().getClass().getName(),
                        new ConnectorDataSource(factory)::open,
                        GivenConnections.Session.UNCHANGED));
    }

    private Connection open() throws SQLException, ReflectiveOperationException {
        Object physical;
        try {
            physical =
                    forSubject(factory.target(), "createManagedConnection").invoke(factory.target(), null, request());
        } catch (InvocationTargetException e) {
            throw asSqlException(e.getCause());
        }
        Connection handle = (Connection) forSubject(physical, "getConnection").invoke(physical, null, null);
        destroyWithHandle(physical);
        return handle;
    }

    /** Payara and GlassFish get the account with each request, others have it in the factory. */
    private Object request() throws ReflectiveOperationException {
        if (!factory.has("getUser")) {
            return null;
        }
        String user = factory.text("getUser");
        String password = factory.text("getPassword");
        return Class.forName(REQUEST, true, factory.target().getClass().getClassLoader())
                .getConstructor(String.class, char[].class)
                .newInstance(user == null ? "" : user, password == null ? new char[0] : password.toCharArray());
    }

    /** The error of the database is inside the one of the connector. */
    private static SQLException asSqlException(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException problem) {
                return problem;
            }
        }
        return new SQLException(String.valueOf(thrown), thrown);
    }

    private static Method forSubject(Object target, String name) throws NoSuchMethodException {
        for (Method method : target.getClass().getMethods()) {
            Class<?>[] parameters = method.getParameterTypes();
            if (method.getName().equals(name) && parameters.length == 2 && parameters[0] == Subject.class) {
                method.setAccessible(true);
                return method;
            }
        }
        throw new NoSuchMethodException(target.getClass().getName() + '.' + name);
    }

    /** Sees to it that the physical connection ends with its one handle, as the server's pool would. */
    private static void destroyWithHandle(Object physical) throws ReflectiveOperationException {
        for (Method method : physical.getClass().getMethods()) {
            if (method.getName().equals("addConnectionEventListener")) {
                Class<?> listener = method.getParameterTypes()[0];
                method.setAccessible(true);
                method.invoke(
                        physical,
                        Proxy.newProxyInstance(
                                listener.getClassLoader(), new Class<?>[] {listener}, (proxy, called, arguments) -> {
                                    if (called.getName().equals("connectionClosed")) {
                                        new Reflected(physical).call("destroy");
                                    }
                                    return called.getName().equals("hashCode")
                                            ? (Object) System.identityHashCode(proxy)
                                            : called.getName().equals("equals")
                                                    ? (Object) (proxy == arguments[0])
                                                    : null;
                                }));
                return;
            }
        }
        throw new NoSuchMethodException(physical.getClass().getName() + ".addConnectionEventListener");
    }
}
