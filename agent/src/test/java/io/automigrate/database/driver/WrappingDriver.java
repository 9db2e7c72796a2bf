package io.automigrate.database.driver;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** What a wrapping driver does: it asks {@code DriverManager} for another driver. */
public final class WrappingDriver {
    private WrappingDriver() {}

    public static Driver target(String url) throws SQLException {
        return DriverManager.getDriver(url);
    }

    public static List<Driver> known() {
        return Collections.list(DriverManager.getDrivers());
    }

    public static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }
}
