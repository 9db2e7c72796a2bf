package io.automigrate.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** A pool of HikariCP, from 3 to 7. */
final class Hikari {
    private final Reflected pool;
    private final Reflected config;
    private final DataSource unpooled;

    private Hikari(Reflected pool) throws ReflectiveOperationException {
        this.pool = pool;
        this.config = new Reflected(pool.field("config"));
        this.unpooled = (DataSource) pool.call("getUnwrappedDataSource");
    }

    /** A data source that has not opened its pool is made to open it: the pool alone knows how it connects. */
    static ApplicationDataSource ofDataSource(Reflected source) throws ReflectiveOperationException, SQLException {
        if (source.field("pool") == null) {
            ((DataSource) source.target()).getConnection().close();
        }
        return of(new Reflected(source.field("pool")));
    }

    static ApplicationDataSource of(Reflected pool) throws ReflectiveOperationException {
        Hikari hikari = new Hikari(pool);
        Reflected config = hikari.config;
        Reflected account = hikari.account();
        String first = config.text("getConnectionInitSql");
        GivenConnections.Session session = new GivenConnections.Session(
                config.text("getCatalog"), config.text("getSchema"), first == null ? List.of() : List.of(first));
        String name = config.text("getPoolName");
        return ApplicationDataSource.of(
                "HikariCP",
                name,
                config.call("getDataSource") == null ? config.text("getJdbcUrl") : null,
                account.text("getUsername"),
                account.text("getPassword"),
                new GivenConnections("HikariCP \"" + name + '"', hikari::open, session));
    }

    /** Asks for the account each time, as the pool does: a password may be a token that ends. */
    private Connection open() throws SQLException, ReflectiveOperationException {
        Reflected account = account();
        String user = account.text("getUsername");
        return user == null ? unpooled.getConnection() : unpooled.getConnection(user, account.text("getPassword"));
    }

    /** Since 6 user and password are one object, so that both can be changed together. */
    private Reflected account() throws ReflectiveOperationException {
        return pool.has("getCredentials") ? new Reflected(pool.call("getCredentials")) : config;
    }
}
