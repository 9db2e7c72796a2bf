package io.automigrate.framework.quarkus;

import io.automigrate.framework.reading.AnswerBuilder;
import io.automigrate.framework.reading.ApplicationProperties;
import io.automigrate.framework.reading.DriverSchema;
import io.automigrate.framework.reading.NamedDataSources;
import io.automigrate.framework.reading.RenamedProperties;
import io.automigrate.settings.discovery.FrameworkAnswer;
import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import io.automigrate.settings.names.Setting;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Reads the properties that Quarkus' extension for Flyway reads: those of the default data source, or those of the one data source with a
 * name that can be meant.
 */
public final class QuarkusQuestion {
    private static final String FLYWAY = "quarkus.flyway.";
    private static final String DATASOURCE = "quarkus.datasource.";
    private static final String URL = "jdbc.url";
    private static final String URL_OF_FLYWAY = "jdbc-url";
    private static final String DRIVER = DATASOURCE + "jdbc.additional-jdbc-properties";
    private static final String NEW_CONNECTION = DATASOURCE + "jdbc.new-connection-sql";
    private static final String PROVIDER = "credentials-provider";

    private QuarkusQuestion() {}

    /**
     * Asks the running application's configuration, which is complete before the first step of its start.
     *
     * @param loader the class loader of the application
     * @throws ReflectiveOperationException when the configuration has another form, or can't be read
     */
    public static FrameworkAnswer ask(ClassLoader loader) throws ReflectiveOperationException {
        ApplicationProperties all = new QuarkusProperties(loader);
        if (all.find(FLYWAY + URL_OF_FLYWAY) != null || all.find(DATASOURCE + URL) != null) {
            return answer(all, new AnswerBuilder(all), all.find(FLYWAY + "enabled"));
        }
        NamedDataSources named = NamedDataSources.of(all, "quarkus.datasource", "quarkus.flyway", URL, URL_OF_FLYWAY);
        String only = named.only();
        ApplicationProperties properties =
                only == null ? all : new RenamedProperties(all, List.of(of(only), of('"' + only + '"')));
        AnswerBuilder answers = new AnswerBuilder(properties);
        if (only == null) {
            named.refuse(answers);
            refuseReactive(properties, answers);
        }
        return answer(properties, answers, all.find(FLYWAY + "enabled"));
    }

    /** Returns the names of the properties of a data source in place of those of the default one. */
    private static UnaryOperator<String> of(String dataSource) {
        return property -> {
            String prefix = property.startsWith(FLYWAY) ? FLYWAY : DATASOURCE;
            return prefix + dataSource + '.' + property.substring(prefix.length());
        };
    }

    /**
     * Answers for one data source.
     *
     * @param properties the properties under the names of the default data source
     * @param enabled the switch of the extension, which is the same for all data sources
     */
    private static FrameworkAnswer answer(ApplicationProperties properties, AnswerBuilder answers, Property enabled)
            throws ReflectiveOperationException {
        answers.take(FLYWAY + URL_OF_FLYWAY, FLYWAY + URL_OF_FLYWAY);
        // Without a URL Quarkus takes Flyway's own account only as a whole.
        if (answers.has(FLYWAY + URL_OF_FLYWAY) || properties.find(FLYWAY + "password") != null) {
            answers.take(FLYWAY + "username", FLYWAY + "username");
            answers.take(FLYWAY + "password", FLYWAY + "password");
        }
        answers.take(DATASOURCE + URL, DATASOURCE + URL);
        answers.take(DATASOURCE + "username", DATASOURCE + "username");
        answers.take(DATASOURCE + "password", DATASOURCE + "password");
        answers.take(NEW_CONNECTION, NEW_CONNECTION);
        String schema = DRIVER + '.' + DriverSchema.NAME;
        new DriverSchema(answers).put(properties.find(schema), DATASOURCE + URL, schema, NEW_CONNECTION);
        answers.refuseUnreadableAccount(FLYWAY + URL_OF_FLYWAY, FLYWAY + "username", FLYWAY + "password");
        answers.refuseUnreadableAccount(DATASOURCE + URL, DATASOURCE + "username", DATASOURCE + "password");
        refuseProvider(properties, answers);
        answers.takeFlyway(FLYWAY);
        answers.takeIgnoredMigrations(FLYWAY);
        answers.take(FLYWAY + "baseline-at-start", FLYWAY + "baseline-at-start");
        answers.take(FLYWAY + "repair-at-start", FLYWAY + "repair-at-start");
        return answers.answer(
                "Quarkus",
                AnswerBuilder.firstOff(
                        properties.find(FLYWAY + "active"), enabled, properties.find(DATASOURCE + "active")),
                List.of());
    }

    /** A bean of the application that knows the account is not there yet. */
    private static void refuseProvider(ApplicationProperties properties, AnswerBuilder answers)
            throws ReflectiveOperationException {
        Property provider = properties.find(DATASOURCE + PROVIDER);
        if (provider != null && !answers.has(FLYWAY + "username") && !answers.has(DATASOURCE + "password")) {
            String flyway = provider.name().replace(DATASOURCE, FLYWAY).replace(PROVIDER, "");
            answers.refuse(
                    Setting.USER,
                    provider,
                    "only this bean knows the account, and it does not exist before the application starts: set "
                            + flyway + "username and " + flyway + "password, or AUTO_MIGRATE_URL,"
                            + " AUTO_MIGRATE_USER and AUTO_MIGRATE_PASSWORD");
        }
    }

    private static void refuseReactive(ApplicationProperties properties, AnswerBuilder answers)
            throws ReflectiveOperationException {
        Property reactive = properties.find(DATASOURCE + "reactive.url");
        if (reactive != null && !answers.isRefused()) {
            answers.refuse(
                    Setting.URL,
                    reactive,
                    "migrations need JDBC: set AUTO_MIGRATE_URL to the JDBC URL of this database");
        }
    }
}
