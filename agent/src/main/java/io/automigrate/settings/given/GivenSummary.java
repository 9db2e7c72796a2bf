package io.automigrate.settings.given;

import io.automigrate.settings.names.Setting;

/**
 * The facts about the user's settings that count before the settings are resolved.
 *
 * @param namesDatabase whether a setting of ours names the database or the databases, so that no framework is asked
 * @param namesUser whether a setting of ours names the user
 * @param any whether there is any setting of ours
 * @param anyButSwitch whether there is any besides the switch {@code AUTO_MIGRATE}
 */
public record GivenSummary(boolean namesDatabase, boolean namesUser, boolean any, boolean anyButSwitch) {
    /** Returns the facts about these sources, whose values are not looked at. */
    public static GivenSummary of(SettingSources sources) {
        GivenSettings given = new SettingsReader(new Findings()).read(sources);
        return new GivenSummary(
                given.isMeant(Setting.URL) || given.isMeant(Setting.DATABASES),
                given.isMeant(Setting.USER),
                given.any(),
                given.anyBeside(Setting.ON_STARTUP));
    }
}
