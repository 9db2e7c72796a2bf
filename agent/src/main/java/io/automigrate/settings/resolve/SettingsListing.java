package io.automigrate.settings.resolve;

import io.automigrate.settings.KnownSecrets;
import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import io.automigrate.settings.discovery.FrameworkSettings;
import io.automigrate.settings.given.Findings;
import io.automigrate.settings.given.Given;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.given.SettingValues;
import io.automigrate.settings.given.SettingsReader;
import io.automigrate.settings.names.Setting;
import io.automigrate.settings.names.SettingName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A listing of the settings that were given, each with its source and without secrets. It is separate from {@link SettingsResolver},
 * because every start runs the resolver and few starts need a listing.
 *
 * @param given the settings that count, a line each
 * @param overridden the settings that a stronger source replaces, a line each
 * @param isSwitchedOff whether the agent is switched off
 */
public record SettingsListing(
        List<String> given, List<String> overridden, boolean isSwitchedOff, SettingSources sources) {
    private static final String[] COMPARED = {"table", "schemas", "default-schema"};

    public SettingsListing {
        given = List.copyOf(given);
        overridden = List.copyOf(overridden);
    }

    /** Reads the sources. Files that settings name are not opened. */
    public static SettingsListing of(SettingSources sources) {
        Map<String, Given> holding = new TreeMap<>();
        List<String> overridden = new ArrayList<>();
        // The code reads one source at a time, the strongest first.
        List<SettingSources> single = List.of(
                new SettingSources(null, Map.of(), Map.of(), sources.options(), List.of()),
                new SettingSources(sources.agentArguments(), Map.of(), Map.of()),
                new SettingSources(null, sources.systemProperties(), Map.of()),
                new SettingSources(null, Map.of(), sources.environment()));
        for (SettingSources source : single) {
            SettingsReader reader = new SettingsReader(new Findings());
            for (Given given : reader.read(source).all()) {
                Given stronger = holding.putIfAbsent(given.key(), given);
                if (stronger != null) {
                    overridden.add(given.name() + " is not used, because " + stronger.name() + " is set as well");
                }
            }
            for (SettingsReader.Stranger stranger : reader.strangers()) {
                holding.putIfAbsent(stranger.written(), shownByItsEnd(stranger));
            }
        }
        List<String> given = new ArrayList<>();
        holding.remove(Setting.COMMAND.name());
        for (Given setting : holding.values()) {
            given.add(setting.shown());
        }
        boolean isOff = !new SettingValues(new SettingsReader(new Findings()).read(sources), new Findings())
                .flag(Setting.ON_STARTUP);
        return new SettingsListing(given, overridden, isOff, sources);
    }

    /** Returns the mode that a start would have, which a command replaces by its own. */
    public static Mode modeOfStart(SettingSources sources) {
        return new SettingValues(new SettingsReader(new Findings()).read(sources), new Findings())
                .choice(Setting.MODE, Mode.MIGRATE);
    }

    /** A setting of one of several databases is as secret as the setting without the name in front. */
    private static Given shownByItsEnd(SettingsReader.Stranger stranger) {
        String rest = stranger.rest();
        for (int i = 1; i < rest.length() - 1; i++) {
            char c = rest.charAt(i);
            SettingName name = c == '_' || c == '.' || c == '-' ? SettingName.of(rest.substring(i + 1)) : null;
            if (name != null) {
                String key = name.file() ? name.key() + SettingName.FILE : name.key();
                return new Given(key, stranger.written(), stranger.value(), false);
            }
        }
        String key = KnownSecrets.isSecretName(rest) ? Setting.PASSWORD.name() : rest;
        return new Given(key, stranger.written(), stranger.value(), false);
    }

    /** Returns the settings in which the application's own Flyway differs from the agent, a line each. */
    public List<String> disagreements(Settings settings) {
        FrameworkSettings frameworks = new FrameworkSettings(sources, new Findings());
        List<String> lines = new ArrayList<>();
        for (String prefix : FrameworkSettings.FLYWAYS) {
            for (String name : COMPARED) {
                Given told = frameworks.find(Setting.LOCATIONS, prefix + name);
                String ours = ours(name, settings);
                if (told != null
                        && !ours.isEmpty()
                        && !told.value().replace(" ", "").equals(ours)) {
                    lines.add(told.name() + "=\"" + told.value() + "\", but the agent uses \"" + ours + "\"");
                }
            }
        }
        return lines;
    }

    private static String ours(String name, Settings settings) {
        return switch (name) {
            case "table" -> settings.history().table();
            case "schemas" -> String.join(",", settings.history().schemas());
            default -> settings.history().defaultSchema().orElse("");
        };
    }
}
