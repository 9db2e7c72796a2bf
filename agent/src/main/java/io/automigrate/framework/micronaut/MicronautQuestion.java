package io.automigrate.framework.micronaut;

import io.automigrate.framework.reading.AnswerBuilder;
import io.automigrate.framework.reading.ApplicationProperties;
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
        ApplicationProperties properties = new MicronautProperties(environment, loader);
        AnswerBuilder answers = new AnswerBuilder(properties);
        // Micronaut takes Flyway's own URL only together with a user.
        boolean isFlyways = properties.find(FLYWAY + "url") != null && properties.find(FLYWAY + "user") != null;
        answers.take(DATASOURCE + "url", (isFlyways ? FLYWAY : DATASOURCE) + "url");
        answers.take(DATASOURCE + "username", isFlyways ? FLYWAY + "user" : DATASOURCE + "username");
        answers.take(DATASOURCE + "password", (isFlyways ? FLYWAY : DATASOURCE) + "password");
        for (String ofPool : new String[] {"schema", "catalog", "connection-init-sql", "init-sql"}) {
            answers.take(DATASOURCE + ofPool, DATASOURCE + ofPool);
        }
        if (!answers.has(DATASOURCE + "url")) {
            refuseUnnamed(properties, answers);
        }
        answers.refuseUnreadableAccount(DATASOURCE + "url", DATASOURCE + "username", DATASOURCE + "password");
        answers.takeFlyway(FLYWAY);
        return answers.answer("Micronaut", switchedOff(properties));
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
