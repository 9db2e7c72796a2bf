package io.automigrate.engine.jdbc;

import java.sql.SQLException;

/**
 * One execution of a statement by the driver.
 *
 * @param <T> the result of the driver's method
 */
public interface Execution<T> {
    T perform() throws SQLException;
}
