/**
 * Asks the framework of an application for the configuration of its database and its migrations. The answer is a source of settings that
 * {@code settings.resolve} reads in place of the environment.
 */
package io.automigrate.framework;
