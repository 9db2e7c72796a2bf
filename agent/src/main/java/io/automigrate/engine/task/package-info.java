/**
 * Performs the tasks of {@link io.automigrate.engine.SchemaEngine}, one class for each. In: Flyway, loaded and configured. Out: the
 * answer to the task. Begin with {@link io.automigrate.engine.task.LoadedFlyway} and {@link io.automigrate.engine.task.MigrateMode}.
 */
package io.automigrate.engine.task;
