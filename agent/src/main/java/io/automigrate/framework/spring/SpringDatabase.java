package io.automigrate.framework.spring;

import io.automigrate.framework.reading.AnswerBuilder;
import io.automigrate.framework.reading.ApplicationProperties;
import io.automigrate.framework.reading.DriverSchema;
import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import io.automigrate.settings.names.Setting;
import java.util.Map;

/**
 * The database and the account that {@code FlywayAutoConfiguration} would use: {@code spring.flyway.url} with its own account, or the
 * data source, with another account where {@code spring.flyway.user} names one.
 */
record SpringDatabase(ApplicationProperties properties, ClassLoader loader, AnswerBuilder answers) {
    private static final String URL = "spring.flyway.url";
    private static final String USER = "spring.flyway.user";
    private static final String PASSWORD = "spring.flyway.password";
    private static final String DATASOURCE = "spring.datasource.";
    private static final String HIKARI = DATASOURCE + "hikari.";

    /** Stands before the name of a data source in the value of a URL, as in {@code AUTO_MIGRATE_URL}. */
    private static final String JNDI = "jndi:";

    /** The pools in Boot's order, each with the folder of its properties. */
    private static final String[][] POOLS = {
        {"com.zaxxer.hikari.HikariDataSource", "hikari."},
        {"org.apache.tomcat.jdbc.pool.DataSource", "tomcat."},
        {"org.apache.commons.dbcp2.BasicDataSource", "dbcp2."}
    };

    /** The properties of the pools that decide where the application finds its tables, and as which role. */
    private static final String[] OF_POOL = {
        "hikari.schema",
        "hikari.catalog",
        "hikari.connection-init-sql",
        "tomcat.init-sql",
        "dbcp2.default-schema",
        "dbcp2.default-catalog"
    };

    private static final String LIST_OF_POOL = "dbcp2.connection-init-sqls";

    /** Adds URL, user and password to the answers under the names that the resolver knows. */
    void read() throws ReflectiveOperationException {
        boolean hasUrl = answers.take(URL, URL);
        boolean hasUser = answers.take(USER, USER);
        boolean hasPassword = answers.take(PASSWORD, PASSWORD);
        if (!hasUrl) {
            takeDataSource();
        }
        if ((hasUrl || hasUser) && BootVersion.of(loader).isBefore(2, 5)) {
            // Each of the three falls back to the data source by itself.
            if (!hasUser) {
                answers.take(USER, DATASOURCE + "username");
            }
            if (!hasPassword) {
                answers.take(PASSWORD, DATASOURCE + "password");
            }
        }
    }

    /** Boot asks the server for a data source that has a name, and then reads none of the properties of its own data source. */
    private void takeDataSource() throws ReflectiveOperationException {
        Property jndi = properties.find(DATASOURCE + "jndi-name");
        if (jndi != null) {
            answers.put(DATASOURCE + "url", new Property(jndi.name(), JNDI + jndi.value(), jndi.place()));
            return;
        }
        String pool = DATASOURCE + pool();
        answers.take(DATASOURCE + "url", pool + "jdbc-url", pool + "url", DATASOURCE + "url");
        answers.take(DATASOURCE + "username", pool + "username", DATASOURCE + "username");
        answers.take(DATASOURCE + "password", pool + "password", DATASOURCE + "password");
        for (String property : OF_POOL) {
            if ((DATASOURCE + property).startsWith(pool)) {
                answers.take(DATASOURCE + property, DATASOURCE + property);
            }
        }
        if (pool.startsWith(HIKARI)) {
            new DriverSchema(answers)
                    .put(
                            properties.below(HIKARI + "data-source-properties").get(DriverSchema.NAME),
                            DATASOURCE + "url",
                            HIKARI + "schema",
                            HIKARI + "connection-init-sql");
        }
        if ((DATASOURCE + LIST_OF_POOL).startsWith(pool)) {
            answers.put(DATASOURCE + LIST_OF_POOL, properties.list(DATASOURCE + LIST_OF_POOL, ";\n"));
        }
    }

    /** Adds the reason why no database can be named, where the application has one all the same. */
    void refuseUnnamed() throws ReflectiveOperationException {
        if (!answers.has(URL) && !answers.has(DATASOURCE + "url")) {
            refuseSeveral();
            Property reactive = properties.find("spring.r2dbc.url");
            if (reactive != null && !answers.isRefused()) {
                answers.refuse(
                        Setting.URL,
                        reactive,
                        "migrations need JDBC: set spring.flyway.url or AUTO_MIGRATE_URL to the JDBC URL of this database");
            }
        }
    }

    /** Applications with several data sources name them below the one prefix, and make the beans themselves. */
    private void refuseSeveral() throws ReflectiveOperationException {
        for (Map.Entry<String, Property> entry :
                properties.below("spring.datasource").entrySet()) {
            String name = entry.getKey();
            boolean isUrl = name.endsWith(".url") || name.endsWith(".jdbc-url") || name.endsWith(".jdbcUrl");
            if (isUrl && !isPool(name)) {
                answers.refuse(
                        Setting.URL,
                        entry.getValue(),
                        "the application makes this data source itself, so nobody knows whether it is the one to"
                                + " migrate: set spring.flyway.url or AUTO_MIGRATE_URL, or AUTO_MIGRATE_DATABASES for several");
            }
        }
    }

    private static boolean isPool(String name) {
        for (String[] pool : POOLS) {
            if (name.startsWith(pool[1])) {
                return true;
            }
        }
        return false;
    }

    /** Returns the folder of the properties of the pool that Boot would make. */
    private String pool() throws ReflectiveOperationException {
        Property type = properties.find(DATASOURCE + "type");
        for (String[] pool : POOLS) {
            if (type == null ? isThere(pool[0]) : type.value().equals(pool[0])) {
                return pool[1];
            }
        }
        return "";
    }

    private boolean isThere(String type) {
        return loader.getResource(type.replace('.', '/') + ".class") != null;
    }
}
