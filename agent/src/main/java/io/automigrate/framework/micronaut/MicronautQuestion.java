package io.automigrate.framework.micronaut;

import io.automigrate.framework.reading.AnswerBuilder;
import io.automigrate.framework.reading.ApplicationProperties;
import io.automigrate.framework.reading.DriverSchema;
import io.automigrate.settings.discovery.FrameworkAnswer;
import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import io.automigrate.settings.names.Setting;
import java.util.Map;

/** Reads the properties that Micronaut's Flyway reads for the data source {@code default}. */
public final class MicronautQuestion {
    private static final String FLYWAY = "flyway.datasources.default.";
    private static final String DATASOURCE = "datasources.default.";
    private static final String BOOTSTRAP = "BootstrapApplicationContext";

    private MicronautQuestion() {}

    /**
     * Asks the environment of a context, which is complete before the first bean.
     *
     * @param context the {@code DefaultApplicationContext}
     * @param loader the class loader of the application
     * @return the answer; {@code null} when this is the context that fetches the configuration for the application's own
     * @throws ReflectiveOperationException when Micronaut has another form, or can't resolve a value
     */
    public static FrameworkAnswer ask(Object context, ClassLoader loader) throws ReflectiveOperationException {
        if (context.getClass().getName().endsWith(BOOTSTRAP)) {
            return null;
        }
        Object environment = loader.loadClass("io.micronaut.context.ApplicationContext")
                .getMethod("getEnvironment")
                .invoke(context);
        MicronautProperties properties = new MicronautProperties(environment, loader);
        AnswerBuilder answers = new AnswerBuilder(properties);
        takeDatabase(properties, answers, loader);
        if (!answers.has(DATASOURCE + "url")) {
            refuseUnnamed(properties, answers);
        }
        answers.refuseUnreadableAccount(DATASOURCE + "url", DATASOURCE + "username", DATASOURCE + "password");
        answers.takeFlyway(FLYWAY);
        takeOptions(properties, answers);
        return answers.answer("Micronaut", switchedOff(properties));
    }

    private static void takeDatabase(MicronautProperties properties, AnswerBuilder answers, ClassLoader loader)
            throws ReflectiveOperationException {
        if (properties.find(FLYWAY + "url") != null) {
            boolean mayLackUser = mayLackUser(loader);
            if (mayLackUser || properties.find(FLYWAY + "user") != null) {
                answers.take(DATASOURCE + "url", FLYWAY + "url");
                answers.take(
                        DATASOURCE + "username", FLYWAY + "user", mayLackUser ? FLYWAY + "username" : FLYWAY + "user");
                answers.take(DATASOURCE + "password", FLYWAY + "password");
                return;
            }
        }
        answers.take(DATASOURCE + "url", DATASOURCE + "url", DATASOURCE + "jdbc-url");
        answers.take(DATASOURCE + "username", DATASOURCE + "username");
        answers.take(DATASOURCE + "password", DATASOURCE + "password");
        for (String ofPool : new String[] {"schema", "catalog", "connection-init-sql", "init-sql"}) {
            answers.take(DATASOURCE + ofPool, DATASOURCE + ofPool);
        }
        new DriverSchema(answers)
                .put(
                        properties.verbatim(DATASOURCE + "data-source-properties", DriverSchema.NAME),
                        DATASOURCE + "url",
                        DATASOURCE + "schema",
                        DATASOURCE + "connection-init-sql");
    }

    /** Older versions take Flyway's own URL only together with a user, and know no other word for the user. */
    private static boolean mayLackUser(ClassLoader loader) {
        try {
            loader.loadClass("io.micronaut.flyway.FlywayConfigurationProperties")
                    .getMethod("setUsername", String.class);
            return true;
        } catch (ClassNotFoundException e) {
            // The application has no Flyway, so the newest rule counts.
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** Micronaut hands these on under Flyway's own names, after all others. */
    private static void takeOptions(ApplicationProperties properties, AnswerBuilder answers)
            throws ReflectiveOperationException {
        for (Map.Entry<String, Property> option :
                properties.below(FLYWAY + "properties").entrySet()) {
            answers.putOption(FLYWAY, option.getKey(), option.getValue());
        }
    }

    private static Property switchedOff(ApplicationProperties properties) throws ReflectiveOperationException {
        for (String name : new String[] {"flyway.enabled", FLYWAY + "enabled"}) {
            Property property = properties.find(name);
            if (property != null && property.value().equalsIgnoreCase("false")) {
                return property;
            }
        }
        return null;
    }

    private static void refuseUnnamed(ApplicationProperties properties, AnswerBuilder answers)
            throws ReflectiveOperationException {
        for (Map.Entry<String, Property> entry : properties.below("datasources").entrySet()) {
            if (entry.getKey().endsWith(".url")) {
                answers.refuse(
                        Setting.URL,
                        entry.getValue(),
                        "the application has named data sources and none is called \"default\", so nobody knows which one"
                                + " to migrate: set AUTO_MIGRATE_URL, or AUTO_MIGRATE_DATABASES for several");
            }
        }
    }
}
