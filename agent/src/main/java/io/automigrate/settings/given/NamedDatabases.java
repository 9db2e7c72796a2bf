package io.automigrate.settings.given;

import io.automigrate.settings.names.FlywayOption;
import io.automigrate.settings.names.NearestSetting;
import io.automigrate.settings.names.Setting;
import io.automigrate.settings.names.SettingName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The databases that {@code AUTO_MIGRATE_DATABASES} names, each with its settings: those that have its name in front, {@code
 * AUTO_MIGRATE_ORDERS_URL}, and the shared settings without a name.
 *
 * @param shared the settings without the name of a database
 * @param reader the reader of the shared settings, which knows the names that remain
 */
public record NamedDatabases(GivenSettings shared, SettingsReader reader, Findings findings) {
    /**
     * One of the databases.
     *
     * @param name as the user writes it
     * @param given the settings of the database and the shared settings
     */
    public record NamedDatabase(String name, GivenSettings given) {}

    /** Returns the databases in the order of the list. Names that can't be used are left out and added to the findings. */
    public List<NamedDatabase> list() {
        List<String> names = names(shared.find(Setting.DATABASES));
        Map<String, SettingsReader> readers = new HashMap<>();
        Map<String, List<SettingsReader.Stranger>> own = new HashMap<>();
        for (String name : names) {
            readers.put(name, new SettingsReader(prefix(name), findings));
            own.put(name, new ArrayList<>());
        }
        for (SettingsReader.Stranger stranger : reader.strangers()) {
            String owner = owner(stranger.rest(), names);
            if (owner != null) {
                addOwn(stranger, prefix(owner).length(), own.get(owner));
            } else {
                refuse(stranger, names, readers);
            }
        }
        List<NamedDatabase> databases = new ArrayList<>();
        for (String name : names) {
            databases.add(new NamedDatabase(name, shared.with(readers.get(name).read(own.get(name)))));
        }
        return databases;
    }

    private static String prefix(String name) {
        return name.toUpperCase(Locale.ROOT) + '_';
    }

    private List<String> names(Given databases) {
        List<String> names = new ArrayList<>();
        for (String name : new SettingValues(shared, findings).list(databases)) {
            String problem = problem(name, names);
            if (problem == null) {
                names.add(name);
            } else {
                findings.problem(databases, problem);
            }
        }
        for (String name : names) {
            for (String other : names) {
                if (prefix(name).startsWith(prefix(other))
                        && isTaken(name.substring(
                                Math.min(name.length(), prefix(other).length())))) {
                    findings.problem(
                            databases,
                            "the settings of \"" + name + "\" could be mistaken for those of \"" + other
                                    + "\", give one of them another name");
                }
            }
        }
        return names;
    }

    private static String problem(String name, List<String> others) {
        if (!isName(name)) {
            return "\"" + name
                    + "\" can't be part of the name of a variable, use letters, digits and _, a letter first";
        }
        if (isTaken(name)) {
            return "\"" + name + "\" is the beginning of other settings, give the database another name, for example \""
                    + name + "db\"";
        }
        for (String other : others) {
            if (other.equalsIgnoreCase(name)) {
                return "\"" + other + "\" and \"" + name
                        + "\" differ in nothing but case, which does not count in names";
            }
        }
        return null;
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == 0 || c != '_' && (c < '0' || c > '9'))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether a setting begins with the name of the database: {@code LOG_LEVEL} could be the setting LEVEL of a database "log".
     */
    private static boolean isTaken(String name) {
        String word = firstWord(name.toUpperCase(Locale.ROOT));
        if (SettingName.PLACEHOLDERS.equals(word + '_') || FlywayOption.PREFIX.equals(word + '_')) {
            return true;
        }
        for (Setting setting : Setting.values()) {
            if (firstWord(setting.name()).equals(word)) {
                return true;
            }
        }
        return false;
    }

    private static String firstWord(String name) {
        int end = name.indexOf('_');
        return end < 0 ? name : name.substring(0, end);
    }

    /**
     * Returns the database that a setting belongs to; {@code null} for none. If "shop" and "shop_eu" both fit, the rest of the name must
     * be a setting.
     */
    private static String owner(String rest, List<String> names) {
        String key = SettingName.canonical(rest);
        String owner = null;
        boolean isSetting = false;
        for (String name : names) {
            if (!key.startsWith(prefix(name))) {
                continue;
            }
            boolean known = SettingName.of(rest.substring(prefix(name).length())) != null;
            if (owner == null || known && !isSetting || known == isSetting && name.length() > owner.length()) {
                owner = name;
                isSetting = known;
            }
        }
        return owner;
    }

    private void addOwn(SettingsReader.Stranger stranger, int prefix, List<SettingsReader.Stranger> own) {
        String rest = stranger.rest().substring(prefix);
        SettingName name = SettingName.of(rest);
        Setting setting = name == null ? null : Setting.named(name.key());
        if (setting != null && setting.isOfProcess()) {
            findings.problem(
                    stranger.written(),
                    "is the same for all databases, use " + stranger.origin().nameOf(setting.name()));
        } else {
            own.add(new SettingsReader.Stranger(stranger.origin(), stranger.written(), rest, stranger.value()));
        }
    }

    /** Adds a finding for a name that belongs to none of the databases, with the name that was probably meant. */
    private void refuse(SettingsReader.Stranger stranger, List<String> names, Map<String, SettingsReader> readers) {
        String rest = stranger.rest();
        String unlisted = null;
        for (int i = 1; i < rest.length() - 1; i++) {
            SettingName setting = isSeparator(rest.charAt(i)) ? SettingName.of(rest.substring(i + 1)) : null;
            if (setting == null) {
                continue;
            }
            unlisted = unlisted == null ? rest.substring(0, i) : unlisted;
            String nearest = nearest(rest.substring(0, i), names);
            if (nearest != null) {
                String key = setting.key() + (setting.file() ? SettingName.FILE : "");
                readers.get(nearest).addMeant(key);
                findings.problem(
                        stranger.written(),
                        "unknown setting, did you mean " + stranger.origin().nameOf(prefix(nearest) + key) + "?");
                return;
            }
        }
        if (unlisted == null || NearestSetting.of(SettingName.canonical(rest)) != null) {
            reader.refuse(stranger);
        } else {
            findings.problem(
                    stranger.written(),
                    "\"" + unlisted.toLowerCase(Locale.ROOT)
                            + "\" is none of the databases in AUTO_MIGRATE_DATABASES, add it there or unset this");
        }
    }

    private static boolean isSeparator(char c) {
        return c == '_' || c == '.' || c == '-';
    }

    private static String nearest(String text, List<String> names) {
        List<String> prefixes = new ArrayList<>();
        for (String name : names) {
            prefixes.add(name.toUpperCase(Locale.ROOT));
        }
        String nearest = NearestSetting.nearestSpelling(SettingName.canonical(text), prefixes);
        return nearest == null ? null : names.get(prefixes.indexOf(nearest));
    }
}
