/**
 * SQL statements and SQL errors in the forms that several parts of the engine need.
 */
package io.automigrate.engine.sql;
