/**
 * A failure: its title, its cause, the state of the schema, the remedy, and the exit code. Every package
 * makes a {@link io.automigrate.failure.StartupException} with a {@link io.automigrate.failure.Failure}; {@code Startup} turns
 * the exception into a block of the log and an exit code.
 */
package io.automigrate.failure;
