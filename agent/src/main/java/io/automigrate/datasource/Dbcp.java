package io.automigrate.datasource;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A {@code BasicDataSource} of Commons DBCP 2, or of Tomcat's copy. */
final class Dbcp {
    private static final String NAME = "name=";

    private Dbcp() {}

    static ApplicationDataSource of(Reflected pool, String library) throws ReflectiveOperationException {
        // The data source itself fills its pool with it.
        Reflected factory = new Reflected(pool.call("createConnectionFactory"));
        List<String> first = new ArrayList<>();
        Object statements = pool.has("getConnectionInitSqls") ? pool.call("getConnectionInitSqls") : null;
        if (statements instanceof Collection<?> several) {
            several.forEach(statement -> first.add(statement.toString()));
        }
        GivenConnections.Session session =
                new GivenConnections.Session(pool.text("getDefaultCatalog"), pool.text("getDefaultSchema"), first);
        return ApplicationDataSource.of(
                library,
                name(pool.text("getJmxName")),
                pool.text("getUrl"),
                pool.text("getUsername"),
                pool.has("getPassword") ? pool.text("getPassword") : null,
                new GivenConnections(library, () -> (Connection) factory.call("createConnection"), session));
    }

    /** The name in the registry of the JVM is the only one: {@code com.example:type=DataSource,name=shop}. */
    private static String name(String jmxName) {
        int at = jmxName == null ? -1 : jmxName.indexOf(NAME);
        return at < 0
                ? ""
                : jmxName.substring(at + NAME.length()).split(",", 2)[0].replace("\"", "");
    }
}
