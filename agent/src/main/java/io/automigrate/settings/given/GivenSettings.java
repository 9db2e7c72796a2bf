package io.automigrate.settings.given;

import io.automigrate.kind.known.DatabaseUrl;
import io.automigrate.settings.names.FlywayOption;
import io.automigrate.settings.names.Setting;
import io.automigrate.settings.names.SettingName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings that the user gave, each from its strongest source: agent argument, system property, environment variable, and
 * then the file that one of these names. A file is read when its value is asked for.
 */
public final class GivenSettings {
    private final Map<String, Given> values;
    private final Map<String, Given> files;
    private final Set<String> unusable;
    private final Findings findings;

    /** @param unusable the settings that the user gave and that cannot be read */
    GivenSettings(Map<String, Given> values, Map<String, Given> files, Set<String> unusable, Findings findings) {
        this.values = values;
        this.files = files;
        this.unusable = unusable;
        this.findings = findings;
    }

    /** Returns the value of a setting; {@code null} when the setting is not given or cannot be read. */
    public Given find(Setting setting) {
        Given given = find(setting.name());
        return given == null || given.isEmpty() ? null : given;
    }

    /** Returns the settings that were given, including names of files, in no order. */
    public List<Given> all() {
        List<Given> all = new ArrayList<>(values.values());
        all.addAll(files.values());
        return all;
    }

    /** Returns the password, which is empty when the user set an empty password. */
    public Given findPassword() {
        Given password = find(Setting.PASSWORD.name());
        if (password != null && !password.value().equals(password.value().strip())) {
            findings.warning(
                    password.name(),
                    "the password begins or ends with a blank or a line end, which is part of the password as it stands;"
                            + " remove it if that is not meant");
        }
        return password;
    }

    /** Returns the value of an option that the agent passes on to Flyway; {@code null} when the option is not given. */
    public Given find(FlywayOption option) {
        Setting ours = Setting.named(option.variable());
        Given given = find(ours == null ? FlywayOption.PREFIX + option.variable() : ours.name());
        return given == null || given.isEmpty() ? null : given;
    }

    /** Returns whether the user may have given an option of Flyway. */
    public boolean namesFlywayOption() {
        return namesFlywayOption(values.keySet()) || namesFlywayOption(files.keySet());
    }

    private static boolean namesFlywayOption(Set<String> keys) {
        for (String key : keys) {
            Setting setting = Setting.named(key);
            if (setting == null ? key.startsWith(FlywayOption.PREFIX) : setting.isFlywayOption()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the options of Flyway that the user gave and the agent does not know. */
    public List<Given> refused() {
        List<Given> refused = new ArrayList<>();
        for (Given given : values.values()) {
            String key = given.key();
            if (key.startsWith(FlywayOption.PREFIX)
                    && FlywayOption.named(key.substring(FlywayOption.PREFIX.length()))
                                    .kind()
                            == FlywayOption.Kind.REFUSED) {
                refused.add(given);
            }
        }
        return refused;
    }

    /** Returns the placeholders' values by their names in lower case. */
    public Map<String, String> placeholders() {
        Set<String> keys = new HashSet<>(values.keySet());
        keys.addAll(files.keySet());
        Map<String, String> placeholders = new HashMap<>();
        for (String key : keys) {
            Given given = key.startsWith(SettingName.PLACEHOLDERS) ? find(key) : null;
            if (given != null) {
                placeholders.put(key.substring(SettingName.PLACEHOLDERS.length()), given.value());
            }
        }
        return placeholders;
    }

    /**
     * Returns the settings of one database: the settings that were given for this database, and the shared settings for the rest. User
     * and password stay together, so a user never gets the password of another user.
     */
    GivenSettings with(GivenSettings own) {
        GivenSettings both =
                new GivenSettings(new HashMap<>(values), new HashMap<>(files), new HashSet<>(unusable), findings);
        if (own.isMeant(Setting.USER) || own.namesAccountInUrl()) {
            both.forget(Setting.USER);
            both.forget(Setting.PASSWORD);
        }
        if (own.isMeant(Setting.TENANTS) || own.isMeant(Setting.TENANTS_QUERY)) {
            both.forget(Setting.SCHEMAS);
            both.forget(Setting.DEFAULT_SCHEMA);
            both.forget(Setting.TENANTS);
            both.forget(Setting.TENANTS_QUERY);
        } else if (own.isMeant(Setting.SCHEMAS) || own.isMeant(Setting.DEFAULT_SCHEMA)) {
            both.forget(Setting.TENANTS);
            both.forget(Setting.TENANTS_QUERY);
        }
        for (Map.Entry<String, Given> file : own.files.entrySet()) {
            both.forget(file.getKey());
            both.files.put(file.getKey(), file.getValue());
        }
        for (Map.Entry<String, Given> value : own.values.entrySet()) {
            if (own.isMeant(Setting.USER) || !value.getValue().isBlankPassword()) {
                both.values.put(value.getKey(), value.getValue());
                if (!own.files.containsKey(value.getKey())) {
                    both.files.remove(value.getKey());
                }
            }
        }
        both.unusable.addAll(own.unusable);
        return both;
    }

    private boolean namesAccountInUrl() {
        Given url = find(Setting.URL);
        return url != null && DatabaseUrl.namesAccount(url.value());
    }

    private void forget(Setting setting) {
        forget(setting.name());
    }

    private void forget(String key) {
        values.remove(key);
        files.remove(key);
    }

    /** Returns whether the user gave a setting, or tried to. */
    public boolean any() {
        return anyBeside(null);
    }

    /** Returns whether the user gave a setting other than this one, or tried to. With null every setting counts. */
    public boolean anyBeside(Setting setting) {
        for (Given given : values.values()) {
            if (!given.isBlankPassword() && !(setting != null && given.key().equals(setting.name()))) {
                return true;
            }
        }
        return !files.isEmpty() || !unusable.isEmpty();
    }

    /** Returns whether the user tried to give this setting, perhaps with a wrong name or a wrong file. */
    public boolean isMeant(Setting setting) {
        return values.containsKey(setting.name())
                || files.containsKey(setting.name())
                || unusable.contains(setting.name())
                || unusable.contains(setting.name() + SettingName.FILE);
    }

    private Given find(String key) {
        Given given = values.get(key);
        if (given != null && !given.isBlankPassword()) {
            return given;
        }
        Given file = files.remove(key);
        if (file == null) {
            return given;
        }
        try {
            Given content = Given.inFile(key, file);
            values.put(key, content);
            return content;
        } catch (IllegalArgumentException e) {
            unusable.add(key);
            findings.problem(file, e.getMessage());
            return given;
        }
    }
}
