/**
 * The migration scripts: finds them, reads their names, computes their checksums, and finds the mistakes in them. In: the
 * locations of the settings and a class loader. Out: a {@link io.automigrate.migration.MigrationCatalog}. Begin with {@link
 * io.automigrate.migration.CatalogReader}. No class of Flyway is used: a start with nothing to migrate does not load Flyway.
 */
package io.automigrate.migration;
