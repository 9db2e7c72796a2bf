package io.automigrate.framework.quarkus;

import io.automigrate.framework.reading.AnswerBuilder;
import io.automigrate.framework.reading.ApplicationProperties;
import io.automigrate.framework.reading.DriverSchema;
import io.automigrate.settings.discovery.FrameworkAnswer;
import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import io.automigrate.settings.names.Setting;
import java.util.Map;

/** Reads the properties that Quarkus' extension for Flyway reads for the default data source. */
public final class QuarkusQuestion {
    private static final String FLYWAY = "quarkus.flyway.";
    private static final String DATASOURCE = "quarkus.datasource.";
    private static final String DRIVER = DATASOURCE + "jdbc.additional-jdbc-properties";
    private static final String NEW_CONNECTION = DATASOURCE + "jdbc.new-connection-sql";
    private static final String PROVIDER = DATASOURCE + "credentials-provider";

    private QuarkusQuestion() {}

    /**
     * Asks the running application's configuration, which is complete before the first step of its start.
     *
     * @param loader the class loader of the application
     * @throws ReflectiveOperationException when the configuration has another form, or can't be read
     */
    public static FrameworkAnswer ask(ClassLoader loader) throws ReflectiveOperationException {
        ApplicationProperties properties = new QuarkusProperties(loader);
        AnswerBuilder answers = new AnswerBuilder(properties);
        answers.take(FLYWAY + "jdbc-url", FLYWAY + "jdbc-url");
        // Without a URL Quarkus takes Flyway's own account only as a whole.
        if (answers.has(FLYWAY + "jdbc-url") || properties.find(FLYWAY + "password") != null) {
            answers.take(FLYWAY + "username", FLYWAY + "username");
            answers.take(FLYWAY + "password", FLYWAY + "password");
        }
        answers.take(DATASOURCE + "jdbc.url", DATASOURCE + "jdbc.url");
        answers.take(DATASOURCE + "username", DATASOURCE + "username");
        answers.take(DATASOURCE + "password", DATASOURCE + "password");
        answers.take(NEW_CONNECTION, NEW_CONNECTION);
        String schema = DRIVER + '.' + DriverSchema.NAME;
        new DriverSchema(answers).put(properties.find(schema), DATASOURCE + "jdbc.url", schema, NEW_CONNECTION);
        if (!answers.has(FLYWAY + "jdbc-url") && !answers.has(DATASOURCE + "jdbc.url")) {
            refuseUnnamed(properties, answers);
        }
        answers.refuseUnreadableAccount(FLYWAY + "jdbc-url", FLYWAY + "username", FLYWAY + "password");
        answers.refuseUnreadableAccount(DATASOURCE + "jdbc.url", DATASOURCE + "username", DATASOURCE + "password");
        refuseProvider(properties, answers);
        answers.takeFlyway(FLYWAY);
        answers.takeIgnoredMigrations(FLYWAY);
        answers.take(FLYWAY + "baseline-at-start", FLYWAY + "baseline-at-start");
        answers.take(FLYWAY + "repair-at-start", FLYWAY + "repair-at-start");
        return answers.answer("Quarkus", switchedOff(properties));
    }

    private static Property switchedOff(ApplicationProperties properties) throws ReflectiveOperationException {
        for (String name : new String[] {FLYWAY + "active", FLYWAY + "enabled", DATASOURCE + "active"}) {
            Property property = properties.find(name);
            if (property != null && property.value().equalsIgnoreCase("false")) {
                return property;
            }
        }
        return null;
    }

    /** A bean of the application that knows the account is not there yet. */
    private static void refuseProvider(ApplicationProperties properties, AnswerBuilder answers)
            throws ReflectiveOperationException {
        Property provider = properties.find(PROVIDER);
        if (provider != null && !answers.has(FLYWAY + "username") && !answers.has(DATASOURCE + "password")) {
            answers.refuse(
                    Setting.USER,
                    provider,
                    "only this bean knows the account, and it does not exist before the application starts: set"
                            + " quarkus.flyway.username and quarkus.flyway.password, or AUTO_MIGRATE_URL,"
                            + " AUTO_MIGRATE_USER and AUTO_MIGRATE_PASSWORD");
        }
    }

    private static void refuseUnnamed(ApplicationProperties properties, AnswerBuilder answers)
            throws ReflectiveOperationException {
        for (Map.Entry<String, Property> entry :
                properties.below("quarkus.datasource").entrySet()) {
            if (entry.getKey().endsWith(".jdbc.url")) {
                answers.refuse(
                        Setting.URL,
                        entry.getValue(),
                        "the application has named data sources and no default one, so nobody knows which one to migrate:"
                                + " set AUTO_MIGRATE_URL, or AUTO_MIGRATE_DATABASES for several");
            }
        }
        Property reactive = properties.find(DATASOURCE + "reactive.url");
        if (reactive != null && !answers.isRefused()) {
            answers.refuse(
                    Setting.URL,
                    reactive,
                    "migrations need JDBC: set AUTO_MIGRATE_URL to the JDBC URL of this database");
        }
    }
}
