package io.automigrate.engine.jdbc;

import java.sql.SQLException;

/**
 * One execution of a statement by the driver.
 *
 * @param <T> what the driver returns
 */
public interface Execution<T> {
    T perform() throws SQLException;
}
