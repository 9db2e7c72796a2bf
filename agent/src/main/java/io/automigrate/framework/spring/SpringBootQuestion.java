package io.automigrate.framework.spring;

import io.automigrate.framework.reading.AnswerBuilder;
import io.automigrate.framework.reading.ApplicationProperties;
import io.automigrate.settings.discovery.FrameworkAnswer;
import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the properties that Spring Boot's {@code FlywayAutoConfiguration} reads, by the rules of the version that is there, and gives them
 * the names that the resolver knows.
 */
public final class SpringBootQuestion {
    private static final String FLYWAY = "spring.flyway.";
    private static final String AUTO_CONFIGURATION = ".FlywayAutoConfiguration";
    private static final String ANNOTATION = "org.springframework.boot.autoconfigure.EnableAutoConfiguration";

    private final ApplicationProperties properties;
    private final ClassLoader loader;
    private final AnswerBuilder answers;
    private final Object application;

    private SpringBootQuestion(Object application, ApplicationProperties properties, ClassLoader loader) {
        this.application = application;
        this.properties = properties;
        this.loader = loader;
        this.answers = new AnswerBuilder(properties);
    }

    /**
     * Asks the environment of an application.
     *
     * @param start the {@code SpringApplication} and its {@code ConfigurableApplicationContext}, whose environment is complete
     * @param loader the class loader of the application
     * @return the answer; {@code null} when this is the context by which Spring Cloud fetches the configuration for the application's own
     * @throws ReflectiveOperationException when Spring Boot fails or has another form
     */
    public static FrameworkAnswer ask(Object[] start, ClassLoader loader) throws ReflectiveOperationException {
        Object environment = loader.loadClass("org.springframework.context.ConfigurableApplicationContext")
                .getMethod("getEnvironment")
                .invoke(start[1]);
        Object sources = loader.loadClass("org.springframework.core.env.ConfigurableEnvironment")
                .getMethod("getPropertySources")
                .invoke(environment);
        boolean isBootstrap =
                (boolean) sources.getClass().getMethod("contains", String.class).invoke(sources, "bootstrap");
        return isBootstrap
                ? null
                : new SpringBootQuestion(start[0], new SpringProperties(environment, loader), loader).answer();
    }

    private FrameworkAnswer answer() throws ReflectiveOperationException {
        SpringDatabase database = new SpringDatabase(properties, loader, answers);
        database.read();
        database.refuseUnnamed();
        answers.refuseUnreadableAccount(FLYWAY + "url", FLYWAY + "user", FLYWAY + "password");
        answers.refuseUnreadableAccount(
                "spring.datasource.url", "spring.datasource.username", "spring.datasource.password");
        answers.takeFlyway(FLYWAY);
        // Boot's own name: a statement a value.
        answers.put(FLYWAY + "init-sql", properties.list(FLYWAY + "init-sqls", "\n"));
        if (BootVersion.of(loader).isBefore(3, 0)) {
            answers.takeIgnoredMigrations(FLYWAY);
        }
        return answers.answer("Spring Boot", switchedOff(), packages());
    }

    /** Returns the property that keeps Boot's own Flyway away; {@code null} for none. */
    private Property switchedOff() throws ReflectiveOperationException {
        Property enabled = properties.find(FLYWAY + "enabled");
        if (enabled != null && enabled.value().equalsIgnoreCase("false")) {
            return enabled;
        }
        Property excluded = properties.list("spring.autoconfigure.exclude", ",");
        return excluded != null && excluded.value().contains(AUTO_CONFIGURATION) ? excluded : excludingClass();
    }

    /** Returns the class of the application whose annotation keeps Boot's own Flyway away; {@code null} for none. */
    private Property excludingClass() throws ReflectiveOperationException {
        Method annotation = loader.loadClass("org.springframework.core.annotation.AnnotatedElementUtils")
                .getMethod(
                        "getMergedAnnotationAttributes",
                        AnnotatedElement.class,
                        String.class,
                        boolean.class,
                        boolean.class);
        for (Object source : sources()) {
            // Without the classes themselves: one that is excluded need not be there.
            Object attributes =
                    source instanceof Class<?> ? annotation.invoke(null, source, ANNOTATION, true, false) : null;
            if (attributes instanceof Map<?, ?> values
                    && (excludes(values, "exclude") || excludes(values, "excludeName"))) {
                return new Property("exclude = FlywayAutoConfiguration.class", "", ((Class<?>) source).getSimpleName());
            }
        }
        return null;
    }

    /** Returns the packages of the application's classes, below which Spring Boot looks for beans. */
    private List<String> packages() throws ReflectiveOperationException {
        List<String> packages = new ArrayList<>();
        for (Object source : sources()) {
            String name = source instanceof Class<?> type ? type.getPackageName() : "";
            // The package without a name is the whole class path.
            if (!name.isEmpty() && !packages.contains(name)) {
                packages.add(name);
            }
        }
        return packages;
    }

    private Set<?> sources() throws ReflectiveOperationException {
        return (Set<?>) loader.loadClass("org.springframework.boot.SpringApplication")
                .getMethod("getAllSources")
                .invoke(application);
    }

    private static boolean excludes(Map<?, ?> attributes, String name) {
        return attributes.get(name) instanceof String[] excluded
                && Arrays.stream(excluded).anyMatch(type -> type.endsWith(AUTO_CONFIGURATION));
    }
}
