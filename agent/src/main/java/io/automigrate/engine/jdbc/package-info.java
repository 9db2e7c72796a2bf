/**
 * JDBC objects that pass each call on to those of the driver. In comes a connection, out comes one whose statements report each
 * execution to {@link io.automigrate.engine.jdbc.DelegatingConnection#execute}; a subclass overrides that method. Begin there.
 */
package io.automigrate.engine.jdbc;
