package io.automigrate.settings.given;

import io.automigrate.settings.names.SettingName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where settings are read from. Neither map is changed, nor kept after the settings are resolved.
 *
 * @param agentArguments the text after {@code =} of {@code -javaagent:agent.jar=…}; {@code null} when there is none
 * @param systemProperties the JVM's system properties
 * @param environment the environment variables
 * @param options of the jar's own command line, by their names without dashes; none where the jar is an agent
 * @param programArguments the arguments of the application, as far as any of them begins with {@code --}
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

    /** Returns these sources with options, which go before all others; one that names a file, too. */
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

    /** Elsewhere a value goes before a file. */
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
        // A copy: walking through the JDK's own map makes two objects of each variable, every time.
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
     * Returns the database's URL where it is set in the plainest ways, not checked; null elsewhere. For what may begin before the
     * settings are resolved and does no harm when they turn out to be others.
     */
    public String plainUrl() {
        if (options.containsKey("url")) {
            return options.get("url");
        }
        String property = systemProperties.get("auto.migrate.url");
        return property != null ? property : environment.get("AUTO_MIGRATE_URL");
    }

    /** Says nothing about the values: there are passwords among them. */
    @Override
    public String toString() {
        return "SettingSources";
    }
}
