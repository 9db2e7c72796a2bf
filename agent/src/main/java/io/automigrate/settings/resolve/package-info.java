/**
 * Joins what was given, what was discovered and the defaults to {@link io.automigrate.settings.Settings}. In: {@link
 * io.automigrate.settings.given.SettingSources}. Out: a {@link io.automigrate.settings.resolve.Resolution}, with all problems
 * at once. Begin with {@link io.automigrate.settings.resolve.SettingsResolver}.
 */
package io.automigrate.settings.resolve;
