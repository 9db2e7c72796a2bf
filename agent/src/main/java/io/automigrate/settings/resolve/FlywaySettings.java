package io.automigrate.settings.resolve;

import io.automigrate.settings.Location;
import io.automigrate.settings.Settings;
import io.automigrate.settings.discovery.FrameworkSettings;
import io.automigrate.settings.given.Findings;
import io.automigrate.settings.given.Given;
import io.automigrate.settings.given.GivenSettings;
import io.automigrate.settings.given.SettingValues;
import io.automigrate.settings.names.FlywayOption;
import io.automigrate.settings.names.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What Flyway is told: the user's settings, and where there are none, those of the framework in use. */
final class FlywaySettings {
    private static final String DEFAULT_LOCATION = "classpath:db/migration";

    private final GivenSettings given;
    private final FrameworkSettings frameworks;
    private final String prefix;
    private final SettingValues values;
    private final Findings findings;

    /**
     * @param prefix what the framework's settings begin with; {@code null} for no framework
     */
    FlywaySettings(
            GivenSettings given, FrameworkSettings frameworks, String prefix, SettingValues values, Findings findings) {
        this.given = given;
        this.frameworks = frameworks;
        // A database may be discovered in the settings of a framework that has none for Flyway: the usual case, found
        // out once.
        this.prefix = prefix != null && frameworks.hasAny(prefix) ? prefix : null;
        this.values = values;
        this.findings = findings;
    }

    /**
     * Returns the scripts' settings; {@code null} when there is something wrong with them.
     *
     * @param vendor what {@code {vendor}} stands for
     * @param database what {@code {database}} stands for, one of several; empty when there is only one
     */
    Settings.Scripts scripts(String vendor, String database) {
        Given named = find(Setting.LOCATIONS, "locations");
        List<Location> locations = named == null
                ? List.of(Location.parse(
                        database.isEmpty() ? DEFAULT_LOCATION : DEFAULT_LOCATION + '/' + folder(database)))
                : values.locations(named, vendor, folder(database));
        Map<String, String> placeholders = placeholders();
        return locations.isEmpty()
                ? null
                : new Settings.Scripts(locations, named == null ? "default" : named.name(), placeholders);
    }

    Settings.History history() {
        Given defaultSchema = find(Setting.DEFAULT_SCHEMA, "default-schema");
        Given table = find(Setting.TABLE, "table");
        return new Settings.History(
                values.list(find(Setting.SCHEMAS, "schemas")),
                defaultSchema == null ? Optional.empty() : Optional.of(defaultSchema.value()),
                table == null ? Settings.History.DEFAULT_TABLE : table.value());
    }

    /** Returns the options that are passed on, by Flyway's own names. */
    Map<String, String> options() {
        for (Given refused : given.refused()) {
            FlywayOption option = FlywayOption.named(refused.key().substring(FlywayOption.PREFIX.length()));
            findings.problem(refused, "not available, " + option.detail());
        }
        Map<String, String> options = new HashMap<>();
        if (prefix == null && !given.namesFlywayOption()) {
            return options;
        }
        for (FlywayOption option : FlywayOption.discoverable()) {
            Given value = given.find(option);
            if (value == null && prefix != null) {
                value = frameworks.find(FlywayOption.PREFIX + option.variable(), prefix + option.property());
            }
            if (value == null) {
                continue;
            }
            switch (option.kind()) {
                case FLAG -> options.put(option.name(), Boolean.toString(values.flag(value)));
                case FIXED -> requireDefault(option, value);
                default -> options.put(option.name(), value.value());
            }
        }
        return options;
    }

    private void requireDefault(FlywayOption option, Given value) {
        if (!value.value().equalsIgnoreCase(option.detail())) {
            findings.problem(
                    value, "not available, scripts are read as Flyway does by default (\"" + option.detail() + "\")");
        }
    }

    private Map<String, String> placeholders() {
        Map<String, String> own = given.placeholders();
        if (prefix == null) {
            return own;
        }
        Map<String, String> all = new HashMap<>(frameworks.placeholders(prefix));
        all.putAll(own);
        return all;
    }

    private Given find(Setting setting, String frameworkName) {
        Given value = given.find(setting);
        return value != null || prefix == null ? value : frameworks.find(setting, prefix + frameworkName);
    }

    private static String folder(String database) {
        return database.toLowerCase(Locale.ROOT);
    }
}
