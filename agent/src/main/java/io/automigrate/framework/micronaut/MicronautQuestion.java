package io.automigrate.framework.micronaut;

import io.automigrate.framework.reading.AnswerBuilder;
import io.automigrate.framework.reading.ApplicationProperties;
import io.automigrate.framework.reading.DriverSchema;
import io.automigrate.framework.reading.NamedDataSources;
import io.automigrate.framework.reading.RenamedProperties;
import io.automigrate.settings.discovery.FrameworkAnswer;
import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Reads the properties that Micronaut's Flyway reads: those of the data source {@code default}, or those of the one other data source that
 * can be meant.
 */
public final class MicronautQuestion {
    private static final String FLYWAYS = "flyway.datasources.";
    private static final String DATASOURCES = "datasources.";
    private static final String DEFAULT = "default";
    private static final String FLYWAY = FLYWAYS + DEFAULT + '.';
    private static final String DATASOURCE = DATASOURCES + DEFAULT + '.';
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
        MicronautProperties all = new MicronautProperties(environment, loader);
        NamedDataSources named = NamedDataSources.of(all, "datasources", "flyway.datasources", "url", "jdbc-url");
        String only = named.has(DEFAULT) ? DEFAULT : named.only();
        UnaryOperator<String> spelling = of(only == null ? DEFAULT : only);
        ApplicationProperties properties = new RenamedProperties(all, List.of(spelling));
        AnswerBuilder answers = new AnswerBuilder(properties);
        if (only == null) {
            named.refuse(answers);
        }
        if (!takeDatabaseOfFlyway(properties, answers, loader)) {
            takeDataSource(answers);
            String ofDriver = spelling.apply(DATASOURCE + "data-source-properties");
            new DriverSchema(answers)
                    .put(
                            all.verbatim(ofDriver, DriverSchema.NAME),
                            DATASOURCE + "url",
                            DATASOURCE + "schema",
                            DATASOURCE + "connection-init-sql");
        }
        answers.refuseUnreadableAccount(DATASOURCE + "url", DATASOURCE + "username", DATASOURCE + "password");
        answers.takeFlyway(FLYWAY);
        takeOptions(properties, answers);
        return answers.answer(
                "Micronaut",
                AnswerBuilder.firstOff(all.find("flyway.enabled"), properties.find(FLYWAY + "enabled")),
                List.of());
    }

    /** Returns the names of the properties of a data source in place of those of the default one. */
    private static UnaryOperator<String> of(String dataSource) {
        return property -> property.startsWith(FLYWAY)
                ? FLYWAYS + dataSource + '.' + property.substring(FLYWAY.length())
                : DATASOURCES + dataSource + '.' + property.substring(DATASOURCE.length());
    }

    private static boolean takeDatabaseOfFlyway(
            ApplicationProperties properties, AnswerBuilder answers, ClassLoader loader)
            throws ReflectiveOperationException {
        boolean mayLackUser = mayLackUser(loader);
        if (properties.find(FLYWAY + "url") == null || !mayLackUser && properties.find(FLYWAY + "user") == null) {
            return false;
        }
        answers.take(DATASOURCE + "url", FLYWAY + "url");
        answers.take(DATASOURCE + "username", FLYWAY + "user", mayLackUser ? FLYWAY + "username" : FLYWAY + "user");
        answers.take(DATASOURCE + "password", FLYWAY + "password");
        return true;
    }

    private static void takeDataSource(AnswerBuilder answers) throws ReflectiveOperationException {
        answers.take(DATASOURCE + "url", DATASOURCE + "url", DATASOURCE + "jdbc-url");
        for (String name :
                new String[] {"username", "password", "schema", "catalog", "connection-init-sql", "init-sql"}) {
            answers.take(DATASOURCE + name, DATASOURCE + name);
        }
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
}
