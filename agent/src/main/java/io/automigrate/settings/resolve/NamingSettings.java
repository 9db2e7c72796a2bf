package io.automigrate.settings.resolve;

import io.automigrate.settings.ScriptNaming;
import io.automigrate.settings.given.Findings;
import io.automigrate.settings.given.Given;
import io.automigrate.settings.given.GivenSettings;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.given.SettingValues;
import io.automigrate.settings.given.SettingsReader;
import io.automigrate.settings.names.FlywayOption;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the settings that change how scripts are named and encoded. Starts without such a setting do not load this class. */
public final class NamingSettings {
    private static final String VERSIONED = "sqlMigrationPrefix";
    private static final String REPEATABLE = "repeatableSqlMigrationPrefix";
    private static final String UNDO = "undoSqlMigrationPrefix";

    private final Map<String, Given> given;
    private final SettingValues values;
    private final Findings findings;

    /**
     * @param given the values by Flyway's names
     */
    NamingSettings(Map<String, Given> given, SettingValues values, Findings findings) {
        this.given = given;
        this.values = values;
        this.findings = findings;
    }

    /** Returns the naming that the user's own settings ask for. */
    public static ScriptNaming of(SettingSources sources, Findings findings) {
        GivenSettings given = new SettingsReader(findings).read(sources);
        Map<String, Given> options = new HashMap<>();
        for (FlywayOption option : FlywayOption.ofScripts()) {
            Given value = given.find(option);
            if (value != null) {
                options.put(option.name(), value);
            }
        }
        return new NamingSettings(options, new SettingValues(given, findings), findings).read();
    }

    /** Returns the naming; values that can't be used are reported as problems. */
    ScriptNaming read() {
        ScriptNaming defaults = ScriptNaming.DEFAULT;
        Given suffixes = given.get("sqlMigrationSuffixes");
        List<String> listed = values.list(suffixes);
        String versioned = text(VERSIONED, defaults.versioned());
        String undo = text(UNDO, defaults.undo());
        refuseEqualPrefixes(versioned, text(REPEATABLE, defaults.repeatable()), undo);
        refuseUndoThatFlywayApplies(versioned, undo);
        return new ScriptNaming(
                versioned,
                text(REPEATABLE, defaults.repeatable()),
                undo.isEmpty() ? defaults.undo() : undo,
                text("sqlMigrationSeparator", defaults.separator()),
                listed.isEmpty() ? defaults.suffixes() : listed,
                encoding(defaults.encoding()));
    }

    private String text(String option, String unset) {
        return given.containsKey(option) ? given.get(option).value() : unset;
    }

    private Charset encoding(Charset unset) {
        Given name = given.get("encoding");
        try {
            return name == null ? unset : Charset.forName(name.value());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            findings.problem(name, "this Java does not know the encoding, use UTF-8 or ISO-8859-1 for example");
            return unset;
        }
    }

    /** Depending on its version, Flyway would take one kind of script for the other. */
    private void refuseEqualPrefixes(String versioned, String repeatable, String undo) {
        Map<String, String> options = new HashMap<>();
        options.put(ScriptNaming.BASELINE, "the prefix of baseline scripts");
        for (String[] prefix : new String[][] {{VERSIONED, versioned}, {REPEATABLE, repeatable}, {UNDO, undo}}) {
            String other = options.putIfAbsent(prefix[1], prefix[0]);
            if (other != null) {
                Given value = given.get(given.containsKey(prefix[0]) ? prefix[0] : other);
                findings.problem(
                        value, "the prefixes of two kinds of scripts are equal (" + prefix[0] + ", " + other + ")");
            }
        }
    }

    /** Flyway's open edition has no undo scripts: a name that reads as a version behind the other prefix would be applied. */
    private void refuseUndoThatFlywayApplies(String versioned, String undo) {
        if (undo.length() > versioned.length()
                && undo.startsWith(versioned)
                && Character.isDigit(undo.charAt(versioned.length()))) {
            findings.problem(
                    given.get(given.containsKey(UNDO) ? UNDO : VERSIONED),
                    "Flyway would apply undo scripts as versions, choose a prefix that does not begin with \""
                            + versioned + "\" and a digit");
        }
    }
}
