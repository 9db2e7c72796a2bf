package io.automigrate.settings.resolve;

import io.automigrate.settings.Location;
import io.automigrate.settings.Settings;
import io.automigrate.settings.given.Findings;
import io.automigrate.settings.given.Given;
import io.automigrate.settings.given.GivenSettings;
import io.automigrate.settings.given.SettingValues;
import io.automigrate.settings.names.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the settings of initial data. */
final class SeedSettings {
    private final GivenSettings given;
    private final SettingValues values;
    private final Findings findings;

    SeedSettings(GivenSettings given, Findings findings) {
        this.given = given;
        this.values = new SettingValues(given, findings);
        this.findings = findings;
    }

    /**
     * Returns the settings; empty when a value is unusable or no initial data is asked for.
     *
     * @param vendor the text for {@code {vendor}}
     * @param database the text for {@code {database}}, one of several databases; empty when there is only one
     * @param scripts the scripts that are applied before the initial data; null when their settings are unusable
     */
    Optional<Settings.Seed> read(String vendor, String database, Settings.Scripts scripts, Settings.History history) {
        Given named = given.find(Setting.SEED_LOCATIONS);
        Given table = given.find(Setting.SEED_TABLE);
        Given existing = given.find(Setting.SEED_EXISTING);
        String name = table == null ? Settings.Seed.DEFAULT_TABLE : table.value();
        List<Location> locations = values.locations(named, vendor, database.toLowerCase(Locale.ROOT));
        if (scripts != null) {
            refuseCommonFolders(named, locations, scripts.locations());
        }
        if (name.equalsIgnoreCase(history.table())) {
            findings.problem(
                    table == null ? "AUTO_MIGRATE_SEED_TABLE" : table.shown(),
                    "that is the history of the migrations, initial data needs a table of its own");
        }
        if (locations.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Settings.Seed(locations, named.name(), name, existing != null && values.flag(existing)));
    }

    /** If one location contains the other, Flyway would take the scripts of the one for scripts of the other. */
    private void refuseCommonFolders(Given named, List<Location> seeds, List<Location> migrations) {
        for (Location seed : seeds) {
            for (Location migration : migrations) {
                if (seed.kind() == migration.kind() && (isBelow(seed, migration) || isBelow(migration, seed))) {
                    findings.problem(
                            named,
                            "\"" + seed + "\" and \"" + migration + "\" of AUTO_MIGRATE_LOCATIONS share a folder,"
                                    + " put initial data beside the migrations and not among them");
                }
            }
        }
    }

    private static boolean isBelow(Location inner, Location outer) {
        return inner.kind() == Location.Kind.FILESYSTEM
                ? Path.of(inner.path())
                        .normalize()
                        .startsWith(Path.of(outer.path()).normalize())
                : (inner.path() + "/").startsWith(outer.path() + "/");
    }
}
