/**
 * Turns an exception of Flyway or of a driver into a failure with a cause, a remedy and an exit code. In: the exception, the
 * settings and a connection. Out: a {@link io.automigrate.failure.StartupException}. Begin with {@link
 * io.automigrate.engine.failure.FlywayFailure}.
 */
package io.automigrate.engine.failure;
