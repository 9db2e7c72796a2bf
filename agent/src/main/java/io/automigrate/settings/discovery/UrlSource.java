package io.automigrate.settings.discovery;

/**
 * The settings of others that name a database, in the order in which they are looked for. The names are those of the system
 * properties; {@link FrameworkSettings} knows the variables that go with them.
 */
enum UrlSource {
    FLYWAY("flyway.", "flyway.url", "flyway.user", "flyway.password"),
    SPRING_FLYWAY("spring.flyway.", "spring.flyway.url", "spring.flyway.user", "spring.flyway.password"),
    SPRING_DATASOURCE(
            "spring.flyway.", "spring.datasource.url", "spring.datasource.username", "spring.datasource.password"),
    QUARKUS_FLYWAY("quarkus.flyway.", "quarkus.flyway.jdbc-url", "quarkus.flyway.username", "quarkus.flyway.password"),
    QUARKUS_DATASOURCE(
            "quarkus.flyway.",
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.username",
            "quarkus.datasource.password"),
    MICRONAUT(
            "flyway.datasources.default.",
            "datasources.default.url",
            "datasources.default.username",
            "datasources.default.password"),
    JDBC_DATABASE(null, "jdbc.database.url", "jdbc.database.username", "jdbc.database.password"),
    DATABASE(null, "database.url", "database.user", "database.password");

    private final String flyway;
    private final String url;
    private final String user;
    private final String password;

    UrlSource(String flyway, String url, String user, String password) {
        this.flyway = flyway;
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** Returns what this framework's settings for Flyway begin with; {@code null} when it has none. */
    String flyway() {
        return flyway;
    }

    String url() {
        return url;
    }

    String user() {
        return user;
    }

    /** Returns a second name for the user; {@code null} when there is none. */
    String otherUser() {
        // Nobody defined what goes with DATABASE_URL: platforms use both.
        return this == DATABASE ? "database.username" : null;
    }

    String password() {
        return password;
    }

    /** Returns where the framework lets users give Flyway an account of its own for this database; {@code null} for nowhere. */
    UrlSource migrationAccount() {
        return switch (this) {
            case SPRING_DATASOURCE -> SPRING_FLYWAY;
            case QUARKUS_DATASOURCE -> QUARKUS_FLYWAY;
            default -> null;
        };
    }
}
