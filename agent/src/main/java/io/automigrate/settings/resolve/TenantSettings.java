package io.automigrate.settings.resolve;

import io.automigrate.settings.Settings;
import io.automigrate.settings.given.Findings;
import io.automigrate.settings.given.Given;
import io.automigrate.settings.given.GivenSettings;
import io.automigrate.settings.given.SettingValues;
import io.automigrate.settings.names.Setting;
import java.util.List;
import java.util.Optional;

/** {@code AUTO_MIGRATE_TENANTS} and {@code AUTO_MIGRATE_TENANTS_QUERY}. A start without these settings does not load this class. */
record TenantSettings(GivenSettings given, SettingValues values, Findings findings) {
    /** Returns the tenants; empty when there are none, or when their settings are unusable. */
    Optional<Settings.Tenants> read(Settings.Account account) {
        Given names = given.find(Setting.TENANTS);
        Given query = given.find(Setting.TENANTS_QUERY);
        Given one = names == null ? query : names;
        if (one == null) {
            return Optional.empty();
        }
        if (names != null && query != null) {
            findings.problem(query, "the tenants are named by " + names.name() + " already, unset one of them");
        }
        refuse(given.find(Setting.SCHEMAS), one);
        refuse(given.find(Setting.DEFAULT_SCHEMA), one);
        if (account != null && !account.kind().hasSchemas()) {
            findings.problem(
                    one,
                    "a database of the kind \"" + account.kind().word()
                            + "\" has no schemas, name a database for each tenant with AUTO_MIGRATE_DATABASES");
        }
        List<String> list = values.list(names);
        for (String name : list) {
            if (!Settings.Tenants.isName(name)) {
                findings.problem(names, "a quote or a backslash can't be part of a tenant's name, rename the schema");
            }
        }
        if (names != null && list.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Settings.Tenants(list, names == null ? Optional.of(query.value()) : Optional.empty()));
    }

    private void refuse(Given schema, Given tenants) {
        if (schema != null) {
            findings.problem(
                    schema,
                    "each tenant of " + tenants.name() + " is a schema with its own history, unset one of the two");
        }
    }
}
