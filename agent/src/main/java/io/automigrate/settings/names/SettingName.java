package io.automigrate.settings.names;

/**
 * The name of a setting in one spelling.
 *
 * @param key {@code WAIT_TIMEOUT}, {@code FLYWAY_GROUP}, or {@code PLACEHOLDERS_} with the placeholder's name in lower case
 * @param file whether the value is the name of a file that holds the setting's value
 */
public record SettingName(String key, boolean file) {
    public static final String PLACEHOLDERS = "PLACEHOLDERS_";
    public static final String FILE = "_FILE";

    private static final String PREFIX = "AUTO_MIGRATE";

    /** Returns the part of {@code name} behind {@code AUTO_MIGRATE_} or {@code auto.migrate.}; {@code null} for other names. */
    public static String afterPrefix(String name) {
        int length = PREFIX.length();
        if (name.length() < length) {
            return null;
        }
        for (int i = 0; i < length; i++) {
            if (canonical(name.charAt(i)) != PREFIX.charAt(i)) {
                return null;
            }
        }
        if (name.length() == length) {
            return Setting.ON_STARTUP.name();
        }
        return canonical(name.charAt(length)) == '_' ? name.substring(length + 1) : null;
    }

    /** Returns the setting that a name without the prefix stands for, or {@code null} when there is none. */
    public static SettingName of(String name) {
        String key = canonical(name);
        if (Setting.named(key) != null) {
            return new SettingName(key, false);
        }
        boolean file = key.endsWith(FILE);
        String base = file ? key.substring(0, key.length() - FILE.length()) : key;
        if (base.startsWith(PLACEHOLDERS) && base.length() > PLACEHOLDERS.length()) {
            // The agent changes only the case of the name, because my.name and my-name are two placeholders.
            return new SettingName(PLACEHOLDERS + lower(name, PLACEHOLDERS.length(), base.length()), file);
        }
        if (base.startsWith(FlywayOption.PREFIX)) {
            return ofFlyway(name.substring(FlywayOption.PREFIX.length(), base.length()), file);
        }
        Setting setting = file ? Setting.named(base) : null;
        return setting != null && setting.mayComeFromFile() ? new SettingName(base, true) : null;
    }

    /** Returns the agent's own setting for an option of Flyway, where there is one. */
    private static SettingName ofFlyway(String name, boolean file) {
        if (canonical(name).startsWith(PLACEHOLDERS)) {
            return of(name + (file ? FILE : ""));
        }
        FlywayOption option = FlywayOption.named(name);
        if (option == null) {
            return null;
        }
        boolean isOurs = Setting.named(option.variable()) != null;
        return new SettingName(isOurs ? option.variable() : FlywayOption.PREFIX + option.variable(), file);
    }

    /** Returns whether blanks around the value are part of it, and an empty value is a value. */
    public static boolean isVerbatim(String key) {
        boolean free = key.equals(Setting.PASSWORD.name()) || key.startsWith(PLACEHOLDERS);
        return free && !Setting.isFile(key);
    }

    /** Returns {@code WAIT_TIMEOUT} for {@code wait-timeout}. */
    public static String canonical(String name) {
        char[] key = new char[name.length()];
        for (int i = 0; i < key.length; i++) {
            key[i] = canonical(name.charAt(i));
        }
        return new String(key);
    }

    private static char canonical(char c) {
        return c == '.' || c == '-' ? '_' : Character.toUpperCase(c);
    }

    private static String lower(String name, int from, int to) {
        char[] lower = new char[to - from];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = Character.toLowerCase(name.charAt(from + i));
        }
        return new String(lower);
    }
}
