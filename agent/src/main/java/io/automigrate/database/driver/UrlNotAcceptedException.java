package io.automigrate.database.driver;

import java.sql.SQLException;

/** The driver returned no connection and no error, which by JDBC means that the URL is not for it. */
public final class UrlNotAcceptedException extends SQLException {
    private static final long serialVersionUID = 1L;

    public UrlNotAcceptedException(String driverClass) {
        super("the driver " + driverClass + " does not accept the URL");
    }

    /** Made here, because the verifier of a class that throws this type would load the type in every start. */
    static SQLException by(String driverClass) {
        return new UrlNotAcceptedException(driverClass);
    }
}
