package io.automigrate.settings.discovery;

import io.automigrate.settings.Settings;
import io.automigrate.settings.given.Findings;

/**
 * The database that the settings name.
 *
 * @param account the database and the account; {@code null} when the database was named by an unusable setting
 * @param flyway the prefix of the settings for Flyway of the framework in use; {@code null} when there are none
 * @param pool the settings of the application's connection pool that hold for the scripts; {@code null} when no framework has settings
 * @param source the settings that the database was discovered in; {@code null} when the agent's own settings name it
 */
public record FoundDatabase(Settings.Account account, String flyway, PoolSettings pool, UrlSource source) {
    /** Makes an unknown database with known settings for Flyway. */
    public static FoundDatabase unknown(String flyway) {
        return new FoundDatabase(null, flyway, PoolSettings.NONE, null);
    }

    /**
     * Warns of the settings of the framework in use that no part of the agent has read. Call this method after all settings have been
     * read.
     */
    public void warnOfUnread(FrameworkSettings frameworks, Findings findings) {
        frameworks.warnOfUnread(flyway, source, findings);
    }
}
