/**
 * Finds the JDBC driver on the application's class path, without loading more than the one that the URL needs. In: a JDBC URL
 * and a class loader. Out: a {@link io.automigrate.database.driver.JdbcDriver}, or a failure that names what is missing. Begin
 * with {@link io.automigrate.database.driver.DriverSearch}.
 */
package io.automigrate.database.driver;
