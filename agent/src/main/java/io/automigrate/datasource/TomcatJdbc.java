package io.automigrate.datasource;

import io.automigrate.database.driver.JdbcDriver;
import io.automigrate.failure.StartupException;
import io.automigrate.url.JdbcUrl;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import javax.sql.XADataSource;

/** The settings of a pool of Tomcat JDBC, in the order in which the pool itself looks at them. */
final class TomcatJdbc {
    private final Reflected settings;
    private final ClassLoader loader;

    private TomcatJdbc(Reflected settings, ClassLoader loader) {
        this.settings = settings;
        this.loader = loader;
    }

    static ApplicationDataSource of(Reflected settings, ClassLoader loader) throws ReflectiveOperationException {
        String first = settings.text("getInitSQL");
        GivenConnections.Session session = new GivenConnections.Session(
                settings.text("getDefaultCatalog"), null, first == null ? List.of() : List.of(first));
        String name = settings.text("getName");
        return ApplicationDataSource.of(
                "Tomcat JDBC",
                name,
                settings.call("getDataSource") == null ? settings.text("getUrl") : null,
                settings.text("getUsername"),
                settings.text("getPassword"),
                new GivenConnections("Tomcat JDBC \"" + name + '"', new TomcatJdbc(settings, loader)::open, session));
    }

    private Connection open() throws SQLException, ReflectiveOperationException {
        Object source = settings.call("getDataSource");
        String user = settings.text("getUsername");
        String password = settings.text("getPassword");
        boolean hasAccount = user != null && password != null;
        if (source instanceof XADataSource xa) {
            return XaHandle.of(hasAccount ? xa.getXAConnection(user, password) : xa.getXAConnection());
        }
        if (source instanceof DataSource plain) {
            return hasAccount ? plain.getConnection(user, password) : plain.getConnection();
        }
        return driver().connect(settings.text("getUrl"), properties(user, password));
    }

    private Properties properties(String user, String password) throws ReflectiveOperationException {
        Properties properties = new Properties();
        properties.putAll((Properties) settings.call("getDbProperties"));
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    private Driver driver() throws SQLException, ReflectiveOperationException {
        String name = settings.text("getDriverClassName");
        if (name != null) {
            return (Driver)
                    Class.forName(name, true, loader).getDeclaredConstructor().newInstance();
        }
        try {
            return JdbcDriver.find(new JdbcUrl(settings.text("getUrl")), loader).driver();
        } catch (StartupException e) {
            throw new SQLException(e.failure().headline(), "08001", e);
        }
    }
}
