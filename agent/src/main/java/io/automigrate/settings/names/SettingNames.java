package io.automigrate.settings.names;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of the settings as options of a command line: {@code --wait-timeout}. */
public final class SettingNames {
    private static final Set<Setting> OF_STARTS =
            EnumSet.of(Setting.ON_STARTUP, Setting.COMMAND, Setting.ONLY_FOR, Setting.FAIL_ON_ERROR, Setting.MODE);

    private SettingNames() {}

    /**
     * Returns whether there is such a setting. A setting of a named database, {@code orders.url}, counts also when the database is
     * unknown.
     */
    public static boolean isKnown(String name) {
        int dot = name.indexOf('.');
        return SettingName.of(name) != null || dot > 0 && SettingName.of(name.substring(dot + 1)) != null;
    }

    /** Returns the name of the setting that was probably meant. */
    public static Optional<String> nearest(String name) {
        return Optional.ofNullable(NearestSetting.of(SettingName.canonical(name)))
                .map(SettingNames::option);
    }

    /** Returns the name of the variable for an option. The name of a placeholder keeps its spelling, because the user chose it. */
    public static String variable(String name) {
        SettingName known = SettingName.of(name);
        if (known == null) {
            int dot = name.indexOf('.');
            return dot < 0
                    ? Origin.ENVIRONMENT.nameOf(SettingName.canonical(name))
                    : Origin.ENVIRONMENT.nameOf(SettingName.canonical(name.substring(0, dot)) + '_')
                            + variable(name.substring(dot + 1))
                                    .substring(Origin.ENVIRONMENT.nameOf("").length());
        }
        return Origin.ENVIRONMENT.nameOf(known.key() + (known.file() ? SettingName.FILE : ""));
    }

    /** Returns a short description of each setting by its name as an option, without the settings that have no meaning for a command. */
    public static Map<String, String> summaries() {
        Map<String, String> summaries = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            if (!OF_STARTS.contains(setting)) {
                summaries.put(option(setting.name()), SettingSummary.of(setting));
            }
        }
        summaries.put("placeholders.<name>", "the value for ${name} in scripts");
        summaries.put("flyway.<name>", "any other setting of Flyway by its own name");
        summaries.put("<setting>-file", "the file that holds the value of a setting");
        return summaries;
    }

    private static String option(String key) {
        return key.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
