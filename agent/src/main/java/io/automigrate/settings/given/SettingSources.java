package io.automigrate.settings.given;

import io.automigrate.settings.names.SettingName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The sources of settings. No code changes the maps or keeps them after the settings are resolved.
 *
 * @param agentArguments the text after {@code =} of {@code -javaagent:agent.jar=…}; {@code null} when there is none
 * @param systemProperties the JVM's system properties
 * @param environment the environment variables
 * @param options the options of the jar's own command line, by their names without dashes; empty when the jar is an agent
 * @param programArguments the arguments of the application; empty when no argument begins with {@code --}
 */
public record SettingSources(
        String agentArguments,
        Map<String, String> systemProperties,
        Map<String, String> environment,
        Map<String, String> options,
        List<String> programArguments) {
    public SettingSources {
        Objects.requireNonNull(systemProperties, "systemProperties");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(programArguments, "programArguments");
    }

    public SettingSources(
            String agentArguments, Map<String, String> systemProperties, Map<String, String> environment) {
        this(agentArguments, systemProperties, environment, Map.of(), List.of());
    }

    /** Returns these sources with options. An option is stronger than all other sources, also an option that names a file. */
    public SettingSources with(Map<String, String> options) {
        Map<String, String> properties = new HashMap<>(systemProperties);
        Map<String, String> variables = new HashMap<>(environment);
        for (String option : options.keySet()) {
            SettingName name = SettingName.of(option);
            if (name != null && name.file()) {
                removeValue(name.key(), properties);
                removeValue(name.key(), variables);
            }
        }
        return new SettingSources(agentArguments, properties, variables, options, programArguments);
    }

    /** In the other sources a value is stronger than a file. */
    private static void removeValue(String key, Map<String, String> source) {
        source.keySet().removeIf(written -> {
            String rest = SettingName.afterPrefix(written);
            SettingName name = rest == null ? null : SettingName.of(rest);
            return name != null && !name.file() && name.key().equals(key);
        });
    }

    /** Returns the sources of this process. */
    public static SettingSources ofThisProcess(String agentArguments) {
        Map<String, String> properties = new HashMap<>();
        for (Map.Entry<Object, Object> property : System.getProperties().entrySet()) {
            // Programs put objects into the system properties; such an entry is no setting.
            if (property.getKey() instanceof String name && property.getValue() instanceof String value) {
                properties.put(name, value);
            }
        }
        // The map is a copy, because each iteration over the JDK's map makes two objects for each variable.
        return new SettingSources(
                agentArguments,
                properties,
                new HashMap<>(System.getenv()),
                Map.of(),
                programArguments(properties.getOrDefault("sun.java.command", "")));
    }

    /** Loads the class for arguments only where an argument begins with dashes: each class costs start-up time. */
    private static List<String> programArguments(String command) {
        return command.contains(" --") ? ProgramArguments.ofThisProcess(command) : List.of();
    }

    /**
     * Returns the database's URL from the agent's own property or variable, not checked; null when both are missing. The caller may begin
     * work that does no harm when the resolved settings name another URL.
     */
    public String plainUrl() {
        if (options.containsKey("url")) {
            return options.get("url");
        }
        String property = systemProperties.get("auto.migrate.url");
        return property != null ? property : environment.get("AUTO_MIGRATE_URL");
    }

    /** Shows no values, because there are passwords among them. */
    @Override
    public String toString() {
        return "SettingSources";
    }
}
