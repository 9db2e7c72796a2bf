/**
 * The names of all settings, in every spelling, and the names of Flyway's settings. In: a name as a user wrote it. Out: the
 * setting that it stands for, or the nearest one. Begin with {@link io.automigrate.settings.names.Setting}.
 */
package io.automigrate.settings.names;
