/**
 * Watches a running migration: which statement runs, what it waits for, and how it is interrupted when the process is told to
 * stop. In: the data source that Flyway gets. Out: the same data source with watched connections, progress lines in the log.
 * Begin with {@link io.automigrate.engine.watch.MigrationWatch}.
 */
package io.automigrate.engine.watch;
