package io.automigrate.settings.given;

import io.automigrate.settings.names.FlywayOption;
import io.automigrate.settings.names.NearestSetting;
import io.automigrate.settings.names.Origin;
import io.automigrate.settings.names.Setting;
import io.automigrate.settings.names.SettingName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the names of the settings from the places where a user can write them. Problems with a name are added to the findings at once.
 * The reader does not look at values and does not open files.
 */
public final class SettingsReader {
    /**
     * A setting with an unknown name, before the names of the databases are known.
     *
     * @param written the name as the user wrote it
     * @param rest the part of the name behind the prefix
     */
    public record Stranger(Origin origin, String written, String rest, String value) {}

    private final String database;
    private final Findings findings;
    private final Map<String, Given> values = new HashMap<>();
    private final Map<String, Given> files = new HashMap<>();
    private final Set<String> unusable = new HashSet<>();
    private final List<Stranger> strangers = new ArrayList<>();

    public SettingsReader(Findings findings) {
        this("", findings);
    }

    /**
     * Makes a reader of the settings of one database.
     *
     * @param database the beginning of the names of its settings, {@code ORDERS_}; empty for the shared settings
     */
    public SettingsReader(String database, Findings findings) {
        this.database = database;
        this.findings = findings;
    }

    /** Reads all sources in the order of their precedence. */
    public GivenSettings read(SettingSources sources) {
        if (!sources.options().isEmpty()) {
            Map<String, Given> level = new HashMap<>();
            for (Map.Entry<String, String> option : sources.options().entrySet()) {
                String written = Origin.OPTION.written(option.getKey());
                add(level, Origin.OPTION, written, option.getKey(), option.getValue());
            }
            merge(level);
        }
        if (sources.agentArguments() != null) {
            Map<String, Given> level = new HashMap<>();
            for (Map.Entry<String, String> argument : new AgentArguments(sources.agentArguments(), findings).list()) {
                String written = Origin.ARGUMENT.written(argument.getKey());
                add(level, Origin.ARGUMENT, written, argument.getKey(), argument.getValue());
            }
            merge(level);
        }
        readPrefixed(Origin.PROPERTY, sources.systemProperties());
        readPrefixed(Origin.ENVIRONMENT, sources.environment());
        return new GivenSettings(values, files, unusable, findings);
    }

    /** Reads settings whose names no longer contain the name of the database, and reports unknown names. */
    public GivenSettings read(List<Stranger> own) {
        for (Origin origin : Origin.values()) {
            Map<String, Given> level = new HashMap<>();
            for (Stranger setting : own) {
                if (setting.origin() == origin) {
                    add(level, origin, setting.written(), setting.rest(), setting.value());
                }
            }
            merge(level);
        }
        refuseStrangers();
        return new GivenSettings(values, files, unusable, findings);
    }

    /** Returns the settings that {@link #read(SettingSources)} did not know. */
    public List<Stranger> strangers() {
        return strangers;
    }

    /** Reports the settings that {@link #read(SettingSources)} did not know. */
    public void refuseStrangers() {
        for (Stranger stranger : strangers) {
            refuse(stranger);
        }
    }

    /** Notes that the user meant this setting and gave a wrong name. */
    void addMeant(String key) {
        unusable.add(key);
    }

    private void readPrefixed(Origin origin, Map<String, String> source) {
        Map<String, Given> level = new HashMap<>();
        for (Map.Entry<String, String> entry : source.entrySet()) {
            String rest = SettingName.afterPrefix(entry.getKey());
            if (rest != null) {
                add(level, origin, entry.getKey(), rest, entry.getValue());
            }
        }
        merge(level);
    }

    private void add(Map<String, Given> level, Origin origin, String written, String rest, String value) {
        SettingName name = SettingName.of(rest);
        if (name == null) {
            strangers.add(new Stranger(origin, written, rest, value));
            return;
        }
        add(level, name, written, value);
    }

    private void add(Map<String, Given> level, SettingName name, String written, String value) {
        String key = name.file() ? name.key() + SettingName.FILE : name.key();
        Given given = new Given(key, written, SettingName.isVerbatim(key) ? value : value.trim(), false);
        Given other = level.putIfAbsent(key, given);
        if (other != null && !other.value().equals(given.value())) {
            String where = other.name().equals(written) ? "" : ", also as " + other.name() + ',';
            findings.problem(written, "is given twice" + where + " with different values, keep one of them");
        }
    }

    /** Reports an unknown name. */
    void refuse(Stranger stranger) {
        Origin origin = stranger.origin();
        String written = stranger.written();
        String key = SettingName.canonical(stranger.rest());
        String nearest = NearestSetting.of(key);
        if (nearest != null) {
            unusable.add(nearest);
            findings.problem(written, "unknown setting, did you mean " + origin.nameOf(database + nearest) + "?");
        } else if (key.startsWith(FlywayOption.PREFIX)) {
            findings.problem(written, "Flyway has no such setting, or the agent does not pass it on");
        } else if (origin == Origin.OPTION) {
            findings.problem(written, "unknown setting");
        } else if (origin == Origin.ARGUMENT) {
            findings.problem(
                    written,
                    "unknown setting, use names like url or wait_timeout, and give a value that holds \";\" as a system"
                            + " property or an environment variable");
        } else {
            findings.warning(written, "unknown setting, it has no effect" + hint(key));
        }
    }

    private static String hint(String key) {
        return key.endsWith("_URL")
                ? "; several databases have to be named in AUTO_MIGRATE_DATABASES before each can have its own"
                : "";
    }

    /** Adds the settings that no stronger source has given. */
    private void merge(Map<String, Given> level) {
        for (Map.Entry<String, Given> entry : level.entrySet()) {
            Given given = entry.getValue();
            if (Setting.isFile(entry.getKey())) {
                mergeFile(level, entry.getKey(), given);
            } else if (!given.isUnset()) {
                Given stronger = values.get(entry.getKey());
                if (stronger == null || stronger.isBlankPassword()) {
                    values.put(entry.getKey(), given);
                }
            }
        }
    }

    private void mergeFile(Map<String, Given> level, String key, Given file) {
        if (file.isEmpty()) {
            return;
        }
        String base = key.substring(0, key.length() - SettingName.FILE.length());
        files.putIfAbsent(base, file);
        Given plain = level.get(base);
        if (plain != null && !plain.isEmpty()) {
            findings.warning(file.name(), "the file is not read, because " + plain.name() + " is set as well");
        }
    }
}
