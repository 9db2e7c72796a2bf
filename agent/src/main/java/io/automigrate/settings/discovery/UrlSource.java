package io.automigrate.settings.discovery;

/**
 * The settings of frameworks and platforms that name a database, in the order in which the agent looks for them. The names are those of
 * the system properties; {@link FrameworkSource} knows the other spellings.
 */
enum UrlSource {
    FLYWAY("flyway.", "flyway.", "url", "user"),
    SPRING_FLYWAY("spring.flyway.", "spring.flyway.", "url", "user"),
    SPRING_DATASOURCE("spring.flyway.", "spring.datasource.", "url", "username"),
    QUARKUS_FLYWAY("quarkus.flyway.", "quarkus.flyway.", "jdbc-url", "username"),
    QUARKUS_DATASOURCE("quarkus.flyway.", "quarkus.datasource.", "jdbc.url", "username"),
    MICRONAUT("flyway.datasources.default.", "datasources.default.", "url", "username"),
    JDBC_DATABASE(null, "jdbc.database.", "url", "username"),
    DATABASE(null, "database.", "url", "user");

    private final String flyway;
    private final String prefix;
    private final String url;
    private final String user;

    UrlSource(String flyway, String prefix, String url, String user) {
        this.flyway = flyway;
        this.prefix = prefix;
        this.url = url;
        this.user = user;
    }

    /** Returns the prefix of this framework's settings for Flyway; {@code null} when it has none. */
    String flyway() {
        return flyway;
    }

    /** Returns the prefix of the data source's settings; {@code null} for names that are too common to belong to one framework. */
    String dataSource() {
        return flyway == null ? null : prefix;
    }

    String url() {
        return prefix + url;
    }

    /** Returns the name of the URL behind {@link #dataSource()}. */
    String urlName() {
        return url;
    }

    String user() {
        return prefix + user;
    }

    /** Returns the name of the user behind {@link #dataSource()}. */
    String userName() {
        return user;
    }

    /** Returns a second name for the user; {@code null} when there is none. */
    String otherUser() {
        // No standard names the user that belongs to DATABASE_URL: platforms use both.
        return this == DATABASE ? "database.username" : null;
    }

    String password() {
        return prefix + "password";
    }

    /**
     * Returns the prefix of the pool's own settings, which replace URL, user and password of the data source; {@code null} for none.
     * Spring Boot sets them on the pool after those of the data source.
     */
    String pool() {
        return this == SPRING_DATASOURCE ? "spring.datasource.hikari." : null;
    }

    /** Returns the properties with the schema that the pool sets on each connection. */
    String[] poolSchemas() {
        if (this == SPRING_DATASOURCE) {
            return new String[] {"spring.datasource.hikari.schema", "spring.datasource.dbcp2.default-schema"};
        }
        if (this == QUARKUS_DATASOURCE) {
            return new String[] {"quarkus.datasource.jdbc.additional-jdbc-properties.currentSchema"};
        }
        if (this == MICRONAUT) {
            return new String[] {"datasources.default.schema"};
        }
        return new String[0];
    }

    /** Returns the properties with the catalog that the pool sets on each connection. */
    String[] poolCatalogs() {
        if (this == SPRING_DATASOURCE) {
            return new String[] {"spring.datasource.hikari.catalog", "spring.datasource.dbcp2.default-catalog"};
        }
        if (this == MICRONAUT) {
            return new String[] {"datasources.default.catalog"};
        }
        return new String[0];
    }

    /** Returns the properties with the statement that the pool runs on each new connection. */
    String[] poolStatements() {
        if (this == SPRING_DATASOURCE) {
            return new String[] {
                "spring.datasource.hikari.connection-init-sql",
                "spring.datasource.tomcat.init-sql",
                "spring.datasource.dbcp2.connection-init-sqls"
            };
        }
        if (this == QUARKUS_DATASOURCE) {
            return new String[] {"quarkus.datasource.jdbc.new-connection-sql"};
        }
        if (this == MICRONAUT) {
            return new String[] {"datasources.default.connection-init-sql", "datasources.default.init-sql"};
        }
        return new String[0];
    }

    /** Returns the setting of the framework for Flyway's own account on this database; {@code null} for none. */
    UrlSource migrationAccount() {
        if (this == SPRING_DATASOURCE) {
            return SPRING_FLYWAY;
        }
        if (this == QUARKUS_DATASOURCE) {
            return QUARKUS_FLYWAY;
        }
        return null;
    }
}
