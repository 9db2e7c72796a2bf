/**
 * The contract between a start and Flyway. {@link io.automigrate.engine.SchemaEngine} is what a start asks for; {@link
 * io.automigrate.engine.flyway} does it.
 */
package io.automigrate.engine;
