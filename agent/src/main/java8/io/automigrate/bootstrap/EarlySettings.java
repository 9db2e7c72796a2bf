package io.automigrate.bootstrap;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The settings that count before anything else is loaded. Whether their values are valid is judged later, with all the others;
 * here a value that is not understood counts as not set.
 */
final class EarlySettings {
    private final String arguments;
    private final Properties systemProperties;
    private final Map<String, String> environment;

    EarlySettings(String arguments) {
        this(arguments, System.getProperties(), System.getenv());
    }

    EarlySettings(String arguments, Properties systemProperties, Map<String, String> environment) {
        this.arguments = arguments;
        this.systemProperties = systemProperties;
        this.environment = environment;
    }

    /**
     * Returns whether {@code AUTO_MIGRATE=false}, by this or its other name. When the two names disagree, all settings are read first. A
     * command is run all the same.
     */
    boolean isSwitchedOff() {
        String value = find("");
        String other = find("on_startup");
        boolean off = value == null ? isFalse(other) : isFalse(value) && (other == null || isFalse(other));
        return off && !isCommand();
    }

    /** Returns whether the log is to hold everything, also that the agent is switched off. */
    boolean isDebug() {
        String level = find("log_level");
        return level != null && level.trim().equalsIgnoreCase("debug");
    }

    /** Returns whether something else is asked for than the start of the application, which then never starts. */
    boolean isCommand() {
        return find("command") != null;
    }

    /** Returns the pattern of the programs that are migrated for, or null: all. */
    String onlyFor() {
        return find("only_for");
    }

    boolean failOnError() {
        return isCommand() || !isFalse(find("fail_on_error"));
    }

    private String find(String name) {
        String value = name.isEmpty() ? null : argument(name);
        if (isSet(value)) {
            return value;
        }
        value = systemProperties.getProperty(
                name.isEmpty() ? "auto.migrate" : "auto.migrate." + name.replace('_', '.'));
        if (isSet(value)) {
            return value;
        }
        value = environment.get(name.isEmpty() ? "AUTO_MIGRATE" : "AUTO_MIGRATE_" + name.toUpperCase(Locale.ROOT));
        return isSet(value) ? value : null;
    }

    private String argument(String name) {
        if (arguments == null) {
            return null;
        }
        for (String argument : arguments.split(";")) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String key = argument.substring(0, equals).trim().toLowerCase(Locale.ROOT);
            if (key.replace('-', '_').replace('.', '_').equals(name)) {
                return argument.substring(equals + 1);
            }
        }
        return null;
    }

    private static boolean isSet(String value) {
        return value != null && !value.trim().isEmpty();
    }

    private static boolean isFalse(String value) {
        if (value == null) {
            return false;
        }
        String text = value.trim().toLowerCase(Locale.ROOT);
        return text.equals("false") || text.equals("0") || text.equals("no") || text.equals("off");
    }
}
