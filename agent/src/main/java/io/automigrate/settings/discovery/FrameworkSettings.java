package io.automigrate.settings.discovery;

import io.automigrate.settings.given.Given;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.names.Setting;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The settings of the application's framework under their own names, found as the frameworks do: system property, variable. */
public final class FrameworkSettings {
    private static final String[] FLYWAYS = {
        "flyway.", "spring.flyway.", "quarkus.flyway.", "flyway.datasources.default."
    };
    private static final String[] FLYWAY_SETTINGS = {"locations", "schemas", "default-schema", "table"};

    private final Map<String, String> properties;
    private final Map<String, String> environment;

    public FrameworkSettings(SettingSources sources) {
        this.properties = sources.systemProperties();
        this.environment = sources.environment();
    }

    /** Returns the value for {@code setting} that {@code property} or its variable holds; {@code null} for none or a blank one. */
    public Given find(Setting setting, String property) {
        return find(setting.name(), property);
    }

    /** Returns the value for the setting with this key. */
    public Given find(String key, String property) {
        Given given = findVerbatim(key, property);
        return given == null || given.value().isBlank()
                ? null
                : new Given(given.key(), given.name(), given.value().trim(), false);
    }

    /** Returns the value as it is, also an empty one. */
    Given findVerbatim(Setting setting, String property) {
        return findVerbatim(setting.name(), property);
    }

    private Given findVerbatim(String key, String property) {
        boolean compound = property.indexOf('-') >= 0;
        Given given = of(key, property, properties);
        if (given == null && compound) {
            given = of(key, camelCase(property), properties);
        }
        if (given == null) {
            given = of(key, variable(property), environment);
        }
        if (given == null && compound) {
            // Spring Boot: SPRING_FLYWAY_DEFAULTSCHEMA
            given = of(key, variable(property.replace("-", "")), environment);
        }
        return given;
    }

    /** Returns whether there is any setting below this prefix. */
    public boolean hasAny(String prefix) {
        return hasAny(prefix, properties) || hasAny(variable(prefix), environment);
    }

    private static boolean hasAny(String prefix, Map<String, String> source) {
        for (String name : source.keySet()) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the environment variable that stands for a property. */
    static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Returns the prefix of the first framework that has any setting for Flyway, {@code null} when none has. */
    public String anyFlyway() {
        for (String prefix : FLYWAYS) {
            if (!hasAny(prefix)) {
                continue;
            }
            for (String setting : FLYWAY_SETTINGS) {
                if (find(Setting.LOCATIONS, prefix + setting) != null) {
                    return prefix;
                }
            }
        }
        return null;
    }

    /** Returns the placeholders below a framework's prefix by their names in lower case. */
    public Map<String, String> placeholders(String flyway) {
        String prefix = flyway + "placeholders.";
        Map<String, String> placeholders = new HashMap<>();
        collect(environment, variable(prefix), placeholders);
        collect(properties, prefix, placeholders);
        return placeholders;
    }

    private static void collect(Map<String, String> source, String prefix, Map<String, String> placeholders) {
        for (Map.Entry<String, String> entry : source.entrySet()) {
            if (entry.getKey().startsWith(prefix) && entry.getKey().length() > prefix.length()) {
                placeholders.put(entry.getKey().substring(prefix.length()).toLowerCase(Locale.ROOT), entry.getValue());
            }
        }
    }

    private static Given of(String key, String name, Map<String, String> source) {
        String value = source.get(name);
        return value == null ? null : new Given(key, name, value, false);
    }

    private static String camelCase(String property) {
        StringBuilder camel = new StringBuilder(property.length());
        boolean up = false;
        for (int i = 0; i < property.length(); i++) {
            char c = property.charAt(i);
            if (c != '-') {
                camel.append(up ? Character.toUpperCase(c) : c);
            }
            up = c == '-';
        }
        return camel.toString();
    }
}
