package io.automigrate.datasource;

import io.automigrate.datasource.GivenConnections.Opening;
import java.util.Optional;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;

/** A data source of Liberty, which keeps the driver's own data source behind its pool. */
final class Liberty {
    static final String TYPE = "com.ibm.ws.rsadapter.jdbc.WSJdbcDataSource";

    private Liberty() {}

    /** Returns the data source; empty when the pool has a {@code java.sql.Driver} only. */
    static Optional<ApplicationDataSource> of(Reflected source) throws ReflectiveOperationException {
        Object ofDriver = new Reflected(source.field("mcf")).call("getUnderlyingDataSource");
        return opening(ofDriver)
                .map(opening -> ApplicationDataSource.of(
                        "Liberty",
                        null,
                        null,
                        null,
                        null,
                        new GivenConnections(
                                ofDriver.getClass().getName(), opening, GivenConnections.Session.UNCHANGED)));
    }

    /**
     * Returns how to open a connection. Liberty has set the properties of the data source, the account among them.
     *
     * @param ofDriver the data source of the driver, one of three types; {@code null} for none
     */
    static Optional<Opening> opening(Object ofDriver) {
        if (ofDriver instanceof DataSource plain) {
            return Optional.of(plain::getConnection);
        }
        if (ofDriver instanceof XADataSource distributed) {
            return Optional.of(() -> XaHandle.of(distributed.getXAConnection()));
        }
        if (ofDriver instanceof ConnectionPoolDataSource pooled) {
            return Optional.of(() -> XaHandle.of(pooled.getPooledConnection()));
        }
        return Optional.empty();
    }
}
