/**
 * Reads the values that users gave under the agent's own names: agent arguments, system properties, environment variables,
 * files. In: {@link io.automigrate.settings.given.SettingSources}. Out: {@link io.automigrate.settings.given.GivenSettings},
 * and everything that is wrong as {@link io.automigrate.settings.given.Findings}. Begin with {@link
 * io.automigrate.settings.given.SettingsReader}.
 */
package io.automigrate.settings.given;
