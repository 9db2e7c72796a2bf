/**
 * The settings of one start as records, complete and valid. Everything after the settings reads only these records. Made by
 * {@link io.automigrate.settings.resolve}. Begin with {@link io.automigrate.settings.Settings}.
 *
 * <p>A setting that is absent is an empty {@code Optional} in these records. The packages below, which every start passes
 * through, return {@code null} for it instead, and their Javadoc says so.
 */
package io.automigrate.settings;
