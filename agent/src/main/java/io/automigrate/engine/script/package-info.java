/**
 * Gives Flyway the text of the catalog's scripts. In: scripts, their encoding and placeholders. Out: Flyway's resources, and the text as
 * it would run. Begin with {@link io.automigrate.engine.script.CatalogResources}.
 */
package io.automigrate.engine.script;
