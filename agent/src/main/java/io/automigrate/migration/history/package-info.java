/**
 * Compares Flyway's history table with the scripts by one {@code SELECT}, so that a start with nothing to migrate does not load
 * Flyway. In: a connection and a catalog. Out: whether the schema is up to date. Begin with {@link
 * io.automigrate.migration.history.UpToDateCheck}.
 */
package io.automigrate.migration.history;
