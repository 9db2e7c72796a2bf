package io.automigrate.settings.discovery;

import io.automigrate.settings.Settings;

/**
 * The database that the settings name.
 *
 * @param account the database and the account; {@code null} when it was named but something is wrong with it
 * @param flyway what the settings for Flyway of the framework in use begin with; {@code null} when there are none
 */
public record FoundDatabase(Settings.Account account, String flyway) {}
