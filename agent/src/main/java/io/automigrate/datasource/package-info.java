/**
 * Migrates over the connections that an application's own data source opens. In: a connection pool at its beginning. Out: its URL, its
 * account and its physical connections, in the form of a driver. Begin with {@link io.automigrate.datasource.PoolQuestion}.
 */
package io.automigrate.datasource;
