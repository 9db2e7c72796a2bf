/**
 * Runs Flyway, the agent's own or the application's. In: settings, catalog, a database that is ready. Out: the result of {@link
 * io.automigrate.engine.SchemaEngine}. Begin with {@link io.automigrate.engine.flyway.EngineChoice} and {@link
 * io.automigrate.engine.flyway.FlywayEngine}.
 */
package io.automigrate.engine.flyway;
