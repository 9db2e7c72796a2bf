package io.automigrate.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.XAConnection;

/** A pool of Agroal. */
final class Agroal {
    private Agroal() {}

    static ApplicationDataSource of(Reflected pool) throws ReflectiveOperationException {
        Reflected factory = new Reflected(pool.field("connectionFactory"));
        Reflected settings =
                new Reflected(new Reflected(pool.field("configuration")).call("connectionFactoryConfiguration"));
        Object principal = settings.call("principal");
        return ApplicationDataSource.of(
                "Agroal",
                null,
                settings.text("jdbcUrl"),
                principal == null ? null : new Reflected(principal).text("getName"),
                null,
                new GivenConnections("Agroal", () -> open(factory), GivenConnections.Session.UNCHANGED));
    }

    /** The factory runs the first statement itself. */
    private static Connection open(Reflected factory) throws SQLException, ReflectiveOperationException {
        XAConnection connection = (XAConnection) factory.call("createConnection");
        // Agroal's adaptor for other drivers is the connection itself and has no listeners.
        return connection.getClass().getName().startsWith("io.agroal.")
                ? connection.getConnection()
                : XaHandle.of(connection);
    }
}
