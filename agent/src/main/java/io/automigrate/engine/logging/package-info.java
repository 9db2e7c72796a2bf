/**
 * Sends the log of Flyway and of the connection pool to the log of the agent, and leaves the application's logging libraries
 * alone. Begin with {@link io.automigrate.engine.logging.FlywayLog}.
 */
package io.automigrate.engine.logging;
