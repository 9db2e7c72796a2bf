package io.automigrate.database.driver;

import io.automigrate.failure.StartupException;
import io.automigrate.kind.DatabaseAddress;
import io.automigrate.kind.known.DatabaseKinds;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.UrlWrapper;
import java.lang.reflect.InvocationTargetException;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** One search for the driver of a URL, with the drivers that were found and the reasons why they do not fit. */
final class DriverSearch {
    /** Some failures of a {@code ServiceLoader} repeat themselves for ever. */
    private static final int MOST_BROKEN_SERVICES = 50;

    private final JdbcUrl url;
    private final ClassLoader application;
    private final List<Driver> refusing = new ArrayList<>(0);
    private final List<String> broken = new ArrayList<>(0);
    private StartupException unusable;

    DriverSearch(JdbcUrl url, ClassLoader application) {
        this.url = url;
        this.application = application;
    }

    Driver find() throws StartupException {
        DatabaseAddress address = DatabaseKinds.at(url);
        if (!address.wrappers().isEmpty()) {
            initialiseWrapped(address);
        }
        for (String name : address.drivers()) {
            Driver driver = instantiate(name);
            if (driver == null) {
                continue;
            }
            if (accepts(driver)) {
                return driver;
            }
            refusing.add(driver);
        }
        Driver driver = findService();
        if (driver != null) {
            return driver;
        }
        if (unusable != null) {
            throw unusable;
        }
        throw refusing.isEmpty()
                ? DriverFailure.notFound(url, broken)
                : DriverFailure.urlRefused(url, refusing.get(0), broken);
    }

    /**
     * Initialises the driver that the wrapping driver calls. A wrapping driver asks {@code DriverManager} for it, which knows only the
     * drivers whose classes have been initialised: those of an application with a loader of its own may not be among them.
     */
    private void initialiseWrapped(DatabaseAddress address) throws StartupException {
        UrlWrapper wrapper = address.wrapper();
        if (wrapper == null || !wrapper.startsServer()) {
            new DriverSearch(address.wrappedUrl(), application).find();
        }
    }

    /** Returns an instance; null when the class does not exist or can't be used from here. */
    private Driver instantiate(String name) {
        try {
            Class<?> type = Class.forName(name, true, application);
            return type.getDeclaredConstructor().newInstance() instanceof Driver driver ? driver : null;
        } catch (ClassNotFoundException absent) {
            return null;
        } catch (InvocationTargetException e) {
            return broken(name, e.getCause());
        } catch (LinkageError e) {
            return broken(name, e);
        } catch (ReflectiveOperationException e) {
            // The module does not export the driver's package, but the service loader can instantiate the driver.
            broken.add(e.toString());
            return null;
        }
    }

    /** Derby's tools bring the name of the network driver along without the driver; the embedded one comes after it. */
    private Driver broken(String name, Throwable cause) {
        if (unusable == null) {
            unusable = DriverFailure.unusable(name, cause);
        }
        return null;
    }

    private Driver findService() {
        Iterator<Driver> drivers = ServiceLoader.load(Driver.class, application).iterator();
        for (int failures = 0; failures < MOST_BROKEN_SERVICES; ) {
            try {
                if (!drivers.hasNext()) {
                    return null;
                }
                Driver driver = drivers.next();
                if (accepts(driver)) {
                    return driver;
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                // A broken driver of another database must not end the search.
                failures++;
                broken.add(e.toString());
            }
        }
        return null;
    }

    private boolean accepts(Driver driver) {
        try {
            return driver.acceptsURL(url.value());
        } catch (SQLException | RuntimeException e) {
            broken.add(driver.getClass().getName() + ": " + e.getMessage());
            return false;
        }
    }
}
