package io.automigrate.settings.names;

import java.util.Locale;

/** The places where a user can give a setting, the strongest first, each with its spelling of names. */
public enum Origin {
    /** An option on the jar's own command line. */
    OPTION("--"),
    ARGUMENT("agent argument "),
    PROPERTY("auto.migrate."),
    ENVIRONMENT("AUTO_MIGRATE_");

    private final String prefix;

    Origin(String prefix) {
        this.prefix = prefix;
    }

    /** Returns the text for messages of a name that was written here. */
    public String written(String name) {
        return this == ARGUMENT || this == OPTION ? prefix + name : name;
    }

    /** Returns the name of the setting {@code key} as it is written here. */
    public String nameOf(String key) {
        if (this == ENVIRONMENT) {
            return prefix + key;
        }
        String lower = key.toLowerCase(Locale.ROOT);
        return prefix
                + switch (this) {
                    case OPTION -> lower.replace('_', '-');
                    case PROPERTY -> lower.replace('_', '.');
                    default -> lower;
                };
    }
}
