package io.automigrate.database.driver;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.kind.known.DatabaseKinds;
import io.automigrate.url.JdbcUrl;
import java.sql.Driver;
import java.util.List;

/** The failures of the search for a driver. */
final class DriverFailure {
    private static final String CLASS_PATH_SETTING = " to the application, or name its jar with AUTO_MIGRATE_CLASSPATH";

    private DriverFailure() {}

    static StartupException notFound(JdbcUrl url, List<String> broken) {
        Failure failure = Failure.of(
                        ExitCode.CONFIGURATION,
                        "No JDBC driver for \"jdbc:" + url.subprotocol() + ":\" on the application's class path")
                .with("database", url.toString());
        return new StartupException(withBroken(failure, broken)
                .remedy("add " + DatabaseKinds.at(url).artifact() + CLASS_PATH_SETTING));
    }

    static StartupException urlRefused(JdbcUrl url, Driver driver, List<String> broken) {
        String name = driver.getClass().getName();
        Failure failure = Failure.of(
                        ExitCode.CONFIGURATION, "The driver " + name + " does not accept the database's URL")
                .with("database", url.toString())
                .with("driver", JdbcDriver.describe(driver));
        String remedy = DatabaseKinds.of(url).remedyForRefusedUrl(name);
        return new StartupException(withBroken(failure, broken).remedy(remedy));
    }

    static StartupException unusable(String driverClass, Throwable cause) {
        MissingClass missing = MissingClass.of(cause);
        Failure failure = Failure.of(ExitCode.CONFIGURATION, "The JDBC driver " + driverClass + " can't be loaded")
                .with("reason", missing.reason())
                .remedy(missing.remedy());
        return new StartupException(failure, cause);
    }

    private static Failure withBroken(Failure failure, List<String> broken) {
        Failure all = failure;
        for (String driver : broken) {
            all = all.with("unusable", driver);
        }
        return all;
    }
}
