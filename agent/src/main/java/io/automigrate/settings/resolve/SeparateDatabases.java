package io.automigrate.settings.resolve;

import io.automigrate.settings.Location;
import io.automigrate.settings.Settings;
import io.automigrate.settings.given.Findings;
import io.automigrate.settings.names.Origin;
import java.util.List;
import java.util.Locale;

/**
 * Refuses settings by which several databases would get the same scripts, or two of the named databases would share one schema, unless
 * the user asks for it.
 */
record SeparateDatabases(Findings findings) {
    void check(List<Settings> databases) {
        for (int i = 0; i < databases.size(); i++) {
            for (int j = i + 1; j < databases.size(); j++) {
                Settings one = databases.get(i);
                Settings other = databases.get(j);
                checkScripts(one, other);
                checkPlaces(one, other);
                checkPlaces(other, one);
                checkHistory(one, other);
            }
        }
    }

    /** The databases share this setting, so the user has not said that the scripts are meant for both. */
    private void checkScripts(Settings one, Settings other) {
        if (one.scripts().locationsSource().equals(other.scripts().locationsSource())
                && one.scripts().locations().equals(other.scripts().locations())) {
            findings.problem(
                    one.scripts().locationsSource(),
                    "the databases " + both(one, other)
                            + " would get the same scripts, write {database} where their folders"
                            + " differ, or set " + variable(one, "LOCATIONS") + " and " + variable(other, "LOCATIONS")
                            + ", which may be the same");
        }
    }

    private void checkPlaces(Settings one, Settings other) {
        for (Location outer : one.scripts().locations()) {
            for (Location inner : other.scripts().locations()) {
                if (outer.kind() == inner.kind() && inner.path().startsWith(outer.path() + '/')) {
                    findings.problem(
                            one.scripts().locationsSource(),
                            "the scripts of database \"" + other.database() + "\" in " + inner + " are also in " + outer
                                    + ", where database \"" + one.database()
                                    + "\" has its own, use folders beside each other");
                }
            }
        }
    }

    private void checkHistory(Settings one, Settings other) {
        if (one.account().url().equals(other.account().url())
                && one.history().equals(other.history())
                && one.tenants().equals(other.tenants())) {
            findings.problem(
                    "AUTO_MIGRATE_DATABASES",
                    both(one, other) + " are one schema of one database with one history, set " + variable(other, "URL")
                            + ", " + variable(other, "SCHEMAS") + " or " + variable(other, "TABLE"));
        }
    }

    private static String both(Settings one, Settings other) {
        return "\"" + one.database() + "\" and \"" + other.database() + "\"";
    }

    private static String variable(Settings database, String key) {
        return Origin.ENVIRONMENT.nameOf(database.database().toUpperCase(Locale.ROOT) + '_' + key);
    }
}
