package io.automigrate.framework.quarkus;

import io.automigrate.framework.reading.AnswerBuilder;
import io.automigrate.framework.reading.ApplicationProperties;
import io.automigrate.settings.discovery.FrameworkAnswer;
import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import io.automigrate.settings.names.Setting;
import java.util.Map;

/** Reads the properties that Quarkus' extension for Flyway reads for the default data source. */
public final class QuarkusQuestion {
    private static final String FLYWAY = "quarkus.flyway.";
    private static final String DATASOURCE = "quarkus.datasource.";

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
        answers.take(FLYWAY + "username", FLYWAY + "username");
        answers.take(FLYWAY + "password", FLYWAY + "password");
        answers.take(DATASOURCE + "jdbc.url", DATASOURCE + "jdbc.url");
        answers.take(DATASOURCE + "username", DATASOURCE + "username");
        answers.take(DATASOURCE + "password", DATASOURCE + "password");
        answers.take(DATASOURCE + "jdbc.new-connection-sql", DATASOURCE + "jdbc.new-connection-sql");
        if (!answers.has(FLYWAY + "jdbc-url") && !answers.has(DATASOURCE + "jdbc.url")) {
            refuseUnnamed(properties, answers);
        }
        answers.refuseUnreadableAccount(FLYWAY + "jdbc-url", FLYWAY + "username", FLYWAY + "password");
        answers.refuseUnreadableAccount(DATASOURCE + "jdbc.url", DATASOURCE + "username", DATASOURCE + "password");
        answers.takeFlyway(FLYWAY);
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
