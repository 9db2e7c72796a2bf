package io.automigrate.framework.reading;

import io.automigrate.settings.discovery.FrameworkAnswer;
import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import io.automigrate.settings.discovery.FrameworkAnswer.Refusal;
import io.automigrate.settings.names.FlywayOption;
import io.automigrate.settings.names.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the answer of a framework: the database, the settings for Flyway, the values that no start can use. */
public final class AnswerBuilder {
    private static final String FLYWAY = "flyway.";
    private static final String PLACEHOLDERS = "placeholders.";

    /** A single value with commas is a list, too. */
    private static final String[] LISTS = {"locations", "schemas", "ignore-migration-patterns", "sql-migration-suffixes"
    };

    private static final String[] WORDS = {"default-schema", "table"};

    /** The settings in whose values no placeholder of the application may be left: those of Flyway are elsewhere. */
    private static final String[] RESOLVED = {"locations", "schemas", "default-schema", "table"};

    private final ApplicationProperties properties;
    private final Map<String, Property> answers = new HashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();

    public AnswerBuilder(ApplicationProperties properties) {
        this.properties = properties;
    }

    /**
     * Takes the first of the properties that the application has.
     *
     * @param answer the name under which the resolver looks for the value
     * @return whether the application has any of them
     */
    public boolean take(String answer, String... names) throws ReflectiveOperationException {
        for (String name : names) {
            Property property = properties.find(name);
            if (property != null) {
                answers.put(answer, property);
                return true;
            }
        }
        return false;
    }

    /** Adds a value; {@code null} is none. */
    public void put(String answer, Property property) {
        if (property != null) {
            answers.put(answer, property);
        }
    }

    public boolean has(String answer) {
        return answers.containsKey(answer);
    }

    /** Returns the value of an answer that is there. */
    public String value(String answer) {
        return answers.get(answer).value();
    }

    /** Returns the first of these switches that is off; {@code null} when none is. A switch that is not given is {@code null}. */
    public static Property firstOff(Property... switches) {
        for (Property property : switches) {
            if (property != null && property.value().equalsIgnoreCase("false")) {
                return property;
            }
        }
        return null;
    }

    /** Adds a reason to refuse the start. */
    public void refuse(Setting setting, Property property, String reason) {
        refusals.add(new Refusal(setting, property, reason));
    }

    /** Returns whether there is a reason to refuse the start. */
    public boolean isRefused() {
        return !refusals.isEmpty();
    }

    /** Takes all settings for Flyway below a prefix. */
    public void takeFlyway(String prefix) throws ReflectiveOperationException {
        for (String name : LISTS) {
            put(prefix + name, properties.list(prefix + name, ","));
        }
        for (String name : WORDS) {
            take(prefix + name, prefix + name);
        }
        for (FlywayOption option : FlywayOption.discoverable()) {
            String name = prefix + option.property();
            if (!answers.containsKey(name)) {
                take(name, name);
            }
        }
        for (Map.Entry<String, Property> placeholder :
                properties.below(prefix + "placeholders").entrySet()) {
            answers.put(prefix + PLACEHOLDERS + placeholder.getKey(), placeholder.getValue());
        }
        for (String name : RESOLVED) {
            refuseUnreadable(Setting.LOCATIONS, prefix + name);
        }
    }

    /**
     * Adds a setting that the application gives under Flyway's own name.
     *
     * @param prefix the framework's prefix of settings for Flyway
     * @param name {@code flyway.baselineOnMigrate}; other names have no effect on Flyway
     */
    public void putOption(String prefix, String name, Property value) {
        if (!name.startsWith(FLYWAY)) {
            return;
        }
        String own = name.substring(FLYWAY.length());
        FlywayOption option = FlywayOption.named(own);
        if (own.startsWith(PLACEHOLDERS)) {
            put(prefix + own, value);
        } else if (option != null && option.kind() != FlywayOption.Kind.REFUSED) {
            put(prefix + option.property(), value);
        }
    }

    /**
     * Takes the flags for migrations that may differ from the history, which the resolver reads where no pattern is given. Flyway has had
     * them before version 9, and Quarkus has them still.
     */
    public void takeIgnoredMigrations(String prefix) throws ReflectiveOperationException {
        for (String state : new String[] {"missing", "ignored", "pending", "future"}) {
            String name = prefix + "ignore-" + state + "-migrations";
            take(name, name);
        }
    }

    /** Refuses an account with values that are neither resolved nor decrypted. */
    public void refuseUnreadableAccount(String url, String user, String password) {
        refuseUnreadable(Setting.URL, url);
        refuseUnreadable(Setting.USER, user);
        refuseUnreadable(Setting.PASSWORD, password);
    }

    private void refuseUnreadable(Setting setting, String name) {
        Property property = answers.get(name);
        if (property == null) {
            return;
        }
        String value = property.value();
        if (value.contains("${")) {
            refuse(
                    setting,
                    property,
                    "a placeholder is not resolved, set the variable or the property that ${…} names, or give it a default");
        } else if (value.startsWith("{cipher}") || value.startsWith("ENC(") && value.endsWith(")")) {
            refuse(
                    setting,
                    property,
                    "the value is encrypted, and nothing has decrypted it before the first bean: set AUTO_MIGRATE_URL,"
                            + " AUTO_MIGRATE_USER and AUTO_MIGRATE_PASSWORD");
        }
    }

    /**
     * Returns the answer.
     *
     * @param switchedOff as in {@link FrameworkAnswer}
     * @param packages as in {@link FrameworkAnswer}
     */
    public FrameworkAnswer answer(String framework, Property switchedOff, List<String> packages) {
        return new FrameworkAnswer(framework, answers, refusals, switchedOff, packages);
    }
}
