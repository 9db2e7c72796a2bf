/**
 * Migrates over the connections that an application's own data source opens. In: a connection pool at its beginning, or the name of a
 * data source of a server. Out: its URL, its account and its physical connections, in the form of a driver. Begin with
 * {@link io.automigrate.datasource.PoolQuestion} and {@link io.automigrate.datasource.NamedDataSource}.
 */
package io.automigrate.datasource;
